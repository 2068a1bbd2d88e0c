import type { Form } from "@tidings/shared/resource/define.ts";
import { Button } from "antd";
import type { ReactNode } from "react";
import { FormButtons } from "../form-buttons.tsx";
import type { Submission } from "../submission.ts";
import { useTranslations } from "../words.ts";
import { words } from "./words.ts";

interface FormFootProps {
  readonly form: Form;
  readonly busy: Submission["busy"];
  readonly closed: boolean | undefined;
  /** How many things are wrong, and what leads to the first. */
  readonly left: number;
  readonly fix: () => void;
  /** The step before, and the next; where there is none, undefined. */
  readonly back?: (() => void) | undefined;
  readonly next?: (() => void) | undefined;
  /** Beside the button that sends it. */
  readonly beside?: ReactNode;
  readonly saveDraft: () => void;
  /** Without it, the form is not sent by this person. */
  readonly send?: (() => void) | undefined;
}

/** The foot of a form: what is wrong with it, the way back, the draft, and last, at the right, what goes on or sends it. */
export function FormFoot({
  form,
  busy,
  closed,
  left,
  fix,
  back,
  next,
  beside,
  saveDraft,
  send,
}: FormFootProps) {
  const t = useTranslations(words);
  return (
    <FormButtons left={left} fix={fix} closed={closed && (send !== undefined || form.draft !== undefined)}>
      {back && <Button onClick={back}>{t("previous")}</Button>}
      {beside}
      {form.draft && (
        <Button
          loading={busy === "draft"}
          disabled={closed || busy === "all"}
          onClick={saveDraft}
          data-testid="save-draft"
        >
          {t(form.draft.label)}
        </Button>
      )}
      {next && (
        <Button type="primary" onClick={next} data-testid="next">
          {t("next")}
        </Button>
      )}
      {send && (
        <Button
          type="primary"
          loading={busy === "all"}
          disabled={closed || busy === "draft"}
          onClick={send}
          data-testid="send"
        >
          {t(form.confirm)}
        </Button>
      )}
    </FormButtons>
  );
}

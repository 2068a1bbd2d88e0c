import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { ownGiven, wrongOwn } from "@tidings/shared/own/fields.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import { App, Button, Space } from "antd";
import { type ReactNode, useMemo } from "react";
import { useNavigate } from "react-router";
import { nameFinding } from "../contents/name.ts";
import { readyContent } from "../contents/ready.ts";
import { ThingsLeft } from "../contents/things-left.tsx";
import { contentWords } from "../contents/words.ts";
import type { Base, Editor as Editing } from "../ui/editor.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useMay } from "../ui/me.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { type Submission, useSubmission } from "../ui/submission.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { findingsOf, goToFirstWrong } from "./editor/checked.ts";
import { Editor } from "./editor/editor.tsx";
import { entryName } from "./editor/places.ts";
import type { EditorValue } from "./editor/value.ts";
import { Helps } from "./helps.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

interface WorkPageProps {
  readonly title: string;
  readonly back: string;
  readonly editor: Pick<Editing<unknown, TemplateCard>, "note" | "notes" | "closed" | "send">;
  readonly value: EditorValue;
  readonly edit: (change: (before: EditorValue) => EditorValue) => void;
  /** The words of the button that saves without submitting. */
  readonly saves: string;
  readonly store: (
    input: Readonly<Record<string, unknown>>,
    made: TemplateCard | null,
    base: Base,
  ) => Promise<TemplateCard>;
  readonly layoutAction?: ReactNode;
}

/** A draft needs its name alone. */
const isFine = (value: EditorValue, complete: boolean): boolean =>
  complete ? !hasErrors(findingsOf(value)) : nameFinding(value.name) === null;

/** The page of a template that is made or edited: saved as a draft, or submitted once it was checked. */
export function WorkPage(props: WorkPageProps) {
  const { title, back, editor, value, edit, saves, store, layoutAction } = props;
  const t = useTranslations({ ...words, ...contentWords });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { definitions } = useOwnFields("template");
  const submit = useVerb("submit_template");
  const { tried, busy, failure, act } = useSubmission({
    ready: (complete) =>
      isFine(value, complete) && wrongOwn(definitions, value.own ?? {}, complete).length === 0,
    lead: () => goToFirstWrong(value) || showFirstWrong(),
    run: async (complete) => {
      const input = {
        name: value.name.trim(),
        usage: value.usage,
        vendors: value.vendors,
        // What no chosen vendor reviews is not handed in.
        sms_signatures: value.vendors.includes("vivo") ? (value.sms_signatures ?? []) : [],
        content: readyContent(value.content),
        own: ownGiven(definitions, value.own ?? {}),
      };
      const { id } = await editor.send(
        (made, base) => store(input, made, base),
        complete
          ? async (card) => {
              await checkSaved(card.id);
              await submit.run({ template: card.id });
            }
          : undefined,
      );
      message.success(t(complete ? "submit_done" : "saved"));
      navigate(`/templates/${id}`, { replace: true });
    },
  });
  return (
    <Page
      title={title}
      note={editor.note}
      back={back}
      actions={<Handing value={value} saves={saves} closed={editor.closed} busy={busy} act={act} />}
    >
      {editor.notes}
      {!editor.closed && <FailedNote failure={failure} />}
      <Editor
        value={value}
        set={edit}
        tried={tried !== "no"}
        definitions={definitions}
        layoutAction={layoutAction}
      />
      <Helps layout={value.layout} />
    </Page>
  );
}

interface HandingProps extends Pick<Submission, "busy" | "act"> {
  readonly value: EditorValue;
  readonly saves: string;
  readonly closed: boolean;
}

/** What is left to do, and the buttons that save and submit. */
function Handing({ value, saves, closed, busy, act }: HandingProps) {
  const t = useTranslations(words);
  const may = useMay();
  const layout = layoutOf(value.layout);
  const findings = useMemo(() => findingsOf(value), [value]);
  return (
    <Space wrap>
      <ThingsLeft findings={findings} where={(path) => (layout ? entryName(layout, path, t) : "")} />
      <Button
        loading={busy === "draft"}
        disabled={closed || busy === "all"}
        onClick={() => void act(false)}
        data-testid="save"
      >
        {saves}
      </Button>
      {may("KooMessage:template:submit") && (
        <Button
          type="primary"
          loading={busy === "all"}
          disabled={closed || busy === "draft"}
          onClick={() => void act(true)}
          data-testid="save-submit"
        >
          {t("save_submit")}
        </Button>
      )}
    </Space>
  );
}

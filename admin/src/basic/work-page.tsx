import { EyeOutlined } from "@ant-design/icons";
import { type OwnField, ownGiven, wrongOwn } from "@tidings/shared/own/fields.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import { App, Button, Space } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { goTo } from "../contents/going.ts";
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
import { useSubmission } from "../ui/submission.ts";
import { useVerb } from "../ui/verb.ts";
import { useSay, useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { CheckDialog } from "./editor/check-dialog.tsx";
import { BasicEditor } from "./editor/editor.tsx";
import { PreviewDialog } from "./editor/preview-dialog.tsx";
import { SubmitDialog } from "./editor/submit-dialog.tsx";
import { useSubmitChoices } from "./editor/use-submit-choices.ts";
import { type BasicValue, findingsOf, placeName } from "./editor/value.ts";
import type { BasicCard } from "./row.ts";
import { words } from "./words.ts";

export interface WorkPageProps {
  readonly title: string;
  readonly back: string;
  readonly editor: Pick<Editing<unknown, BasicCard>, "note" | "notes" | "closed" | "send">;
  readonly value: BasicValue;
  readonly edit: (change: (before: BasicValue) => BasicValue) => void;
  /** The words of the button that saves without submitting. */
  readonly saves: string;
  readonly store: (
    input: Readonly<Record<string, unknown>>,
    made: BasicCard | null,
    base: Base,
  ) => Promise<BasicCard>;
  readonly action?: ReactNode;
}

/** Which window is open over the editor. */
type Open = "preview" | "check" | "submit" | null;

const isChosen = ({ signature_id, channel_id, validity_days }: BasicValue): boolean =>
  signature_id !== null && channel_id !== null && validity_days !== null;

/** The page of a basic template that is made or edited: previewed, checked, saved as a draft, or submitted with its signature, channel and days. */
export function WorkPage(props: WorkPageProps) {
  const { title, back, editor, value, edit, saves, action } = props;
  const work = useWork(props);
  const { open, chosen, findings, definitions, submission } = work;
  return (
    <Page
      title={title}
      note={editor.note}
      back={back}
      actions={
        <Space wrap>
          {action}
          <ThingsLeft findings={findings} where={work.where} />
          <Handing saves={saves} closed={editor.closed} work={work} />
        </Space>
      }
    >
      {editor.notes}
      {!editor.closed && open !== "submit" && <FailedNote failure={submission.failure} />}
      <BasicEditor
        value={value}
        set={edit}
        chosen={chosen}
        tried={submission.tried !== "no"}
        definitions={definitions}
      />
      {open === "preview" && (
        <PreviewDialog content={value.content} signature={chosen.signature} close={work.close} />
      )}
      {open === "check" && <CheckDialog findings={findings} where={work.where} back={work.go} />}
      {open === "submit" && (
        <SubmitDialog
          value={value}
          set={edit}
          choices={work.choices}
          tried={submission.tried === "all"}
          busy={submission.busy === "all"}
          failure={submission.failure}
          submit={() => void submission.act(true)}
          cancel={work.close}
        />
      )}
    </Page>
  );
}

type Work = ReturnType<typeof useWork>;

/** What is chosen and found, which window is open, and how it is handed in. */
function useWork({ value, editor, store }: WorkPageProps) {
  const say = useSay();
  const [open, setOpen] = useState<Open>(null);
  const { definitions } = useOwnFields("basic_template");
  const choices = useSubmitChoices(value);
  const { signature, adapter } = choices.chosen;
  const chosen = useMemo(() => ({ signature, adapter }), [signature, adapter]);
  const findings = useMemo(() => findingsOf(value, chosen), [value, chosen]);
  const run = useHandIn({ value, editor, store, definitions });
  const submission = useSubmission({
    ready: (complete) => {
      const isOwn = wrongOwn(definitions, value.own ?? {}, complete).length === 0;
      return isOwn && (complete ? !hasErrors(findings) && isChosen(value) : nameFinding(value.name) === null);
    },
    lead: () => {
      const wrong = findings.find(({ level }) => level === "error");
      if (!wrong) return showFirstWrong();
      if (open === "submit") return showFirstWrong();
      // What keeps it from being submitted is told as one list.
      if (open === null && wrong.path === "name") goTo(wrong.path);
    },
    run,
  });
  return {
    open,
    choices,
    chosen,
    findings,
    definitions,
    submission,
    where: (path: string) => placeName(value.content, path, say),
    look: () => setOpen("preview"),
    close: () => setOpen(null),
    go: (path?: string) => {
      setOpen(path === "channel_id" ? "submit" : null);
      if (path && path !== "channel_id") goTo(path);
    },
    /** The name is asked for in the window as well: without it, the rest is checked. */
    begin: () => {
      const isWrong = hasErrors(findings.filter(({ path }) => path !== "name"));
      if (isWrong) submission.attempt(true);
      setOpen(isWrong ? "check" : "submit");
    },
  };
}

interface HandIn extends Pick<WorkPageProps, "value" | "editor" | "store"> {
  readonly definitions: readonly OwnField[];
}

/** Saves it, and submits it once the function has checked what was measured of its media. */
function useHandIn({ value, editor, store, definitions }: HandIn): (complete: boolean) => Promise<void> {
  const t = useTranslations({ ...contentWords, ...words });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const submit = useVerb("submit_basic_template");
  return async (complete) => {
    const { name, content, signature_id, channel_id, validity_days } = value;
    const own = ownGiven(definitions, value.own ?? {});
    const about = { signature_id, channel_id, validity_days, own };
    const input = { name: name.trim(), content: readyContent(content), ...about };
    const follow = async (card: BasicCard) => {
      await checkSaved(card.id);
      await submit.run({ basic_template: card.id });
    };
    const { id } = await editor.send((made, base) => store(input, made, base), complete ? follow : undefined);
    message.success(t(complete ? "submit_done" : "saved"));
    navigate(`/basic-templates/${id}`, { replace: true });
  };
}

interface HandingProps {
  readonly saves: string;
  readonly closed: boolean;
  readonly work: Work;
}

/** The buttons that preview, save and submit. */
function Handing({ saves, closed, work }: HandingProps) {
  const t = useTranslations({ ...contentWords, ...words });
  const may = useMay();
  const { busy, act } = work.submission;
  const isBusy = busy !== null;
  return (
    <Space wrap>
      <Button icon={<EyeOutlined />} onClick={work.look} data-testid="open-preview">
        {t("look")}
      </Button>
      <Button
        loading={busy === "draft"}
        disabled={closed || isBusy}
        onClick={() => void act(false)}
        data-testid="save"
      >
        {saves}
      </Button>
      {may("KooMessageBasic:template:submit") && (
        <Button type="primary" disabled={closed || isBusy} onClick={work.begin} data-testid="open-submit">
          {t("submit")}
        </Button>
      )}
    </Space>
  );
}

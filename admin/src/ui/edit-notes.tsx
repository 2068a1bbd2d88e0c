import { w } from "@tidings/shared/ground/locale.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { Alert, Button, Flex } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Draft } from "./draft.ts";
import { LinkButton } from "./link-button.tsx";
import { PresenceNote } from "./presence-note.tsx";
import { userErrorOf } from "./user-error.ts";
import { useTranslations } from "./words.ts";

const words = {
  moved: w("在您编辑期间，此内容已在别处被修改", "This was changed elsewhere while you were editing"),
  moved_hint: w(
    "您输入的内容没有丢失。请先查看最新内容，再决定保留哪一份。",
    "Nothing you entered is lost. View the current version, then choose which to keep.",
  ),
  look: w("查看最新内容", "View current version"),
  mine: w("保留我的修改并继续", "Continue with my changes"),
  restored: w("已恢复此浏览器中未保存的修改。", "Your unsaved changes were restored from this browser."),
  restored_elsewhere: w(
    "已恢复您在另一个窗口或设备中未保存的修改。",
    "Your unsaved changes from another window or device were restored.",
  ),
  drop: w("放弃我的修改", "Discard my changes"),
  in_review: w("审核中不能修改", "Can't edit while in review"),
  in_review_hint: w("请先撤回，或等待审核结果。", "Withdraw this from review first, or wait for the result."),
  in_review_wait: w("请等待审核结果。", "Wait for the result."),
  waits: w(
    "您输入的内容已保留在此浏览器中，恢复可修改状态后即可继续。",
    "What you entered is kept in this browser. You can continue once editing is possible again.",
  ),
};

interface InReviewProps {
  /** The page that shows the row as it is now. */
  readonly page: string;
  /** It can be taken back from its reviewers, on that page. */
  readonly withdrawn?: boolean;
}

/** Why what is in review cannot be edited, and what can be done instead. */
export function InReviewNote({ page, withdrawn = true }: InReviewProps) {
  const t = useTranslations(words);
  return (
    <Alert
      type="warning"
      showIcon
      message={t("in_review")}
      description={t(withdrawn ? "in_review_hint" : "in_review_wait")}
      action={<LinkButton to={page}>{t("look")}</LinkButton>}
      data-testid="closed"
    />
  );
}

interface EditNotesProps {
  readonly noun: Noun;
  readonly id: string;
  readonly draft: Pick<Draft<unknown>, "restored" | "keptAt">;
  /** Why it cannot be edited now. */
  readonly closed?: ReactNode;
  /** The row is no longer what the draft began from. */
  readonly moved: boolean;
  /** Goes on with what was typed, over what is there now. */
  readonly mine: () => void;
  /** Begins again from what is there now. */
  readonly drop: () => void;
}

/** What an editor is told above the form: who else is at it, that it changed meanwhile, that a draft came back. Nothing typed is lost. */
export function useEditNotes(props: EditNotesProps | null) {
  // A save has just been refused because the row is another one by now: the note is led to, since the button is a screen below it.
  const [stale, setStale] = useState(false);
  const fresh = (act: () => void) => () => {
    setStale(false);
    act();
  };
  return {
    notes: props && <EditNotes {...props} stale={stale} mine={fresh(props.mine)} drop={fresh(props.drop)} />,
    /** Of what a save was refused for. */
    refused: (refusal: unknown) => setStale(userErrorOf(refusal, "en").code === "version_conflict"),
  };
}

interface NotesProps extends EditNotesProps {
  readonly stale: boolean;
}

function EditNotes(props: NotesProps) {
  const { noun, id, draft, closed, moved, drop } = props;
  const t = useTranslations(words);
  return (
    <>
      <PresenceNote resource={noun} id={id} />
      {closed}
      {closed && draft.keptAt && <DraftAlert said={t("waits")} drop={drop} />}
      {!closed && moved && <MovedNote {...props} />}
      {!closed && !moved && <RestoredNote draft={draft} drop={drop} />}
    </>
  );
}

/** The row is another one by now: what can be done with what was typed. */
function MovedNote({ noun, id, stale, mine, drop }: NotesProps) {
  const t = useTranslations(words);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!stale) return;
    note.current?.scrollIntoView({ block: "center" });
    note.current?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
  }, [stale]);
  return (
    <div ref={note} data-testid="conflict">
      <Alert
        type="warning"
        showIcon
        message={t("moved")}
        description={
          <Flex vertical gap={10} align="start">
            {t("moved_hint")}
            <Flex gap={8} wrap>
              <LinkButton to={`/${NOUNS[noun].path}/${id}`} target="_blank">
                {t("look")}
              </LinkButton>
              <Button onClick={mine}>{t("mine")}</Button>
              <Button onClick={drop}>{t("drop")}</Button>
            </Flex>
          </Flex>
        }
      />
    </div>
  );
}

/** Says that what is in the form was typed before, and where; it may be given up. */
export function RestoredNote({ draft, drop }: Pick<EditNotesProps, "draft" | "drop">) {
  const t = useTranslations(words);
  if (!draft.restored || !draft.keptAt) return null;
  return <DraftAlert said={t(draft.restored === "here" ? "restored" : "restored_elsewhere")} drop={drop} />;
}

function DraftAlert({ said, drop }: { said: string; drop: () => void }) {
  const t = useTranslations(words);
  return (
    <Alert
      type="info"
      showIcon
      message={said}
      action={
        <Button size="small" onClick={drop}>
          {t("drop")}
        </Button>
      }
    />
  );
}

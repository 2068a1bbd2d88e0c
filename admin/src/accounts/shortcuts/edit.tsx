import type { AccountProblem } from "@tidings/shared/accounts/problems.ts";
import type { ShortcutInput } from "@tidings/shared/accounts/shortcuts/content.ts";
import { shortcutProblems } from "@tidings/shared/accounts/shortcuts/problems.ts";
import { shortcut } from "@tidings/shared/accounts/shortcuts/shortcut.ts";
import { App, Button, Card, Flex } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../ui/dialog.tsx";
import { type Draft, useDraft } from "../../ui/draft.ts";
import { DraftNote } from "../../ui/draft-note.tsx";
import { EditNotes, InReviewNote } from "../../ui/edit-notes.tsx";
import { type Found, useEditedRow } from "../../ui/edited-row.tsx";
import { useEnterprise, useMay, useMe } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { refusedField, userErrorOf } from "../../ui/user-error.ts";
import { useVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import { ShortcutFields } from "./form.tsx";
import { ShortcutPhone, ShortcutPreview } from "./phone.tsx";
import { EMPTY, type ShortcutCard, valuesOf } from "./values.ts";
import { words } from "./words.ts";

/** What is typed, and the revision it began from. */
interface Typed {
  readonly values: ShortcutInput;
  readonly version: string | null;
  readonly revision: number | null;
}

/** A new shortcut (SHC-1, §9.3). */
export function ShortcutCreate() {
  const { user_id } = useMe();
  const { id: enterprise } = useEnterprise();
  const t = useTranslations(words);
  const create = useVerb<ShortcutCard>("create_shortcut");
  const update = useVerb<ShortcutCard>("update_shortcut");
  // What was saved and then refused its submission is edited by the next attempt, not made once more.
  const made = useRef<ShortcutCard | null>(null);
  const draft = useDraft<Typed>(`shortcut.new.${enterprise}.${user_id}`, {
    values: EMPTY,
    version: null,
    revision: null,
  });
  return (
    <Editor
      title={t(shortcut.forms.create?.title ?? shortcut.words.empty)}
      back="/shortcuts"
      draft={draft}
      keep={async (input) => {
        const before = made.current;
        made.current = before
          ? await update.run({ shortcut: before.id, input: { ...input, base_revision: before.revision } })
          : await create.run({ input });
        draft.forget();
        return made.current.id;
      }}
      busy={create.running || update.running}
    />
  );
}

/** Edits a shortcut. What was approved serves until the edit is approved too. */
export function ShortcutEdit() {
  const found = useEditedRow<ShortcutCard>("shortcut_cards", "shortcut");
  if (!found.row) return found.instead;
  const { row } = found;
  if (found.open) return <Edit key={row.id} found={found} />;
  return (
    <Page title={row.signature} back={`/shortcuts/${row.id}`}>
      <InReviewNote page={`/shortcuts/${row.id}`} />
    </Page>
  );
}

function Edit({ found }: { found: Found<ShortcutCard> }) {
  const { row: card, editable, retry } = found;
  const begin = (): Typed => ({ values: valuesOf(card), version: card.version_id, revision: card.revision });
  const draft = useDraft<Typed>(found.draft, begin());
  const save = useVerb<ShortcutCard>("update_shortcut");
  const { version, revision } = draft.value;
  const moved = version !== card.version_id || revision !== card.revision;
  const page = `/shortcuts/${card.id}`;
  return (
    <Editor
      title={card.signature}
      back={page}
      draft={draft}
      keep={async (input) => {
        const saved = await save.run({ shortcut: card.id, input: { ...input, base_revision: revision } });
        // Where the submission is refused, what is edited on is what was saved.
        draft.set((before) => ({ ...before, version: saved.version_id, revision: saved.revision }));
        return card.id;
      }}
      failed={retry}
      busy={save.running}
      closed={!editable}
      moved={moved && !save.running}
      notes={
        <EditNotes
          resource="shortcut"
          id={card.id}
          page={page}
          draft={draft}
          closed={!editable && !save.running && <InReviewNote page={page} />}
          moved={moved && !save.running}
          mine={() =>
            draft.set((before) => ({ ...before, version: card.version_id, revision: card.revision }))
          }
          drop={() => {
            draft.set(begin);
            draft.forget();
          }}
        />
      }
    />
  );
}

/** What the law has refused, at its field. */
const refusal = (path: string, failure: unknown): AccountProblem => ({
  path,
  words: { zh: userErrorOf(failure, "zh-CN").message, en: userErrorOf(failure, "en").message },
  missing: false,
});

interface EditorProps {
  readonly title: string;
  readonly back: string;
  readonly draft: Draft<Typed>;
  /** Stores what is typed; the id of the shortcut. */
  readonly keep: (input: ShortcutInput) => Promise<string>;
  readonly failed?: () => void;
  readonly busy: boolean;
  readonly moved?: boolean;
  /** It cannot be edited now. */
  readonly closed?: boolean;
  readonly notes?: ReactNode;
}

/** The form with its preview. What is submitted is looked at once more on the phone (§9.3, step 4). */
function Editor({
  title,
  back,
  draft,
  keep,
  failed,
  busy,
  moved = false,
  closed = false,
  notes,
}: EditorProps) {
  const t = useTranslations(words);
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const submit = useVerb("submit_shortcut");
  const [tried, setTried] = useState(false);
  const [looking, setLooking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { values } = draft.value;
  const problems = shortcutProblems(values);
  const refused = refusedField(failure, { inputs: values });
  const saving = busy || submit.running;

  function ready(): boolean {
    setTried(problems.length > 0);
    return problems.length === 0;
  }

  async function act(submits: boolean) {
    setFailure(null);
    try {
      const id = await keep(values);
      if (submits) await submit.run({ shortcut: id });
      draft.forget();
      message.success(t(submits ? "submitted" : "saved"));
      navigate(`/shortcuts/${id}`, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
      failed?.();
    } finally {
      setLooking(false);
    }
  }

  return (
    <Page title={title} note={draft.keptAt && <DraftNote keptAt={draft.keptAt} />} back={back}>
      {notes}
      <div className="split split-form">
        <Card>
          <div className="stack">
            <ShortcutFields
              value={values}
              change={(edit) => draft.set((before) => ({ ...before, values: edit(before.values) }))}
              problems={refused === null ? problems : [...problems, refusal(refused, failure)]}
              tried={tried}
            />
            {!moved && <FailedNote failure={failure} />}
            <Flex gap={8} justify="end" wrap>
              <Button
                loading={saving}
                disabled={moved || closed}
                onClick={() => ready() && void act(false)}
                data-testid="save"
              >
                {t("save")}
              </Button>
              {may("KooMessageSA:shortcut:submit") && (
                <Button
                  type="primary"
                  loading={saving}
                  disabled={moved || closed}
                  onClick={() => setLooking(ready())}
                  data-testid="submit"
                >
                  {t("submit")}
                </Button>
              )}
            </Flex>
          </div>
        </Card>
        <ShortcutPreview shortcut={values} />
      </div>
      {looking && (
        <Dialog
          title={t("preview")}
          okText={t("confirm")}
          okButtonProps={{ "data-testid": "confirm" }}
          confirmLoading={saving}
          onOk={() => void act(true)}
          onCancel={() => setLooking(false)}
        >
          <p>{t("confirm_hint")}</p>
          <ShortcutPhone shortcut={values} look="light" />
        </Dialog>
      )}
    </Page>
  );
}

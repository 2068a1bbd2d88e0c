import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Alert } from "antd";
import { useState } from "react";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { useEditNotes } from "../ui/edit-notes.tsx";
import { type Found, useEditedRow } from "../ui/edited-row.tsx";
import { Page } from "../ui/page.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./edit-words.ts";
import { editBar, formOf, isBar, voidsOf } from "./edited.ts";
import { EMPTY_FORM, type SendForm } from "./form.ts";
import { SendWizard } from "./wizard.tsx";

/** Edits a send (SND-1). When it was saved elsewhere meanwhile, the editor is told and keeps what was typed. */
export function SendEdit() {
  const t = useTranslations(words);
  const found = useEditedRow<SendCard>("send_cards", "send");
  if (!found.row) return found.instead;
  const { row } = found;
  const bar = editBar(found.transitions);
  if (found.open || bar === null) return <Edit key={row.id} found={found} bar={bar} />;
  return (
    <Page title={t("title", { name: row.name })} back={`/sends/${row.id}`}>
      <BarNote bar={bar} />
    </Page>
  );
}

/** Why it cannot be edited, and what can be done instead. */
function BarNote({ bar }: { bar: string }) {
  const t = useTranslations(words);
  const why = isBar(bar) ? bar : "send_begun";
  return <Alert type="warning" showIcon message={t(why)} description={t(`${why}_hint`)} data-bar={bar} />;
}

interface EditDraft {
  readonly form: SendForm;
  /** The revision that it is based on. */
  readonly revision: number;
}

const begin = (send: SendCard): EditDraft => ({ form: formOf(send), revision: send.revision });

function Edit({ found, bar }: { found: Found<SendCard>; bar: string | null }) {
  const { row: send } = found;
  const t = useTranslations(words);
  const draft = useDraft<EditDraft>(found.draft, begin(send));
  // What was stored by an earlier release may lack new fields.
  const [first, setFirst] = useState<SendForm>(() => ({ ...EMPTY_FORM, ...draft.value.form }));
  const [times, setTimes] = useState(0);
  const moved = send.revision > draft.value.revision;
  const { notes, refused } = useEditNotes({
    noun: "send",
    id: send.id,
    draft,
    closed: bar !== null && <BarNote bar={bar} />,
    moved,
    mine: () => draft.set((before) => ({ ...before, revision: send.revision })),
    drop: () => {
      const fresh = begin(send);
      draft.set(() => fresh);
      draft.forget();
      setFirst(fresh.form);
      setTimes(times + 1);
    },
  });

  return (
    <SendWizard
      key={times}
      title={t("title", { name: send.name })}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t(`note_${voidsOf(send)}`)}
      back={`/sends/${send.id}`}
      top={
        <>
          {send.state === "rejected" && send.reason && (
            <Alert type="info" showIcon message={t("rejected", { reason: send.reason })} />
          )}
          {notes}
        </>
      }
      begin={first}
      keep={(form) => draft.set((before) => ({ ...before, form }))}
      forget={draft.forget}
      edited={send}
      stored={{ id: send.id, revision: draft.value.revision }}
      onSaved={({ revision }) => draft.set((before) => ({ ...before, revision }))}
      closed={moved || bar !== null}
      onRefused={(refusal) => {
        refused(refusal);
        found.retry();
      }}
    />
  );
}

import { w } from "@tidings/shared/ground/locale.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { Alert } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useDraft } from "./draft.ts";
import { DraftNote } from "./draft-note.tsx";
import { InReviewNote, RestoredNote, useEditNotes } from "./edit-notes.tsx";
import type { Found } from "./edited-row.tsx";
import { LinkButton } from "./link-button.tsx";
import { useTranslations } from "./words.ts";

const words = {
  not_editable: w("现在不能修改。", "This can't be edited right now."),
  look: w("查看", "View"),
};

/** A row that an editor works on. Those in versions have a version and a revision. */
export interface EditedRow {
  readonly id: string | number;
  readonly state?: unknown;
  readonly version_id?: unknown;
  readonly revision?: unknown;
}

/** Which state of a row an edit began from, as its verb takes it. */
export interface Base {
  readonly base_version?: unknown;
  readonly base_revision?: unknown;
}

/** What is typed, and what the row was when it was begun. */
interface Work<T> {
  readonly values: T;
  readonly stamp: string | null;
  readonly base: Base;
}

interface EditorOptions<T, R> {
  readonly noun: Noun;
  /** Under which name its draft is kept. */
  readonly name: string;
  /** The row that is edited; null for a new one. */
  readonly found: Found<R> | null;
  /** What the form begins with. */
  readonly begin: (row: R | null) => T;
  /** What tells one state of the row from the next; without it, its version and revision. */
  readonly stamp?: (row: R) => string;
  /** The values as they are kept: without what no draft keeps. */
  readonly kept?: (values: T) => T;
  /** Was nothing typed into it? Without it, while it is as it began. */
  readonly untouched?: (values: T) => boolean;
  /** What waits for a decision can be taken back, on its page. */
  readonly withdrawn?: boolean;
}

/** A form with its draft. */
export interface Editor<T, R> {
  readonly values: T;
  readonly edit: (change: (before: T) => T) => void;
  /** Under the title: where what is typed is kept; null while nothing is. */
  readonly note: ReactNode;
  /** Above the form: who else is at it, whether the row is another one by now, and what was restored. */
  readonly notes: ReactNode;
  /** It cannot be sent now. */
  readonly closed: boolean;
  /**
   * Stores what is typed, and hands it in where something follows. `store` is given what an attempt before made of it: what was saved and
   * then refused its submission is edited by the next attempt, not made once more.
   */
  readonly send: (
    store: (made: R | null, base: Base) => Promise<R>,
    follow?: (row: R) => Promise<unknown>,
  ) => Promise<R>;
}

const stampOf = ({ version_id, revision }: EditedRow) => `${version_id} ${revision}`;
const baseOf = ({ version_id, revision }: EditedRow): Base => ({
  base_version: version_id,
  base_revision: revision,
});

/**
 * What every form of a row has in common: a draft that is kept while one types, who else has the form open, whether the row was changed
 * elsewhere meanwhile, saving on top of the state that was seen, and what follows it.
 */
export function useEditor<T, R extends EditedRow>({
  noun,
  name,
  found,
  begin,
  stamp = stampOf,
  kept = (values) => values,
  untouched,
  withdrawn = true,
}: EditorOptions<T, R>): Editor<T, R> {
  const row = found?.row ?? null;
  const began = (now: R | null): Work<T> => ({
    values: begin(now),
    stamp: now && stamp(now),
    base: now ? baseOf(now) : {},
  });
  const draft = useDraft<Work<T>>(name, began(row), {
    noun,
    kept: (work) => ({ ...work, values: kept(work.values) }),
    ...(untouched ? { untouched: ({ values }: Work<T>) => untouched(values) } : {}),
  });
  const made = useRef<R | null>(null);
  // While it is sent, the row that is read again is what the form made of it.
  const [sending, setSending] = useState(false);
  const moved = !sending && row !== null && draft.value.stamp !== stamp(row);
  const closed = found !== null && !found.editable;
  const drop = () => {
    draft.set(() => began(row));
    draft.forget();
  };
  const { notes, refused } = useEditNotes(
    row && {
      noun,
      id: String(row.id),
      draft,
      closed: closed && !sending && <ClosedNote noun={noun} row={row} withdrawn={withdrawn} />,
      moved,
      mine: () => draft.set((before) => ({ ...before, stamp: stamp(row), base: baseOf(row) })),
      drop,
    },
  );

  return {
    values: draft.value.values,
    edit: (change) => draft.set((before) => ({ ...before, values: change(before.values) })),
    note: draft.keptAt && <DraftNote keptAt={draft.keptAt} onServer={draft.onServer} />,
    // What was typed in this tab is expected to be there again.
    notes: notes ?? (draft.restored === "elsewhere" && <RestoredNote draft={draft} drop={drop} />),
    closed: moved || closed,
    send: async (store, follow) => {
      setSending(true);
      try {
        const now = await store(made.current, draft.value.base);
        made.current = now;
        if (row === null) draft.forget();
        // Where what follows is refused, what is edited on is what was saved.
        draft.set((before) => ({ ...before, ...(row ? { stamp: stamp(now), base: baseOf(now) } : {}) }));
        await follow?.(now);
        draft.forget();
        return now;
      } catch (refusal) {
        refused(refusal);
        found?.retry();
        throw refusal;
      } finally {
        setSending(false);
      }
    },
  };
}

interface ClosedProps {
  readonly noun: Noun;
  readonly row: EditedRow;
  readonly withdrawn?: boolean;
}

/** Why a row cannot be edited now, and the way to its page. */
export function ClosedNote({ noun, row, withdrawn = true }: ClosedProps) {
  const t = useTranslations(words);
  const page = `/${NOUNS[noun].path}/${row.id}`;
  if (row.state === "in_review") return <InReviewNote page={page} withdrawn={withdrawn} />;
  return (
    <Alert
      type="warning"
      showIcon
      message={t("not_editable")}
      action={<LinkButton to={page}>{t("look")}</LinkButton>}
    />
  );
}

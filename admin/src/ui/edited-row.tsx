import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { type ReactElement, useRef } from "react";
import { useParams } from "react-router";
import { type Row, useRow } from "./data.ts";
import { hasDraft } from "./draft.ts";
import { useMe } from "./me.tsx";
import type { TableName } from "./rows.ts";
import { PageSkeleton } from "./skeletons.tsx";
import { Failed, Missing } from "./states.tsx";
import { isAllowed } from "./transition.ts";

/** How often an open form looks whether its row has changed. */
const POLL_MS = 5_000;

/** A row with the form that edits it. */
export interface Found<T> {
  readonly row: T;
  readonly transitions: readonly Transition[];
  /** May it be edited now? */
  readonly editable: boolean;
  /** Is the form shown? Once it was open, or where a draft of it is kept, also when it cannot be edited now. */
  readonly open: boolean;
  /** The key of its draft. */
  readonly draft: string;
  readonly retry: () => void;
}

interface NotFound {
  readonly row: undefined;
  /** What the page shows in place of the form. */
  readonly instead: ReactElement;
}

/**
 * The row of the address, for the form that edits it. It is read again while the form is open, so that a change made elsewhere is told.
 * An open form stays open, so that nothing typed is lost.
 */
export function useEditedRow<T extends Row>(
  table: TableName,
  noun: Noun,
  everywhere?: boolean,
): Found<T> | NotFound {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<T>(table, id, {
    poll: () => POLL_MS,
    transitions: noun,
    everywhere,
  });
  const { user_id } = useMe();
  const opened = useRef<string | null>(null);
  if (loading) return { row: undefined, instead: <PageSkeleton of="form" /> };
  if (row) {
    const draft = `${NOUNS[noun].path}.edit.${row.id}.${user_id}`;
    const editable = isAllowed(transitions, "update");
    const id = String(row.id);
    if (opened.current !== id && (editable || hasDraft(draft))) opened.current = id;
    return { row, transitions, editable, open: opened.current === id, draft, retry };
  }
  const instead = failure ? (
    <Failed failure={failure} retry={retry} />
  ) : (
    <Missing resource={noun} back={`/${NOUNS[noun].path}`} />
  );
  return { row: undefined, instead };
}

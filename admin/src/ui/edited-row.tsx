import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { type ReactElement, useRef } from "react";
import { useParams } from "react-router";
import { type Row, useRow } from "./data.ts";
import type { TableName } from "./rows.ts";
import { Failed, Loading, Missing } from "./states.tsx";
import { isAllowed } from "./transition.ts";

/** How often an open form looks whether its row has changed. */
const POLL_MS = 5_000;

interface Found<T> {
  readonly row: T;
  readonly transitions: readonly Transition[];
  readonly retry: () => void;
  /** May it be edited now? */
  readonly editable: boolean;
  /** It could be edited since the form was opened: a form that is open keeps what was typed, also when the row can be edited no more. */
  readonly opened: boolean;
}

interface NotFound {
  readonly row: undefined;
  /** What the page shows in place of the form. */
  readonly instead: ReactElement;
}

/** The row of the address, for the form that edits it. It is read again while the form is open, so that a change made elsewhere is told. */
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
  const editable = isAllowed(transitions, "update");
  const opened = useRef<string | undefined>(undefined);
  if (editable) opened.current = id;
  if (loading) return { row: undefined, instead: <Loading /> };
  if (row) return { row, transitions, retry, editable, opened: opened.current === id };
  const instead = failure ? (
    <Failed failure={failure} retry={retry} />
  ) : (
    <Missing resource={noun} back={`/${NOUNS[noun].path}`} />
  );
  return { row: undefined, instead };
}

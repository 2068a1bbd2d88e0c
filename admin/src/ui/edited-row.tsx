import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { type Row, useRow } from "./data.ts";
import type { TableName } from "./rows.ts";
import { Failed, Loading, Missing } from "./states.tsx";

/** How often an open form looks whether its row has changed. */
const POLL_MS = 5_000;

interface Found<T> {
  readonly row: T;
  readonly transitions: readonly Transition[];
  readonly retry: () => void;
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
  if (loading) return { row: undefined, instead: <Loading /> };
  if (row) return { row, transitions, retry };
  const instead = failure ? (
    <Failed failure={failure} retry={retry} />
  ) : (
    <Missing resource={noun} back={`/${NOUNS[noun].path}`} />
  );
  return { row: undefined, instead };
}

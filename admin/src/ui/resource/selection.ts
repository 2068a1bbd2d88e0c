import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { useState } from "react";
import { IDS_PER_CALL, type TransitionsById } from "../transition.ts";

/** A selected row, with what may be done with it as far as is known. */
export interface Selected {
  readonly row: Row;
  readonly transitions: readonly Transition[];
}

/** The rows that somebody selected, over all pages of a list. */
export interface Selection {
  readonly chosen: readonly Selected[];
  readonly select: (rows: readonly Row[], on: boolean) => void;
  /** Only these stay selected. */
  readonly keep: (ids: readonly string[]) => void;
  /** What is asked of them, and which they were then: what each showed is what it is about (APR-1). */
  readonly asked: Asked | null;
  /** Asks for an act on all of them; null: no more. */
  readonly ask: (act: string | null) => void;
}

/** An act on many rows, as they were when it was asked for. */
export interface Asked {
  readonly act: string;
  readonly rows: readonly Selected[];
}

type Chosen = ReadonlyMap<string, Selected>;

/** What is chosen, for whoever has to know it before what may be done with it. */
export const useChosen = () => useState<Chosen>(new Map());

/** At most as many rows as one call takes; `transitions` are those of the page that is shown. */
export function useSelection(transitions: TransitionsById): Selection {
  return useSelectionOf(useChosen(), transitions);
}

export function useSelectionOf(
  [chosen, setChosen]: ReturnType<typeof useChosen>,
  transitions: TransitionsById,
): Selection {
  const [asked, setAsked] = useState<Asked | null>(null);
  const now = [...chosen.values()].map(({ row, transitions: before }) => ({
    row,
    transitions: transitions[row.id] ?? before,
  }));
  return {
    chosen: now,
    asked,
    ask: (act) => setAsked(act === null ? null : { act, rows: now }),
    select: (rows, on) =>
      setChosen((before) => {
        const next = new Map(before);
        for (const row of rows) {
          if (!on) next.delete(String(row.id));
          else if (next.size < IDS_PER_CALL)
            next.set(String(row.id), { row, transitions: transitions[row.id] ?? [] });
        }
        return next;
      }),
    keep: (ids) => setChosen((before) => new Map([...before].filter(([id]) => ids.includes(id)))),
  };
}

/** The acts that may be done with all of these rows at once: of each noun among them, as rows of lists are. */
export function commonActs(chosen: readonly Pick<Selected, "transitions">[]): string[] {
  const [first = [], ...others] = chosen.map(({ transitions }) =>
    transitions.filter(({ many, allowed }) => many && allowed).map(({ verb }) => verb),
  );
  return first.filter((verb) => others.every((verbs) => verbs.includes(verb)));
}

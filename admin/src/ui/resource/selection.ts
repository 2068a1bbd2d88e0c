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
  /** Asks for an act on those of them that it may be done with; null: no more. */
  readonly ask: (act: string | null) => void;
}

/** An act on many rows, as they were when it was asked for. */
export interface Asked {
  readonly act: string;
  readonly rows: readonly Selected[];
}

type Chosen = ReadonlyMap<string, Selected>;

/** What is chosen, where that has to be known before what may be done with it. */
export const useChosen = () => useState<Chosen>(new Map());

/** At most as many rows as one call takes; `page`: what is shown now. */
export function useSelection(page: Shown): Selection {
  return useSelectionOf(useChosen(), page);
}

/** Rows that are shown, as they were read last, and what may be done with them. */
interface Shown {
  readonly rows: readonly Row[];
  readonly transitions: TransitionsById;
}

/** What was selected as it is now, as far as it is shown; else as it was when it was selected. */
export function asShown(chosen: Iterable<Selected>, { rows, transitions }: Shown): Selected[] {
  const shown = new Map(rows.map((row) => [String(row.id), row]));
  return [...chosen].map(({ row, transitions: before }) => ({
    row: shown.get(String(row.id)) ?? row,
    transitions: transitions[row.id] ?? before,
  }));
}

export function useSelectionOf([chosen, setChosen]: ReturnType<typeof useChosen>, page: Shown): Selection {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { transitions } = page;
  const now = asShown(chosen.values(), page);
  return {
    chosen: now,
    asked,
    ask: (act) => setAsked(act === null ? null : { act, rows: actsOn(now).get(act) ?? [] }),
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

/** The acts that may be done with many rows at once, and with which of these each may be done. */
export function actsOn<One extends Pick<Selected, "transitions">>(
  chosen: readonly One[],
): Map<string, One[]> {
  const acts = new Map<string, One[]>();
  for (const one of chosen)
    for (const { verb, many, allowed } of one.transitions)
      if (many && allowed) acts.set(verb, [...(acts.get(verb) ?? []), one]);
  return acts;
}

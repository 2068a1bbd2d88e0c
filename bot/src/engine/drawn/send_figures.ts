import { openOf, restOf, type SendCard } from "@tidings/shared/sends/card.ts";
import type { Action } from "../../ground/answer.ts";
import { confirmationOf, type Figures } from "../../registry/confirmations.ts";

/** How many people a button is about, and how much: for its question, before what cannot be undone. */

/** Its buttons, each of which says in its question how many and how much. */
export function withFigures(row: SendCard, actions: readonly Action[]): Action[] {
  return actions.map((action) => {
    const figures = action.confirm === undefined ? null : figuresOf(row, action.confirm);
    return figures === null ? action : { ...action, confirm: confirmationOf(action.command, figures) };
  });
}

function figuresOf(row: SendCard, command: string): Figures | null {
  if (row.timing === "recurring") return null;
  const currency = row.charged?.currency ?? row.cost?.currency ?? "CNY";
  if (command === "release") return { people: restOf(row), fen: feesOfRest(row), currency };
  const people = openOf(row);
  return people > 0 ? { people, fen: null, currency } : null;
}

/** What the rest costs where each of them costs what one of the trial did; null where that is not known. */
function feesOfRest(row: SendCard): number | null {
  const rest = restOf(row);
  const sent = row.accepted - rest;
  const total = row.charged?.total_fen ?? null;
  return total === null || total === 0 || sent <= 0 ? null : Math.round((total / sent) * rest);
}

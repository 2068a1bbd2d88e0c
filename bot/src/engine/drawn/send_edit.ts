import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { isLate } from "@tidings/shared/sends/late.ts";
import type { Action } from "../../ground/answer.ts";
import { offered, type Transitions } from "../transitions.ts";
import type { View } from "../view.ts";

const LABELS = {
  edit: w("编辑", "Edit"),
  time: w("修改时间", "Change time"),
} as const satisfies Record<string, Words>;

/**
 * The buttons of a send with those to edit it: its form and, where its time has passed, the new time alone, which is its author's next step.
 * The time names the revision, so that a click on an older card changes nothing newer.
 */
export function withEdits(
  view: View,
  row: SendCard,
  transitions: Transitions,
  others: readonly Action[],
): Action[] {
  if (!offered(view, transitions).some(({ verb }) => verb === "update")) return [...others];
  const form: Action = {
    command: "edit",
    input: { resource: row.id },
    label: say(LABELS.edit, view.locale),
    form: true,
  };
  if (!isLate(row) || row.scheduled_at === null) return [...others, form];
  const label = say(LABELS.time, view.locale);
  const time: Action = {
    command: "edit",
    input: { resource: row.id, revision: row.revision },
    label,
    style: "primary",
    asks: { option: "schedule", label },
  };
  return [time, ...others, form];
}

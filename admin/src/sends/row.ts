import type { AccountPlace } from "@tidings/shared/sends/words.ts";
import type { RowOf, Sure } from "../ui/rows.ts";

/** A row of `send_cards`: a send task with its names and its account (all counts are numbers of people). */
export type SendCard = Sure<RowOf<"send_cards">, AccountPlace | "resolved">;

/** A row of `delivery_cards`: one message to one number. */
export type Delivery = RowOf<"delivery_cards">;

/** Read again so often while something moves by itself. */
export function pollOf(send: Pick<SendCard, "state" | "handed" | "pending"> | undefined): number {
  if (!send) return 2_000;
  if (["expanding", "ready", "sending"].includes(send.state)) return 1_200;
  // A cancelled or finished send may still get receipts for what was handed over.
  return send.handed > 0 || send.state === "in_review" || send.state === "trial_hold" ? 2_000 : 5_000;
}

import type { SendCard } from "@tidings/shared/sends/card.ts";
import type { RowOf } from "../ui/rows.ts";

/** A row of `delivery_cards`: one message to one number. */
export type Delivery = RowOf<"delivery_cards">;

/** How often the page of a send reads it, in ms; 0: it is over, and nothing of it is on its way. */
export function pollOf(send: Pick<SendCard, "state" | "handed" | "charged"> | undefined): number {
  if (!send) return 2_000;
  if (["expanding", "ready", "sending"].includes(send.state)) return 1_200;
  if (send.state === "in_review" || send.state === "trial_hold") return 2_000;
  // A cancelled send still gets receipts for what was handed over.
  const over = send.state === "done" || send.state === "cancelled";
  if (send.handed > 0) return 2_000;
  if (!over) return 5_000;
  // Phones open cards for days after the last receipt, and each settles a unit that is still reserved.
  return (send.charged?.open ?? 0) > 0 ? 10_000 : 0;
}

import type { MoveOffer } from "./moves.tsx";
import type { Say } from "./words.ts";

/** The dialogs of a decision; `approves` says what an approval brings about. */
export function reviewOffers(
  say: Say<
    "approve" | "approve_title" | "approve_done" | "reject" | "reject_title" | "reject_body" | "reject_done"
  >,
  approves: string,
): Record<"approve" | "reject", MoveOffer> {
  return {
    approve: {
      label: say("approve"),
      title: say("approve_title"),
      body: approves,
      done: say("approve_done"),
      tone: "main",
      reason: "optional",
    },
    reject: {
      label: say("reject"),
      title: say("reject_title"),
      body: say("reject_body"),
      done: say("reject_done"),
      tone: "danger",
      reason: "required",
    },
  };
}

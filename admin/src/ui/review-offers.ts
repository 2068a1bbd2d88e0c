import type { ActionOffer } from "./action-dialog.tsx";
import type { Translate } from "./words.ts";

/** The dialogs to approve and reject; `approves` states the effect of an approval. */
export function reviewOffers(
  t: Translate<
    "approve" | "approve_title" | "approve_done" | "reject" | "reject_title" | "reject_body" | "reject_done"
  >,
  approves: string,
): Record<"approve" | "reject", ActionOffer> {
  return {
    approve: {
      label: t("approve"),
      title: t("approve_title"),
      body: approves,
      done: t("approve_done"),
      tone: "main",
      reason: "optional",
    },
    reject: {
      label: t("reject"),
      title: t("reject_title"),
      body: t("reject_body"),
      done: t("reject_done"),
      tone: "plain",
      reason: "required",
    },
  };
}

import type { Labels } from "../ground/tone.ts";
import { label } from "../ground/tone.ts";

/** What comes from a carrier beside the receipts of messages that are known: replies of people, and receipts that nobody knows. */

/** What a receipt says of a message. */
export const RECEIPT_STATUSES = ["delivered", "failed", "expired"] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

export const RECEIPT_STATUS_WORDS: Labels<ReceiptStatus> = {
  delivered: label("good", "发送成功", "Delivered"),
  failed: label("bad", "发送失败", "Failed"),
  expired: label("bad", "已过期", "Expired"),
};

/** Whether a reply opted out of the signature it answered (OPT-1). */
export const REPLY_EFFECT_WORDS: Labels<"true" | "false"> = {
  true: label("warning", "已退订", "Opted out"),
  false: label("neutral", "普通回复", "Regular reply"),
};

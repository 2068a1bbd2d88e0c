import type { Enum } from "../enums.ts";
import { type Labels, label } from "../tone.ts";

/** Display words of signatures, SMS templates and domains; keys and order are those of Postgres. */

export const REVIEW_STATE_WORDS: Labels<Enum<"review_state">> = {
  draft: label("neutral", "草稿", "Draft"),
  in_review: label("progress", "审核中", "In review"),
  approved: label("good", "审核通过", "Approved"),
  rejected: label("bad", "审核未通过", "Rejected"),
};

export const SIGNATURE_KIND_WORDS: Labels<Enum<"signature_kind">> = {
  notification: label("neutral", "通知类", "Notification"),
  promotion: label("warning", "推广类", "Promotion"),
};

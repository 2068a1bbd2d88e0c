import type { Enum } from "../ground/enums.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of the states of what is reviewed; keys and order are those of Postgres. */
export const REVIEW_STATE_WORDS: Labels<Enum<"review_state">> = {
  draft: label("neutral", "草稿", "Draft"),
  in_review: label("progress", "审核中", "In review"),
  approved: label("good", "审核通过", "Approved"),
  rejected: label("bad", "审核未通过", "Rejected"),
};

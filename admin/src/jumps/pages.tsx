import { jumpBatch } from "@tidings/shared/links/jump_batch.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { AgainButton } from "./again.tsx";
import { DueNote, DueReview } from "./due.tsx";
import { BatchLinks } from "./links.tsx";
import { JumpLists } from "./lists.tsx";

/** Batches of jump links: declared, but for the links of a batch and when a review is due. */
export const jumps: DrawnResource = {
  of: jumpBatch,
  slots: {
    Below: DueNote,
    Section: BatchLinks,
    Action: AgainButton,
    Note: DueReview,
    Switch: BatchesOrLinks,
  },
};

function BatchesOrLinks() {
  return <JumpLists at="/jumps" />;
}

import { filing } from "@tidings/shared/filings/filing.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { ReviewNote } from "../ui/resource/review-note.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import { Story } from "../ui/resource/story.tsx";
import { Unfiled } from "./begin.tsx";
import { MaterialHistory } from "./history.tsx";

/** What holds and what its edit waits for; and what the reviewer said. */
function Standing({ row, transitions }: PartProps) {
  return (
    <>
      <Story of={filing} row={row} />
      <ReviewNote row={row} transitions={transitions} />
    </>
  );
}

/** Filings: declared, but for all files there ever were, and what is not filed yet. */
export const filings: DrawnResource = {
  of: filing,
  slots: {
    Above: Unfiled,
    Note: Standing,
    Section: MaterialHistory,
  },
};

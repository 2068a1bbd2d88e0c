import { filing } from "@tidings/shared/filings/filing.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { Unfiled } from "./begin.tsx";
import { MaterialHistory } from "./history.tsx";

/** Filings: declared, but for all files there ever were, and what is not filed yet. */
export const filings: DrawnResource = {
  of: filing,
  slots: { Above: Unfiled, Section: MaterialHistory },
};

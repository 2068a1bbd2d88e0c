import { erasure } from "@tidings/shared/numbers/erasure.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import { Story } from "../ui/resource/story.tsx";
import { EraseLook } from "./erase-look.tsx";
import { TraceNumber } from "./trace.tsx";

/** Erasures: declared, but for the search that comes before one, and the page that follows it while it is under way. */
export const erasures: DrawnResource = {
  of: erasure,
  slots: {
    Above: TraceNumber,
    look: { Shown: EraseLook, confirms: true },
    Note: Waits,
    poll: (row) => (row?.state === "done" ? 0 : 2_000),
  },
};

function Waits({ row }: PartProps) {
  return <Story of={erasure} row={row} />;
}

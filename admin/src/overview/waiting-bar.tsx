import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { Suspense, use, useRef } from "react";
import { BulkBar } from "../ui/resource/bulk-bar.tsx";
import type { Selection } from "../ui/resource/selection.ts";
import type { Drawn } from "../ui/resource/slots.ts";
import type { WaitingReview } from "../ui/waiting.ts";
import { useLocale } from "../ui/words.ts";

export interface WaitingBarProps {
  readonly selection: Selection;
  /** What a noun is drawn from, the same promise each time: this page knows no feature. */
  readonly load: (noun: Noun) => Promise<Drawn>;
}

/** What may be done with the chosen rows of the overview, of whichever nouns: the bar of every list. */
export function WaitingBar(props: WaitingBarProps) {
  return (
    <Suspense fallback={null}>
      <Bar {...props} />
    </Suspense>
  );
}

const asWaiting = (row: object) => row as WaitingReview;

function Bar({ selection, load }: WaitingBarProps) {
  const locale = useLocale();
  const { chosen, asked } = selection;
  const rows = [...chosen, ...(asked?.rows ?? [])].map(({ row }) => asWaiting(row));
  // Kept: what came of rows is told when they are chosen no more.
  const drawn = useRef(new Map<Noun, Drawn>()).current;
  for (const noun of new Set(rows.map(({ resource }) => resource))) drawn.set(noun, use(load(noun)));
  return (
    <BulkBar
      selection={selection}
      drawnOf={(row) => drawn.get(asWaiting(row).resource) as Drawn}
      titleOf={(row) => waitingTitle(asWaiting(row), locale)}
    />
  );
}

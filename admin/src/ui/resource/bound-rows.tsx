import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Flex } from "antd";
import { useEffect, useRef } from "react";
import { useRow } from "../data.ts";
import { useZone } from "../me.tsx";
import { Failed, Loading, Missing } from "../states.tsx";
import { useLocale } from "../words.ts";
import { useEverywhere } from "./everywhere.ts";
import { RowMarks, RowParts } from "./show.tsx";
import type { Slots } from "./slots.ts";
import "./review.css";

interface BoundRowsProps {
  readonly of: Resource;
  readonly slots: Slots;
  readonly ids: readonly string[];
  readonly act: string;
  /** Told of each what its hash is, once it is shown. */
  readonly read: (id: string, shown: string) => void;
}

/** Rows that are decided at once, one under the other, each with all that its decision binds. */
export function BoundRows({ ids, ...props }: BoundRowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it
    <section className="bound-rows" tabIndex={0}>
      {ids.map((id) => (
        <BoundRow key={id} id={id} {...props} />
      ))}
    </section>
  );
}

function BoundRow({ of, slots, id, act, read }: Omit<BoundRowsProps, "ids"> & { readonly id: string }) {
  const reader = { locale: useLocale(), zone: useZone() };
  const now = useRow<Row>(of.view, id, { transitions: of.noun, everywhere: useEverywhere(of) });
  // What was shown first stays: nobody looks again at the third of ten.
  const first = useRef<{ row: Row; transitions: readonly Transition[] } | null>(null);
  if (now.row && first.current === null) first.current = { row: now.row, transitions: now.transitions };
  const shown = first.current?.transitions.find(({ verb }) => verb === act)?.shown ?? null;
  const there = first.current !== null;
  useEffect(() => {
    // What may not be decided any more has none, and is refused with the reason.
    if (there) read(id, shown ?? "");
  }, [there, id, shown, read]);
  if (now.loading) return <Loading />;
  if (first.current === null)
    return now.failure ? <Failed failure={now.failure} retry={now.retry} /> : <Missing resource={of.noun} />;
  const { row, transitions } = first.current;
  return (
    <article className="bound-row" data-bound={id}>
      <Flex gap={10} align="center" wrap>
        <h3 className="review-question">{titleText(of, row, reader)}</h3>
        <RowMarks of={of} row={row} />
        {of.number && <span className="faint mono">{String(row[of.number])}</span>}
      </Flex>
      <RowParts of={of} slots={slots} row={row} transitions={transitions} bound />
    </article>
  );
}

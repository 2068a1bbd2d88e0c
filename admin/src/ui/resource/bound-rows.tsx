import type { Row } from "@tidings/shared/resource/define.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { numberText, titleText } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Flex, Tag } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useRow } from "../data.ts";
import { useZone } from "../me.tsx";
import { WithOwn } from "../own/with-own.tsx";
import { FactsSkeleton } from "../skeletons.tsx";
import { Failed, Missing } from "../states.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { useEverywhere } from "./everywhere.ts";
import { RowMarks, RowParts } from "./show.tsx";
import type { Drawn } from "./slots.ts";
import "./review.css";

interface Bound extends Drawn {
  readonly id: string;
}

interface BoundRowsProps {
  readonly rows: readonly Bound[];
  readonly act: string;
  /** Told of each, once it is shown, what its hash is and what was shown. */
  readonly read: (id: string, shown: string, row: Row) => void;
}

/** Rows that are decided at once, one under the other, each with all that its decision binds; of several nouns, each says which. */
export function BoundRows({ rows, ...props }: BoundRowsProps) {
  const kinds = new Set(rows.map(({ of }) => of.noun)).size > 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it
    <section className="bound-rows" tabIndex={0}>
      {rows.map((row) => (
        <WholeRow key={row.id} {...row} kinds={kinds} {...props} />
      ))}
    </section>
  );
}

interface BoundRowProps extends Bound, Omit<BoundRowsProps, "rows"> {
  readonly kinds: boolean;
}

/** With the fields that the enterprise has added: they are bound too. */
function WholeRow(props: BoundRowProps): ReactNode {
  if (!props.of.own) return <BoundRow {...props} />;
  return (
    <WithOwn of={props.of} instead={<FactsSkeleton />}>
      {(whole) => <BoundRow {...props} of={whole} />}
    </WithOwn>
  );
}

function BoundRow({ of, slots, id, act, kinds, read }: BoundRowProps) {
  const t = useTranslations();
  const reader = { locale: useLocale(), zone: useZone() };
  const now = useRow<Row>(of.view, id, { transitions: of.noun, everywhere: useEverywhere(of) });
  // What was shown first stays: nobody looks again at the third of ten.
  const first = useRef<{ row: Row; transitions: readonly Transition[] } | null>(null);
  if (now.row && first.current === null) first.current = { row: now.row, transitions: now.transitions };
  const shown = first.current?.transitions.find(({ verb }) => verb === act)?.shown ?? null;
  const there = first.current?.row;
  useEffect(() => {
    // What may not be decided any more has none, and is refused with the reason.
    if (there) read(id, shown ?? "", there);
  }, [there, id, shown, read]);
  if (now.loading) return <FactsSkeleton />;
  if (first.current === null)
    return now.failure ? <Failed failure={now.failure} retry={now.retry} /> : <Missing resource={of.noun} />;
  const { row, transitions } = first.current;
  return (
    <article className="bound-row" data-bound={id}>
      <Flex gap={10} align="center" wrap>
        {kinds && (
          <Tag bordered={false} className="state-tag">
            {t(NOUNS[of.noun].one)}
          </Tag>
        )}
        <h3 className="review-question">{titleText(of, row, reader)}</h3>
        <RowMarks of={of} row={row} />
        {of.number && <span className="faint mono">{numberText(of, row, reader)}</span>}
      </Flex>
      <RowParts of={of} slots={slots} row={row} transitions={transitions} bound />
    </article>
  );
}

import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { type ComponentType, type ReactNode, useState } from "react";
import type { OwnTableState } from "../../ui/data.ts";
import { useFullTime } from "../../ui/me.tsx";
import { Turn } from "../../ui/resource/turn.tsx";
import { fromNow } from "../../ui/time.ts";
import { useLocale } from "../../ui/words.ts";
import type { Around } from "./look.tsx";
import { TileGrid } from "./tile.tsx";

/** A row of a list of cards, with what may be done with it. */
export interface CardProps<Card> {
  readonly card: Card;
  readonly transitions: readonly Transition[];
}

interface TilesProps<Card extends { readonly id: string }> {
  readonly table: OwnTableState<Card>;
  readonly empty: ReactNode;
  /** A row as a tile; `look` opens its preview. */
  readonly Tile: ComponentType<CardProps<Card> & { readonly look: () => void }>;
  /** The preview of a row, over the list. */
  readonly Look: ComponentType<CardProps<Card> & Around>;
}

/** A list as tiles, with a preview over it, of one of its rows at a time. */
export function Tiles<Card extends { readonly id: string }>({ table, empty, Tile, Look }: TilesProps<Card>) {
  const [shown, setShown] = useState<string | null>(null);
  const at = table.rows.findIndex(({ id }) => id === shown);
  const card = table.rows[at];
  const transitionsOf = ({ id }: Card) => table.transitions[id] ?? [];
  const turn = (by: number) => {
    const next = table.rows[at + by];
    return next ? () => setShown(next.id) : null;
  };
  return (
    <>
      <TileGrid table={table} empty={empty}>
        {(row) => (
          <Tile key={row.id} card={row} transitions={transitionsOf(row)} look={() => setShown(row.id)} />
        )}
      </TileGrid>
      {card && (
        <Look
          card={card}
          transitions={transitionsOf(card)}
          before={turn(-1)}
          after={turn(1)}
          close={() => setShown(null)}
        />
      )}
    </>
  );
}

/** The switch of a template, beside its name. */
export function TurnMark({ of, card, transitions }: CardProps<object> & { readonly of: Resource }) {
  return (
    <span className="template-turn">
      <Turn
        of={of}
        column="enabled"
        row={card as unknown as Row}
        transitions={transitions}
        turn={["enable", "disable"]}
      />
    </span>
  );
}

interface ChangedProps {
  readonly author: string | null;
  readonly at: string;
}

/** Who changed it, and how long ago. */
export function Changed({ author, at }: ChangedProps) {
  const locale = useLocale();
  const full = useFullTime();
  return (
    <span>
      {author && `${author} · `}
      <time dateTime={at} title={full(at)}>
        {fromNow(at, locale)}
      </time>
    </span>
  );
}

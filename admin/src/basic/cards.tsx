import { basicTemplate } from "@tidings/shared/basic/template.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { Looked } from "../contents/cards/look.tsx";
import { Tile, TileGrid } from "../contents/cards/tile.tsx";
import { contentWords } from "../contents/words.ts";
import type { OwnTableState } from "../ui/data.ts";
import { useZone } from "../ui/me.tsx";
import { Turn } from "../ui/resource/turn.tsx";
import { clock, fromNow, zoneName } from "../ui/time.ts";
import { switchState } from "../ui/transition.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { Look } from "./look.tsx";
import { BasicState, NetworkTags } from "./marks.tsx";
import { BasicPicture } from "./picture.tsx";
import type { BasicCard } from "./row.ts";
import { useBasicActs, useBasicLinks } from "./ways.tsx";
import { words } from "./words.ts";

interface BasicCardsProps {
  readonly table: OwnTableState<BasicCard>;
  readonly empty: ReactNode;
}

/** Basic templates as cards, each with what may be done with it; a preview opens over the list. */
export function BasicCards({ table, empty }: BasicCardsProps) {
  const transitionsOf = ({ id }: BasicCard) => table.transitions[id] ?? [];
  return (
    <Looked
      table={table}
      dialog={(card, around) => <Look card={card} transitions={transitionsOf(card)} {...around} />}
    >
      {(look) => (
        <TileGrid table={table} empty={empty}>
          {(row) => (
            <BasicTile key={row.id} card={row} transitions={transitionsOf(row)} look={() => look(row.id)} />
          )}
        </TileGrid>
      )}
    </Looked>
  );
}

interface BasicTileProps {
  readonly card: BasicCard;
  readonly transitions: readonly Transition[];
  readonly look: () => void;
}

function BasicTile({ card, transitions, look }: BasicTileProps) {
  const t = useTranslations(words);
  const row = card as unknown as Row;
  const acts = useBasicActs(card, transitions);
  const links = useBasicLinks(card, transitions, look);
  return (
    <>
      <Tile
        name={card.name}
        picture={<BasicPicture content={card.content} signature={card.signature} label={card.name} />}
        to={`/basic-templates/${card.id}`}
        mark={
          switchState(transitions, "enable", "disable") ? (
            <span className="template-turn">
              <Turn
                of={basicTemplate}
                column="enabled"
                row={row}
                transitions={transitions}
                turn={["enable", "disable"]}
              />
            </span>
          ) : undefined
        }
        about={
          <Flex gap={8} align="center" wrap>
            <BasicState card={card} />
            {card.subject}
          </Flex>
        }
        foot={<Facts card={card} />}
        ways={[...links, ...acts.ways]}
      >
        {card.networks?.length ? (
          <NetworkTags networks={card.networks} />
        ) : (
          <span className="faint">{t("frames", { count: card.content.slots.frames.length })}</span>
        )}
      </Tile>
      {acts.dialog}
    </>
  );
}

/** Who changed it and when, how often it was chosen, and until when it may be sent. */
function Facts({ card: { author, changed_at, used, valid_until, expired } }: { card: BasicCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const full = (at: string) => `${clock(at, zone)} ${zoneName(zone)}`;
  return (
    <>
      <span>
        {author && `${author} · `}
        <time dateTime={changed_at} title={full(changed_at)}>
          {fromNow(changed_at, locale)}
        </time>
      </span>
      <span>{used === 0 ? t("unused") : t(contentWords.used, { count: used })}</span>
      {valid_until && (
        <span title={full(valid_until)}>
          {t(expired ? "expired" : "valid_until", { at: clock(valid_until, zone).slice(0, 10) })}
        </span>
      )}
    </>
  );
}

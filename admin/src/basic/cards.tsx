import { basicTemplate } from "@tidings/shared/basic/template.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { Tile } from "../contents/cards/tile.tsx";
import { type CardProps, Changed, Tiles, TurnMark } from "../contents/cards/tiles.tsx";
import { contentWords } from "../contents/words.ts";
import type { OwnTableState } from "../ui/data.ts";
import { useFullTime, useZone } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { switchState } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
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
export const BasicCards = (props: BasicCardsProps) => <Tiles {...props} Tile={BasicTile} Look={Look} />;

interface BasicTileProps extends CardProps<BasicCard> {
  readonly look: () => void;
}

function BasicTile({ card, transitions, look }: BasicTileProps) {
  const t = useTranslations(words);
  const acts = useBasicActs(card, transitions);
  const links = useBasicLinks(card, transitions, look);
  return (
    <>
      <Tile
        id={card.id}
        name={card.name}
        picture={<BasicPicture content={card.content} signature={card.signature} label={card.name} />}
        to={`/basic-templates/${card.id}`}
        mark={
          switchState(transitions, "enable", "disable") ? (
            <TurnMark of={basicTemplate} card={card} transitions={transitions} />
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
  const zone = useZone();
  const full = useFullTime();
  return (
    <>
      <Changed author={author} at={changed_at} />
      <span>{used === 0 ? t("unused") : t(contentWords.used, { count: used })}</span>
      {valid_until && (
        <span title={full(valid_until)}>
          {t(expired ? "expired" : "valid_until", { at: clock(valid_until, zone).slice(0, 10) })}
        </span>
      )}
    </>
  );
}

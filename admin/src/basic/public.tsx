import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { INDUSTRY_WORDS } from "@tidings/shared/templates/industries.ts";
import { publicTemplate } from "@tidings/shared/templates/public_template.ts";
import type { ReactNode } from "react";
import { type Around, LookFrame } from "../contents/cards/look.tsx";
import { Tile } from "../contents/cards/tile.tsx";
import { type CardProps, Tiles, TurnMark } from "../contents/cards/tiles.tsx";
import { lookWay, useActWays } from "../contents/cards/ways.tsx";
import { contentWords } from "../contents/words.ts";
import { BasicPhone } from "../ui/basic-phone.tsx";
import type { OwnTableState } from "../ui/data.ts";
import { ResourceList } from "../ui/resource/list.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { switchState } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { editorWords } from "./editor/words.ts";
import { BasicPicture } from "./picture.tsx";
import type { BasicPublicCard } from "./row.ts";
import { BasicSwitch } from "./switch.tsx";
import { words } from "./words.ts";

/** What says nothing of a storyboard. */
const OF_CARDS = ["kind", "category", "layout", "vendors", "usage"];

/** Public templates with what the basic edition knows of them. */
const OF: Resource = {
  ...(publicTemplate as Resource),
  fields: Object.fromEntries(
    Object.entries((publicTemplate as Resource).fields).filter(([column]) => !OF_CARDS.includes(column)),
  ),
  words: { ...publicTemplate.words, note: words.public_note },
};

const SLOTS = slotsOf<BasicPublicCard>({
  always: [{ field: "kind", operator: "eq", value: "basic" }],
  Cards: PublicCards,
  Switch: BasicSwitch,
});

/** 公共模板 of the basic edition: the nine starters, and what platform admins add. */
export const BasicPublic = () => <ResourceList of={OF} slots={SLOTS} />;

interface PublicCardsProps {
  readonly table: OwnTableState<BasicPublicCard>;
  readonly empty: ReactNode;
}

function PublicCards(props: PublicCardsProps) {
  return <Tiles {...props} Tile={PublicTile} Look={PublicLook} />;
}

type PublicProps = CardProps<BasicPublicCard>;

/** A copy is a draft of the enterprise, opened in its editor. A public template is not sent, so it is not tried either. */
function usePublicActs({ card, transitions }: PublicProps) {
  return useActWays({
    of: publicTemplate,
    row: card as unknown as Row,
    transitions,
    copies: "basic_template",
    phone: (params) => <BasicPhone content={card.content} signature={null} params={params} />,
  });
}

function PublicTile({ card, transitions, look }: PublicProps & { readonly look: () => void }) {
  const t = useTranslations({ ...contentWords, ...words });
  const acts = usePublicActs({ card, transitions });
  return (
    <>
      <Tile
        name={card.name}
        picture={<BasicPicture content={card.content} signature={null} label={card.name} />}
        open={look}
        mark={
          switchState(transitions, "enable", "disable")?.code === null ? (
            <TurnMark of={publicTemplate} card={card} transitions={transitions} />
          ) : undefined
        }
        about={card.content.slots.subject}
        foot={<span>{t(labelOf(INDUSTRY_WORDS, card.industry))}</span>}
        ways={[lookWay(t("look"), look), ...acts.ways]}
      />
      {acts.dialog}
    </>
  );
}

function PublicLook({ card, transitions, ...around }: PublicProps & Around) {
  const t = useTranslations({ ...editorWords, ...words });
  const acts = usePublicActs({ card, transitions });
  return (
    <>
      <LookFrame
        card={card}
        phone={<BasicPhone key={card.id} content={card.content} signature={null} />}
        ways={acts.ways}
        facts={[
          { key: "subject", label: t("subject"), value: card.content.slots.subject },
          { key: "industry", label: t("industry"), value: t(labelOf(INDUSTRY_WORDS, card.industry)) },
        ]}
        {...around}
      >
        {null}
      </LookFrame>
      {acts.dialog}
    </>
  );
}

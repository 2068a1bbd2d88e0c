import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { INDUSTRY_WORDS } from "@tidings/shared/templates/industries.ts";
import { publicTemplate } from "@tidings/shared/templates/public_template.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import type { ReactNode } from "react";
import { type Around, LookFrame } from "../../contents/cards/look.tsx";
import { Tile } from "../../contents/cards/tile.tsx";
import { type CardProps, Tiles, TurnMark } from "../../contents/cards/tiles.tsx";
import { lookWay, useActWays } from "../../contents/cards/ways.tsx";
import { contentWords } from "../../contents/words.ts";
import { CardPhone } from "../../ui/card-phone.tsx";
import type { OwnTableState } from "../../ui/data.ts";
import type { NonNullKeys, Override, RowOf } from "../../ui/rows.ts";
import { switchState } from "../../ui/transition.ts";
import { useTranslations } from "../../ui/words.ts";
import { useLayoutName } from "../marks.tsx";
import { TemplatePicture } from "../picture.tsx";
import { words } from "../words.ts";

/** A row of `public_template_cards`. */
export type PublicCard = Override<
  NonNullKeys<RowOf<"public_template_cards">, "layout">,
  { readonly content: Content }
>;

interface PublicCardsProps {
  readonly table: OwnTableState<PublicCard>;
  readonly empty: ReactNode;
}

/** Public templates as cards: looked at over the list, copied, tried on a phone. */
export const PublicCards = (props: PublicCardsProps) => (
  <Tiles {...props} Tile={PublicTile} Look={PublicLook} />
);

interface PublicTileProps extends CardProps<PublicCard> {
  readonly look: () => void;
}

function PublicTile({ card, transitions, look }: PublicTileProps) {
  const t = useTranslations({ ...words, ...contentWords });
  const layoutName = useLayoutName();
  const acts = usePublicActs(card, transitions);
  return (
    <>
      <Tile
        name={card.name}
        picture={<TemplatePicture layout={card.layout} content={card.content} label={card.name} />}
        open={look}
        mark={
          switchState(transitions, "enable", "disable")?.code === null ? (
            <TurnMark of={publicTemplate} card={card} transitions={transitions} />
          ) : undefined
        }
        about={`${layoutName(card.layout)} · ${t(labelOf(INDUSTRY_WORDS, card.industry))}`}
        foot={<span>{card.vendors.map((vendor) => t(VENDOR_WORDS[vendor])).join(" · ")}</span>}
        ways={[lookWay(t("look"), look), ...acts.ways]}
      />
      {acts.dialog}
    </>
  );
}

function PublicLook({ card, transitions, ...around }: CardProps<PublicCard> & Around) {
  const t = useTranslations({ ...words, ...contentWords });
  const layoutName = useLayoutName();
  const acts = usePublicActs(card, transitions);
  return (
    <>
      <LookFrame
        card={card}
        phone={
          <CardPhone key={card.name} layout={card.layout} content={card.content} vendors={card.vendors} />
        }
        ways={acts.ways}
        facts={[
          { key: "industry", label: t("industry"), value: t(labelOf(INDUSTRY_WORDS, card.industry)) },
          { key: "layout", label: t("layout"), value: layoutName(card.layout) },
          { key: "usage", label: t("usage"), value: t(TEMPLATE_USAGE_WORDS[card.usage]) },
        ]}
        {...around}
      >
        <h3 className="look-title">{t("vendor_states")}</h3>
        <p>{card.vendors.map((vendor) => t(VENDOR_WORDS[vendor])).join(" · ")}</p>
      </LookFrame>
      {acts.dialog}
    </>
  );
}

function usePublicActs(card: PublicCard, transitions: readonly Transition[]) {
  const { layout, content, vendors } = card;
  return useActWays({
    of: publicTemplate,
    row: card as unknown as Row,
    transitions,
    copies: "template",
    phone: (params) => <CardPhone layout={layout} content={content} vendors={vendors} params={params} />,
  });
}

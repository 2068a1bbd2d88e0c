import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { INDUSTRY_WORDS } from "@tidings/shared/templates/industries.ts";
import { publicTemplate } from "@tidings/shared/templates/public_template.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import type { ReactNode } from "react";
import { Looked, LookFrame } from "../../contents/cards/look.tsx";
import { Tile, TileGrid } from "../../contents/cards/tile.tsx";
import { lookWay, useActWays } from "../../contents/cards/ways.tsx";
import { contentWords } from "../../contents/words.ts";
import { CardPhone } from "../../ui/card-phone.tsx";
import type { OwnTableState } from "../../ui/data.ts";
import { Turn } from "../../ui/resource/turn.tsx";
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
export function PublicCards({ table, empty }: PublicCardsProps) {
  return (
    <Looked table={table} dialog={(card, around) => <PublicLook card={card} table={table} {...around} />}>
      {(look) => (
        <TileGrid table={table} empty={empty}>
          {(row) => (
            <PublicTile
              key={row.id}
              card={row}
              transitions={table.transitions[row.id] ?? []}
              look={() => look(row.id)}
            />
          )}
        </TileGrid>
      )}
    </Looked>
  );
}

interface PublicTileProps {
  readonly card: PublicCard;
  readonly transitions: readonly Transition[];
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
            <span className="template-turn">
              <Turn
                of={publicTemplate}
                column="enabled"
                row={card as unknown as Row}
                transitions={transitions}
                turn={["enable", "disable"]}
              />
            </span>
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

interface PublicLookProps {
  readonly card: PublicCard;
  readonly table: OwnTableState<PublicCard>;
  readonly before: (() => void) | null;
  readonly after: (() => void) | null;
  readonly close: () => void;
}

function PublicLook({ card, table, ...around }: PublicLookProps) {
  const t = useTranslations({ ...words, ...contentWords });
  const layoutName = useLayoutName();
  const acts = usePublicActs(card, table.transitions[card.id] ?? []);
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

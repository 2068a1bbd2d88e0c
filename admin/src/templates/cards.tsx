import { w } from "@tidings/shared/ground/locale.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { Tile } from "../contents/cards/tile.tsx";
import { type CardProps, Changed, Tiles, TurnMark } from "../contents/cards/tiles.tsx";
import { contentWords } from "../contents/words.ts";
import type { OwnTableState } from "../ui/data.ts";
import { useFullTime } from "../ui/me.tsx";
import { switchState } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { useTemplateActs, useTemplateLinks } from "./links.tsx";
import { Look } from "./look.tsx";
import { TemplateState, useLayoutName, VendorTags } from "./marks.tsx";
import { TemplatePicture } from "./picture.tsx";
import type { TemplateCard } from "./row.ts";

const words = {
  unused: w("未使用", "Not used yet"),
  last_used: w("最近使用：{at}", "Last used: {at}"),
};

interface TemplateCardsProps {
  readonly table: OwnTableState<TemplateCard>;
  readonly empty: ReactNode;
}

/** Templates as cards, each with what may be done with it; a preview opens over the list. */
export const TemplateCards = (props: TemplateCardsProps) => (
  <Tiles {...props} Tile={TemplateTile} Look={Look} />
);

interface TemplateTileProps extends CardProps<TemplateCard> {
  readonly look: () => void;
}

function TemplateTile({ card, transitions, look }: TemplateTileProps) {
  const t = useTranslations();
  const layoutName = useLayoutName();
  const acts = useTemplateActs(card, transitions);
  const links = useTemplateLinks(card, transitions, look);
  const turns = card.state === "approved" || !card.enabled;
  return (
    <>
      <Tile
        id={card.id}
        name={card.name}
        picture={<TemplatePicture layout={card.layout} content={card.content} label={card.name} />}
        to={`/templates/${card.id}`}
        mark={
          turns && switchState(transitions, "enable", "disable") ? (
            <TurnMark of={template} card={card} transitions={transitions} />
          ) : undefined
        }
        about={
          <Flex gap={8} align="center" wrap>
            <TemplateState card={card} />
            {`${layoutName(card.layout)} · ${t(TEMPLATE_USAGE_WORDS[card.usage])}`}
          </Flex>
        }
        foot={<Facts card={card} />}
        ways={[...links, ...acts.ways]}
      >
        <VendorTags card={card} />
      </Tile>
      {acts.dialog}
    </>
  );
}

/** Who changed it and when, and how often it was chosen. */
function Facts({ card: { author, changed_at, used, last_used_at } }: { card: TemplateCard }) {
  const t = useTranslations(words);
  const full = useFullTime();
  return (
    <>
      <Changed author={author} at={changed_at} />
      <span title={last_used_at ? t("last_used", { at: full(last_used_at) }) : undefined}>
        {used === 0 ? t("unused") : t(contentWords.used, { count: used })}
      </span>
    </>
  );
}

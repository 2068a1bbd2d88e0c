import { w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
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
import { useTemplateActs, useTemplateLinks } from "./links.tsx";
import { Look } from "./look.tsx";
import { TemplateState, useLayoutName, VendorTags } from "./marks.tsx";
import { TemplatePicture } from "./picture.tsx";
import type { TemplateCard } from "./row.ts";

const words = {
  unused: w("未使用", "Not used yet"),
  last_used: w("最近使用：{at}", "Last used {at}"),
};

interface TemplateCardsProps {
  readonly table: OwnTableState<TemplateCard>;
  readonly empty: ReactNode;
}

/** Templates as cards, each with what may be done with it; a preview opens over the list. */
export function TemplateCards({ table, empty }: TemplateCardsProps) {
  const transitionsOf = ({ id }: TemplateCard) => table.transitions[id] ?? [];
  return (
    <Looked
      table={table}
      dialog={(card, around) => <Look card={card} transitions={transitionsOf(card)} {...around} />}
    >
      {(look) => (
        <TileGrid table={table} empty={empty}>
          {(row) => (
            <TemplateTile
              key={row.id}
              card={row}
              transitions={transitionsOf(row)}
              look={() => look(row.id)}
            />
          )}
        </TileGrid>
      )}
    </Looked>
  );
}

interface TemplateTileProps {
  readonly card: TemplateCard;
  readonly transitions: readonly Transition[];
  readonly look: () => void;
}

function TemplateTile({ card, transitions, look }: TemplateTileProps) {
  const t = useTranslations();
  const layoutName = useLayoutName();
  const row = card as unknown as Row;
  const acts = useTemplateActs(card, transitions);
  const links = useTemplateLinks(card, transitions, look);
  const turns = card.state === "approved" || !card.enabled;
  return (
    <>
      <Tile
        name={card.name}
        picture={<TemplatePicture layout={card.layout} content={card.content} label={card.name} />}
        to={`/templates/${card.id}`}
        mark={
          turns && switchState(transitions, "enable", "disable") ? (
            <span className="template-turn">
              <Turn
                of={template}
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
      <span title={last_used_at ? t("last_used", { at: full(last_used_at) }) : undefined}>
        {used === 0 ? t("unused") : t(contentWords.used, { count: used })}
      </span>
    </>
  );
}

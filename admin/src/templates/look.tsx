import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { type Around, LookFrame } from "../contents/cards/look.tsx";
import { CardPhone } from "../ui/card-phone.tsx";
import { useTranslations } from "../ui/words.ts";
import { useTemplateActs, useTemplateLinks } from "./links.tsx";
import { TemplateState, useLayoutName } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { VendorStates } from "./vendor-states.tsx";
import { words } from "./words.ts";

interface LookProps extends Around {
  readonly card: TemplateCard;
  readonly transitions: readonly Transition[];
}

/** The preview of a template over the list, with the vendors that show it (可用厂商) and what may be done with it. */
export function Look({ card, transitions, ...around }: LookProps) {
  const t = useTranslations(words);
  const layoutName = useLayoutName();
  const acts = useTemplateActs(card, transitions);
  const links = useTemplateLinks(card, transitions);
  const ways = [...links, ...acts.ways];
  return (
    <>
      <LookFrame
        card={card}
        phone={
          <CardPhone key={card.name} layout={card.layout} content={card.content} vendors={card.vendors} />
        }
        mark={<TemplateState card={card} />}
        ways={ways}
        facts={[
          { key: "layout", label: t("layout"), value: layoutName(card.layout) },
          { key: "usage", label: t("usage"), value: t(TEMPLATE_USAGE_WORDS[card.usage]) },
        ]}
        page={`/templates/${card.id}`}
        {...around}
      >
        <h3 className="look-title">{t("vendor_states")}</h3>
        <VendorStates card={card} />
      </LookFrame>
      {acts.dialog}
    </>
  );
}

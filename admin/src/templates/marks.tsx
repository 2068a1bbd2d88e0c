import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { ENABLED_WORDS, VENDOR_REVIEW_WORDS, VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Flex, Tag, Tooltip } from "antd";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";

/** The state of the latest version, and whether the template is disabled. */
export function TemplateState({ card }: { card: TemplateCard }) {
  return (
    <Flex gap={4} wrap>
      <StateTag of={VERSION_STATE_WORDS} state={card.state} />
      {!card.enabled && <StateTag of={ENABLED_WORDS} state="false" />}
    </Flex>
  );
}

/** The vendors of a template, coloured by the state of each review. */
export function VendorTags({ card }: { card: TemplateCard }) {
  const t = useTranslations();
  const states = new Map(card.vendor_states.map((state) => [state.vendor, state]));
  return (
    <Flex gap={4} wrap>
      {card.vendors.map((vendor) => {
        const state = states.get(vendor);
        if (!state) {
          return (
            <Tag key={vendor} bordered={false} className="state-tag">
              {t(VENDOR_WORDS[vendor])}
            </Tag>
          );
        }
        return (
          <Tooltip key={vendor} title={state.reason ?? t(VENDOR_REVIEW_WORDS[state.state])}>
            <span>
              <StateTag of={VENDOR_REVIEW_WORDS} state={state.state}>
                {t(VENDOR_WORDS[vendor])}
              </StateTag>
            </span>
          </Tooltip>
        );
      })}
    </Flex>
  );
}

/** The name of a layout in the current language. */
export function useLayoutName(): (layout: string) => string {
  const t = useTranslations();
  return (layout) => {
    const found = layoutOf(layout);
    return found ? t(found.words) : layout;
  };
}

import { BASIC_STATE_WORDS, type NetworkReview } from "@tidings/shared/basic/template.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import { VENDOR_REVIEW_WORDS } from "@tidings/shared/templates/words.ts";
import { Flex, Tooltip } from "antd";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import type { BasicCard } from "./row.ts";

/** 审核状态, with disabled and expired among them. */
export function BasicState({ card }: { card: Pick<BasicCard, "shown_state"> }) {
  return <StateTag of={BASIC_STATE_WORDS} state={card.shown_state} />;
}

/** The networks, coloured by the decision of each; the reason of one is its tooltip. */
export function NetworkTags({ networks }: { networks: readonly NetworkReview[] }) {
  const t = useTranslations();
  return (
    <Flex gap={4} wrap>
      {networks.map(({ network, state, reason }) => (
        <Tooltip key={network} title={reason ?? t(VENDOR_REVIEW_WORDS[state])}>
          <span>
            <StateTag of={VENDOR_REVIEW_WORDS} state={state}>
              {t(NETWORK_WORDS[network])}
            </StateTag>
          </span>
        </Tooltip>
      ))}
    </Flex>
  );
}

import { Alert } from "antd";
import type { MoveOffer } from "../ui/moves.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import { useWords } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { useVendorNames } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** How the moves of a template are offered. `blocked`: the check found what stops submission. */
export function useTemplateOffers(
  card: TemplateCard,
  blocked: boolean,
): Record<string, MoveOffer | undefined> {
  const say = useWords(words);
  const vendorNames = useVendorNames();
  return {
    submit: {
      label: say("submit"),
      title: say("submit_title"),
      body: blocked ? <Alert type="warning" showIcon message={say("submit_blocked")} /> : say("submit_body"),
      done: say("submit_done"),
      tone: "main",
      blocked,
      before: () => checkSaved(card.id),
    },
    withdraw: {
      label: say("withdraw"),
      title: say("withdraw_title"),
      body: say("withdraw_body"),
      done: say("withdraw_done"),
    },
    ...reviewOffers(
      say,
      say("approve_body", { count: card.vendors.length, vendors: vendorNames(card.vendors) }),
    ),
  };
}

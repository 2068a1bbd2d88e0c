import { Alert } from "antd";
import type { ActionOffer } from "../ui/action-dialog.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import { useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { useVendorNames } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** The dialogs of a template's transitions. `blocked`: the check found errors that stop submission. */
export function useTemplateOffers(
  card: TemplateCard,
  blocked: boolean,
): Record<string, ActionOffer | undefined> {
  const t = useTranslations(words);
  const vendorNames = useVendorNames();
  return {
    submit: {
      label: t("submit"),
      title: t("submit_title"),
      body: blocked ? <Alert type="warning" showIcon message={t("submit_blocked")} /> : t("submit_body"),
      done: t("submit_done"),
      tone: "main",
      blocked,
      before: () => checkSaved(card.id),
    },
    withdraw: {
      label: t("withdraw"),
      title: t("withdraw_title"),
      body: t("withdraw_body"),
      done: t("withdraw_done"),
    },
    ...reviewOffers(t, t("approve_body", { count: card.vendors.length, vendors: vendorNames(card.vendors) })),
  };
}

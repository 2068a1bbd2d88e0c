import type { ActionOffer } from "../ui/action-dialog.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import type { VerbName } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./domain-words.ts";

/** The dialogs of a domain's transitions; `update`, `enable` and `disable` have controls of their own. */
export function useDomainOffers(): (domain: {
  readonly name: string;
}) => Record<"submit" | "set_default" | "approve" | "reject", ActionOffer> {
  const t = useTranslations(words);
  return ({ name }) => ({
    submit: { label: t("submit"), title: t("submit_title"), body: t("submit_body"), done: t("sent") },
    set_default: {
      label: t("make_default"),
      title: t("make_default_title"),
      body: t("make_default_body", { name }),
      done: t("made_default", { name }),
    },
    ...reviewOffers(t, t("approve_body")),
  });
}

/** The database function of a domain's transition. */
export const domainVerb = (verb: string) => `${verb}_domain` as VerbName;

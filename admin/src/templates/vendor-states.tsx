import { VENDOR_REVIEW_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** One row per vendor: the state of its review, and the reason of a rejection (TPL-7). */
export function VendorStates({ card }: { card: TemplateCard }) {
  const t = useTranslations(words);
  if (card.vendor_states.length === 0) return <span className="faint">{t("vendor_states_none")}</span>;
  return (
    <ul className="plain">
      {card.vendor_states.map(({ vendor, state, reason }) => (
        <li key={vendor} data-vendor={vendor}>
          <span className="plain-name">{t(VENDOR_WORDS[vendor])}</span>
          <StateTag of={VENDOR_REVIEW_WORDS} state={state} />
          {reason && <span className="faint">{reason}</span>}
        </li>
      ))}
    </ul>
  );
}

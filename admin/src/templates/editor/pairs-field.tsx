import type { PairsSlot } from "@tidings/shared/layouts/layout.ts";
import type { Path } from "../../contents/paths.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { EntriesField } from "./entries-field.tsx";

/** The label–value pairs of a notice: order number, carrier … */
export function PairsField({ slot, path }: { slot: PairsSlot; path: Path }) {
  const t = useTranslations(words);
  return (
    <EntriesField
      path={path}
      slot={slot}
      render={(at) => (
        <div className="pair">
          <WrittenField
            path={`${at}.label`}
            label={t("pair_label")}
            required
            keepEmpty
            max={slot.max_label}
          />
          <WrittenField
            path={`${at}.value`}
            label={t("pair_value")}
            required
            keepEmpty
            max={slot.max_value}
          />
        </div>
      )}
    />
  );
}

import type { ButtonsSlot } from "@tidings/shared/layouts/layout.ts";
import type { Path } from "../../contents/paths.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ActionField } from "./action-field.tsx";
import { EntriesField } from "./entries-field.tsx";

/** The buttons of a template: text and action of each. */
export function ButtonsField({ slot, path }: { slot: ButtonsSlot; path: Path }) {
  const t = useTranslations(words);
  return (
    <EntriesField
      path={path}
      slot={slot}
      render={(at) => (
        <>
          <WrittenField
            path={`${at}.text`}
            label={t("button_text")}
            required
            keepEmpty
            max={slot.max_length}
          />
          <ActionField path={`${at}.action`} label={t("button_action")} />
        </>
      )}
    />
  );
}

import type { TextSlot } from "@tidings/shared/layouts/layout.ts";
import type { Path } from "../../contents/paths.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { useTranslations } from "../../ui/words.ts";

/** A text of a template, which may contain parameters. */
export function TextField({ slot, path }: { slot: TextSlot; path: Path }) {
  const t = useTranslations();
  return (
    <WrittenField
      path={path}
      label={t(slot.words)}
      required={slot.required}
      max={slot.max_length}
      multiline={slot.multiline}
    />
  );
}

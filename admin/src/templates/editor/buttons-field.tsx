import type { ButtonsSlot } from "@tidings/shared/layouts/layout.ts";
import { Input } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ActionField } from "./action-field.tsx";
import { useField } from "./context.ts";
import { EntriesField } from "./entries-field.tsx";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

/** The buttons of a template: text and action of each. */
export function ButtonsField({ slot, path }: { slot: ButtonsSlot; path: Path }) {
  const t = useTranslations(words);
  return (
    <EntriesField
      path={path}
      label={t(slot.words)}
      count={slot.count}
      required={slot.required}
      make={() => ({ text: "", action: { type: "open_browser" } })}
      render={(at) => (
        <>
          <ButtonText slot={slot} path={`${at}.text`} />
          <ActionField path={`${at}.action`} label={t("button_action")} />
        </>
      )}
    />
  );
}

function ButtonText({ slot, path }: { slot: ButtonsSlot; path: Path }) {
  const t = useTranslations(words);
  const { value, set, touch, findings } = useField(path);
  return (
    <Field label={t("button_text")} required findings={findings} htmlFor={path}>
      <Input
        id={path}
        value={typeof value === "string" ? value : ""}
        showCount={{ formatter: ({ count }) => `${count} / ${slot.max_length}` }}
        onBlur={touch}
        onChange={(event) => set(event.target.value)}
      />
    </Field>
  );
}

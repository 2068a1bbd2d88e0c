import type { PairsSlot } from "@tidings/shared/layouts/layout.ts";
import { Input } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useField } from "./context.ts";
import { EntriesField } from "./entries-field.tsx";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

/** The label–value pairs of a notice: order number, carrier … */
export function PairsField({ slot, path }: { slot: PairsSlot; path: Path }) {
  const t = useTranslations(words);
  return (
    <EntriesField
      path={path}
      label={t(slot.words)}
      count={slot.count}
      required={slot.required}
      make={() => ({ label: "", value: "" })}
      render={(at) => (
        <div className="pair">
          <PairText path={`${at}.label`} label={t("pair_label")} max={slot.max_label} />
          <PairText path={`${at}.value`} label={t("pair_value")} max={slot.max_value} />
        </div>
      )}
    />
  );
}

function PairText({ path, label, max }: { path: Path; label: string; max: number }) {
  const { value, set, touch, findings } = useField(path);
  return (
    <Field label={label} required findings={findings} htmlFor={path}>
      <Input
        id={path}
        value={typeof value === "string" ? value : ""}
        showCount={{ formatter: ({ count }) => `${count} / ${max}` }}
        onBlur={touch}
        onChange={(event) => set(event.target.value)}
      />
    </Field>
  );
}

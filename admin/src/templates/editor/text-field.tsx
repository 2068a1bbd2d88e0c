import type { TextSlot } from "@tidings/shared/layouts/layout.ts";
import { Input } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { useField } from "./context.ts";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

/** A text of a template, which may contain parameters. */
export function TextField({ slot, path }: { slot: TextSlot; path: Path }) {
  const t = useTranslations();
  const { value, set, touch, findings } = useField(path);
  const shared = {
    id: path,
    value: typeof value === "string" ? value : "",
    onBlur: touch,
    showCount: { formatter: ({ count }: { count: number }) => `${count} / ${slot.max_length}` },
    onChange: (event: { target: { value: string } }) => set(event.target.value || undefined),
  };
  return (
    <Field label={t(slot.words)} required={slot.required} findings={findings} htmlFor={path}>
      {slot.multiline ? (
        <Input.TextArea {...shared} autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        <Input {...shared} />
      )}
    </Field>
  );
}

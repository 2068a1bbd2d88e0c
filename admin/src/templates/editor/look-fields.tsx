import { holds, isOnlyBroken, optionInForce, styleInForce } from "@tidings/shared/layouts/catalogue.ts";
import type { LayoutOption } from "@tidings/shared/layouts/layout.ts";
import { Radio } from "antd";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useLayoutEditing } from "./layout-context.ts";
import { useOff } from "./off.tsx";

/** The style and options of a layout, where it has any. */
export function LookFields() {
  const t = useTranslations(words);
  const { layout, content } = useLayoutEditing();
  const style = useField("style");
  const situation = { layout, style: content.style, options: content.options };
  return (
    <>
      {layout.styles.length > 0 && (
        <Field label={t("style")} required findings={style.findings} path="style">
          <Radio.Group
            optionType="button"
            value={styleInForce(layout, content.style)}
            onChange={(event) => style.set(event.target.value)}
            options={layout.styles.map((one) => ({ value: one.style, label: t(one.words) }))}
          />
        </Field>
      )}
      {layout.options
        .filter((option) => holds(option.when, situation))
        .map((option) => (
          <OptionField key={option.name} option={option} />
        ))}
    </>
  );
}

function OptionField({ option }: { option: LayoutOption }) {
  const t = useTranslations();
  const { content, vendors } = useLayoutEditing();
  const path = `options.${option.name}`;
  const { set, findings } = useField(path);
  const inForce = optionInForce(option, content.options);
  const isOff = isOnlyBroken(option.only_vendors, vendors);
  const barred = option.values.filter((one) => isOff || isOnlyBroken(one.only_vendors, vendors));
  const off = useOff({ only: option.only_vendors ?? barred[0]?.only_vendors });
  return (
    <Field label={t(option.words)} required={!isOff} findings={findings} path={path} hint={off?.reason}>
      <Radio.Group
        value={inForce}
        onChange={(event) => set(event.target.value)}
        options={option.values.map((one) => ({
          value: one.value as string,
          // What was chosen before the vendors stays to be seen until another is chosen.
          disabled: barred.includes(one) && (isOff || one.value !== inForce),
          label: (
            <>
              {one.colours?.map((colour, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: both buttons may have the same colour
                <i key={index} className="swatch" style={{ backgroundColor: colour }} />
              ))}
              {t(one.words)}
            </>
          ),
        }))}
      />
    </Field>
  );
}

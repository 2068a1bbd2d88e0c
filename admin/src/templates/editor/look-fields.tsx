import { holds, optionInForce, styleInForce } from "@tidings/shared/layouts/catalogue.ts";
import type { LayoutOption } from "@tidings/shared/layouts/layout.ts";
import { Radio } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useEditing, useField } from "./context.ts";
import { Field } from "./field.tsx";

/** The style and options of a layout, where it has any. */
export function LookFields() {
  const t = useTranslations(words);
  const { layout, content } = useEditing();
  const style = useField("style");
  const situation = { layout, style: content.style, options: content.options };
  return (
    <>
      {layout.styles.length > 0 && (
        <Field label={t("style")} required findings={style.findings}>
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
  const { content } = useEditing();
  const { set, findings } = useField(`options.${option.name}`);
  return (
    <Field label={t(option.words)} required findings={findings}>
      <Radio.Group
        value={optionInForce(option, content.options)}
        onChange={(event) => set(event.target.value)}
        options={option.values.map((one) => ({
          value: one.value as string,
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

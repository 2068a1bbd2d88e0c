import { SEND_TYPE_WORDS } from "@tidings/shared/sends/words.ts";
import { Radio, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./basic-words.ts";
import type { SendType } from "./form.ts";
import type { StepProps } from "./step.ts";

interface BasicFieldsProps extends Pick<StepProps, "form" | "change" | "choices"> {
  /** What is wrong with the choice of the template. */
  readonly wrong: string | undefined;
}

const TYPES = ["group", "personal"] as const satisfies readonly SendType[];

/** The template of the basic edition and the type of the send (table 8-1). Signature and channel are those of the template. */
export function BasicFields({ form, change, choices, wrong }: BasicFieldsProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const { templates, template, version } = choices.basic;
  const isStatic = version !== undefined && version.parameters.length === 0;
  const type = isStatic ? "group" : form.sendType;
  return (
    <>
      <FormField
        label={t("template")}
        htmlFor="send-basic-template"
        required
        hint={t("template_hint")}
        wrong={wrong}
      >
        <Select
          id="send-basic-template"
          showSearch
          optionFilterProp="label"
          value={template?.id}
          // A template without parameters goes to a group, so another one begins with that.
          onChange={(chosen) => change({ template: chosen, sendType: "group", columns: {} })}
          options={templates.map(({ id, name, signature, valid_until }) => ({
            value: id,
            label: t("option", { name, signature: signature ?? "—", until: clock(valid_until, zone) }),
          }))}
        />
      </FormField>
      {template && (
        <FormField label={t("send_type")} required hint={t(isStatic ? "static_hint" : `${type}_hint`)}>
          <Radio.Group
            value={type}
            onChange={(event) => change({ sendType: event.target.value, columns: {} })}
            options={TYPES.map((one) => ({
              value: one,
              label: t(SEND_TYPE_WORDS[one]),
              disabled: isStatic && one === "personal",
            }))}
          />
        </FormField>
      )}
    </>
  );
}

import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { jumpTrouble, MAX_JUMP_URL } from "@tidings/shared/links/jump.ts";
import { JUMP_TROUBLE_WORDS } from "@tidings/shared/links/jump_words.ts";
import { AutoComplete, Input, InputNumber } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import type { FieldsProps } from "./use-choices.ts";

/** The fields of group links: maximum resolutions, the jump address for browsers, parameter values and code. */
export function GroupFields(props: FieldsProps) {
  const t = useTranslations(words);
  const { form, change, choices, wrong } = props;
  return (
    <>
      <FormField
        label={t("max_resolutions")}
        htmlFor="task-resolutions"
        required
        wrong={wrong("resolutions_wrong")}
      >
        {/* No min and max here: the input would silently change a value outside them. */}
        <InputNumber
          id="task-resolutions"
          className="short"
          precision={0}
          value={form.maxResolutions}
          onChange={(maxResolutions) => change({ maxResolutions })}
        />
      </FormField>
      <ParamFields {...props} />
      <JumpField {...props} />
      {choices.facts.customCodes && (
        <FormField label={t("code")} htmlFor="task-code" hint={t("code_hint")} wrong={wrong("code_wrong")}>
          <Input
            id="task-code"
            className="mono short"
            maxLength={10}
            value={form.code}
            onChange={(event) => change({ code: event.target.value })}
          />
        </FormField>
      )}
    </>
  );
}

function ParamFields({ form, change, choices, wrong }: FieldsProps) {
  const t = useTranslations(words);
  const { parameters } = choices.facts;
  if (parameters.length === 0) return null;
  const examples = new Map((choices.version?.content.params ?? []).map((one) => [one.name, one.example]));
  return (
    <FormField label={t("params")} required hint={t("params_hint")} wrong={wrong("params_missing")}>
      <div className="pair task-params">
        {parameters.map((name) => (
          <label key={name} className="task-param" htmlFor={`task-param-${name}`}>
            <span className="mono">{name}</span>
            <Input
              id={`task-param-${name}`}
              placeholder={examples.get(name)}
              value={valueAt(form.params, name) ?? ""}
              onChange={(event) => change({ params: { ...form.params, [name]: event.target.value } })}
            />
          </label>
        ))}
      </div>
    </FormField>
  );
}

/** Any public address; approved ones are suggested, and required when the link rules say so. */
function JumpField({ form, change, choices, wrong }: FieldsProps) {
  const t = useTranslations(words);
  const typed = form.jump.trim();
  const trouble = typed === "" ? null : jumpTrouble(typed);
  const said = trouble && t("jump_wrong", { why: t(JUMP_TROUBLE_WORDS[trouble.code]) });
  const hint = choices.jumpApproval ? `${t("jump_hint")} ${t("jump_approved_only")}` : t("jump_hint");
  return (
    <FormField
      label={t("jump")}
      htmlFor="task-jump"
      hint={hint}
      wrong={said && wrong("jump_wrong") !== undefined ? said : undefined}
    >
      <AutoComplete
        id="task-jump"
        allowClear
        placeholder="https://"
        maxLength={MAX_JUMP_URL}
        value={form.jump}
        onChange={(jump: string | undefined) => change({ jump: jump ?? "" })}
        options={choices.jumps.filter((url) => url.includes(typed)).map((url) => ({ value: url }))}
      />
    </FormField>
  );
}

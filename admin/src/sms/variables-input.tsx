import { type SmsVariable, VARIABLE_KIND_WORDS } from "@tidings/shared/sms/variables.ts";
import { Flex, Input, Select } from "antd";
import { optionsOf } from "../ui/options.ts";
import type { InputSlotProps } from "../ui/resource/form-context.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** A kind and an example for each variable of the text. */
export function VariablesInput({ id, value, change }: InputSlotProps) {
  const t = useTranslations(words);
  const variables = value as readonly SmsVariable[];
  const set = (name: string, part: Partial<SmsVariable>) =>
    change(variables.map((one) => (one.name === name ? { ...one, ...part } : one)));
  return (
    <Flex vertical gap={8} id={id}>
      {variables.map(({ name, kind, example }) => (
        <Flex key={name} gap={8} align="center" wrap>
          <span className="mono variable-name">{name}</span>
          <Select
            aria-label={t("kind_of", { name })}
            value={kind}
            onChange={(next) => set(name, { kind: next as SmsVariable["kind"] })}
            options={optionsOf(VARIABLE_KIND_WORDS, t)}
            className="variable-kind"
          />
          <Input
            aria-label={t("example_of", { name })}
            placeholder={t("example")}
            maxLength={20}
            value={example}
            onChange={(event) => set(name, { example: event.target.value })}
            className="variable-example"
          />
        </Flex>
      ))}
    </Flex>
  );
}

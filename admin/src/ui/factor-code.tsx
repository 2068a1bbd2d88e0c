import { Input } from "antd";
import { FormField } from "./form-field.tsx";
import { FACTOR_WORDS } from "./second-factor.ts";
import { useTranslations } from "./words.ts";

const words = { wrong: FACTOR_WORDS.wrong };

interface FactorCodeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (typed: string) => void;
  /** Auth did not take the code. */
  readonly isWrong: boolean;
  readonly autoFocus?: boolean;
}

/** The code that an authenticator shows, in a dialog. */
export function FactorCode({ id, label, value, change, isWrong, autoFocus }: FactorCodeProps) {
  const t = useTranslations(words);
  return (
    <FormField label={label} htmlFor={id} required wrong={isWrong ? t("wrong") : undefined}>
      <Input
        id={id}
        autoFocus={autoFocus}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </FormField>
  );
}

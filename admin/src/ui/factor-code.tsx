import { Button, Input } from "antd";
import { useState } from "react";
import { FormField } from "./form-field.tsx";
import { FACTOR_WORDS, useHasRecovery } from "./second-factor.ts";
import { useTranslations } from "./words.ts";

const words = FACTOR_WORDS;

interface FactorCodeProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (typed: string) => void;
  /** Auth did not take the code. */
  readonly isWrong: boolean;
  readonly autoFocus?: boolean;
  /** A recovery code is taken in its place. */
  readonly orRecovery?: boolean;
}

/** The code that an authenticator shows, or a recovery code, in a dialog. */
export function FactorCode(props: FactorCodeProps) {
  const { id, label, value, change, isWrong, autoFocus, orRecovery = false } = props;
  const t = useTranslations(words);
  const has = useHasRecovery();
  const [recovery, setRecovery] = useState(false);
  return (
    <>
      <FormField
        label={recovery ? t("recovery") : label}
        htmlFor={id}
        required
        wrong={isWrong ? t("wrong") : undefined}
      >
        <Input
          id={id}
          autoFocus={autoFocus}
          {...codeInput(recovery)}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
      </FormField>
      {orRecovery && has && (
        <OtherCode
          recovery={recovery}
          change={(to) => {
            setRecovery(to);
            change("");
          }}
        />
      )}
    </>
  );
}

/** How the input takes what is typed: a recovery code has letters. */
export const codeInput = (recovery: boolean) =>
  recovery
    ? ({ autoComplete: "off", inputMode: "text", maxLength: 64 } as const)
    : ({ autoComplete: "one-time-code", inputMode: "numeric", maxLength: 12 } as const);

interface OtherCodeProps {
  readonly recovery: boolean;
  readonly change: (recovery: boolean) => void;
}

/** The way to the other kind of code. */
export function OtherCode({ recovery, change }: OtherCodeProps) {
  const t = useTranslations(words);
  return (
    <Button type="link" className="sign-in-link" onClick={() => change(!recovery)} data-testid="factor-other">
      {t(recovery ? "use_code" : "use_recovery")}
    </Button>
  );
}

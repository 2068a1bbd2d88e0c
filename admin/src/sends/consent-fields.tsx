import { Input } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { ProofField } from "../ui/proof-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";
import type { StepProps } from "./step.ts";

const MAX_CONSENT = 500;

interface ConsentTextProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
}

/** The ground of consent of a marketing send (CNS-1). */
export function ConsentText({ value, onChange, wrong }: ConsentTextProps) {
  const t = useTranslations(words);
  return (
    <FormField label={t("consent")} htmlFor="send-consent" required hint={t("consent_hint")} wrong={wrong}>
      <Input.TextArea
        id="send-consent"
        rows={2}
        maxLength={MAX_CONSENT}
        showCount
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FormField>
  );
}

/** Asked for only where the send is marketing. */
export function ConsentFields({ form, change, choices, proof, problems }: Omit<StepProps, "edited">) {
  const t = useTranslations(words);
  if (!choices.facts.isMarketing) return null;
  return (
    <>
      <ConsentText
        value={form.consent}
        onChange={(consent) => change({ consent })}
        wrong={problems.includes("consent_missing") ? t("consent_missing") : undefined}
      />
      <ProofField proof={proof} label={t("consent_proof")} hint={t("consent_proof_hint")} />
    </>
  );
}

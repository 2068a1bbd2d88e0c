import { FileTextOutlined } from "@ant-design/icons";
import { CUSTOM_CODES_WORDS, DOMAIN_LIMITS, DOMAIN_TROUBLE_WORDS } from "@tidings/shared/links/domains.ts";
import { Button, Radio, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { ProofField } from "../ui/proof-field.tsx";
import type { ProofChoice } from "../ui/use-proof.ts";
import { useTranslations } from "../ui/words.ts";
import { type DomainForm, type NamesProblem, namesOf, namesProblem } from "./domain-form.ts";
import { words } from "./domain-words.ts";
import { saveLetter } from "./letter.ts";

interface DomainFieldsProps {
  readonly form: DomainForm;
  readonly change: (change: Partial<DomainForm>) => void;
  readonly proof: ProofChoice;
  /** Submission was tried, so missing fields are marked too. */
  readonly tried: boolean;
  /** The maximum number of domains; 1 when editing. */
  readonly most?: number;
}

/** Table 7-4: the domains, whether their links may have custom codes, and the proof. */
export function DomainFields({ form, change, proof, tried, most = DOMAIN_LIMITS.names }: DomainFieldsProps) {
  const t = useTranslations(words);
  const problem = namesProblem(form.names, most);
  const shown = problem && (tried || problem.code !== "names_missing") ? problem : null;
  const told = (said: NamesProblem) =>
    said.code === "names_wrong"
      ? said.wrong
          .map(({ name, trouble }) => t(said.code, { name, why: t(DOMAIN_TROUBLE_WORDS[trouble]) }))
          .join(" ")
      : t(said.code, { ...said });
  return (
    <>
      <FormField
        label={t("names")}
        htmlFor="domain-names"
        required
        hint={t("names_hint") + (most > 1 ? t("names_several", { max: most }) : "")}
        wrong={shown ? told(shown) : undefined}
      >
        <Select
          id="domain-names"
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[" ", ",", "，", "、", ";", "；", "\n"]}
          value={[...form.names]}
          onChange={(entries: string[]) => change({ names: namesOf(entries) })}
        />
      </FormField>
      <FormField label={t("custom_codes")} required hint={t("custom_codes_hint")}>
        <Radio.Group
          aria-label={t("custom_codes")}
          value={form.custom_codes}
          onChange={(event) => change({ custom_codes: event.target.value })}
          options={[true, false].map((yes) => ({ value: yes, label: t(CUSTOM_CODES_WORDS[`${yes}`]) }))}
        />
      </FormField>
      <ProofField proof={proof} label={t("proof")} hint={t("proof_hint")}>
        <Button type="link" icon={<FileTextOutlined />} onClick={saveLetter}>
          {t("letter")}
        </Button>
      </ProofField>
    </>
  );
}

import { FileTextOutlined } from "@ant-design/icons";
import { CUSTOM_CODES_WORDS, DOMAIN_LIMITS, DOMAIN_TROUBLE_WORDS } from "@tidings/shared/links/domains.ts";
import { Button, Radio, Select } from "antd";
import { Labelled } from "../ui/labelled.tsx";
import { useSay, useWords } from "../ui/words.ts";
import { type DomainForm, type NamesProblem, namesOf, namesProblem } from "./domain-form.ts";
import { words } from "./domain-words.ts";
import { saveLetter } from "./letter.ts";
import { ProofField } from "./proof-field.tsx";
import type { ProofChoice } from "./use-proof.ts";

interface DomainFieldsProps {
  readonly form: DomainForm;
  readonly change: (change: Partial<DomainForm>) => void;
  readonly proof: ProofChoice;
  /** The person tried to send it: what is missing is said, too. */
  readonly tried: boolean;
  /** How many domains: one where one is edited. */
  readonly most?: number;
}

/** Table 7-4: the domains, whether links may have codes of one's own, and the proof. */
export function DomainFields({ form, change, proof, tried, most = DOMAIN_LIMITS.names }: DomainFieldsProps) {
  const say = useWords(words);
  const speak = useSay();
  const problem = namesProblem(form.names, most);
  const shown = problem && (tried || problem.code !== "names_missing") ? problem : null;
  const told = (said: NamesProblem) =>
    said.code === "names_wrong"
      ? said.wrong
          .map(({ name, trouble }) => say(said.code, { name, why: speak(DOMAIN_TROUBLE_WORDS[trouble]) }))
          .join(" ")
      : say(said.code, { ...said });
  return (
    <>
      <Labelled
        label={say("names")}
        htmlFor="domain-names"
        required
        hint={say("names_hint") + (most > 1 ? say("names_several", { max: most }) : "")}
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
      </Labelled>
      <Labelled label={say("custom_codes")} required hint={say("custom_codes_hint")}>
        <Radio.Group
          aria-label={say("custom_codes")}
          value={form.custom_codes}
          onChange={(event) => change({ custom_codes: event.target.value })}
          options={[true, false].map((yes) => ({ value: yes, label: speak(CUSTOM_CODES_WORDS[`${yes}`]) }))}
        />
      </Labelled>
      <ProofField proof={proof} label={say("proof")} hint={say("proof_hint")}>
        <Button type="link" icon={<FileTextOutlined />} onClick={saveLetter}>
          {say("letter")}
        </Button>
      </ProofField>
    </>
  );
}

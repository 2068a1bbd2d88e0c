import { Input } from "antd";
import { useTranslations } from "../ui/words.ts";
import { Field } from "./field.tsx";
import { NAME_MISSING, nameFinding } from "./name.ts";
import { contentWords } from "./words.ts";

interface NameFieldProps {
  readonly name: string;
  readonly set: (name: string) => void;
  readonly hint: string;
  /** It was handed in once, so that what is missing is told too. */
  readonly tried: boolean;
}

/** The name of a template. */
export function NameField({ name, set, hint, tried }: NameFieldProps) {
  const t = useTranslations(contentWords);
  const problem = nameFinding(name);
  return (
    <Field
      label={t("name")}
      required
      hint={hint}
      htmlFor="template-name"
      path="name"
      findings={problem && (tried || problem !== NAME_MISSING) ? [problem] : []}
    >
      <Input
        id="template-name"
        maxLength={64}
        showCount
        value={name}
        onChange={({ target }) => set(target.value)}
      />
    </Field>
  );
}

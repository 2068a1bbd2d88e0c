import type { AccountProblem } from "@tidings/shared/accounts/problems.ts";
import type { AccountField } from "@tidings/shared/accounts/schema.ts";
import { Input, Select, Switch } from "antd";
import { Moment } from "../ui/date.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { asSentence, PictureField, type StoredPicture } from "./picture-field.tsx";
import { SignaturesInput } from "./signatures-input.tsx";
import { words } from "./words.ts";

/** What every field of a form of accounts is given. */
export interface FormPart<Value> {
  readonly value: Value;
  /** Takes what is to become of the value that stands then: a picture is read while one types on. */
  readonly change: (edit: (before: Value) => Value) => void;
  readonly problems: readonly AccountProblem[];
  /** Somebody wanted to go on: what is missing is said. */
  readonly tried: boolean;
}

interface FieldsProps {
  readonly fields: readonly AccountField[];
  readonly values: object;
  readonly set: (name: string, value: unknown) => void;
  readonly problems: readonly AccountProblem[];
  readonly tried: boolean;
  /** Where the fields stand: `menus[0].` */
  readonly at?: string;
  /** What is said under a field in place of what it takes. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** The words of what is wrong at a place of the content. */
export function useWrong(problems: readonly AccountProblem[], tried: boolean) {
  const t = useTranslations();
  return (path: string): string | undefined => {
    const found = problems.find((one) => one.path === path && (tried || !one.missing));
    return found && t(found.words);
  };
}

/** The fields of one place of the schema (shared/src/accounts/fields.ts), each with what it takes and what is wrong with it. */
export function AccountFields({ fields, values, set, problems, tried, at = "", hints = {} }: FieldsProps) {
  const wrong = useWrong(problems, tried);
  const all = values as Readonly<Record<string, unknown>>;
  return fields.map((field) => (
    <OneField
      key={field.name}
      id={`account-${at}${field.name}`.replace(/[[\].]+/g, "-")}
      field={field}
      value={all[field.name]}
      change={(value) => set(field.name, value)}
      wrong={wrong(at + field.name)}
      hint={hints[field.name]}
    />
  ));
}

interface OneFieldProps {
  readonly id: string;
  readonly field: AccountField;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly wrong: string | undefined;
  readonly hint: string | undefined;
}

function OneField({ id, field, value, change, wrong, hint }: OneFieldProps) {
  const t = useTranslations(words);
  const { label, takes, kind, required, max, values = {} } = field;
  const typed = typeof value === "string" ? value : "";
  if (kind === "picture")
    return (
      <PictureField id={id} field={field} value={value as StoredPicture} change={change} wrong={wrong} />
    );
  const control = () => {
    switch (kind) {
      case "flag":
        return <Switch id={id} aria-label={t(label)} checked={value === true} onChange={change} />;
      case "choice":
        return (
          <Select
            id={id}
            allowClear
            placeholder={t("none")}
            value={typed || undefined}
            onChange={(next) => change(next ?? null)}
            options={Object.entries(values).map(([key, of]) => ({ value: key, label: t(of) }))}
          />
        );
      case "signatures":
        return (
          <SignaturesInput id={id} most={max} value={(value ?? []) as readonly string[]} change={change} />
        );
      case "time":
        return <Moment id={id} value={typed} change={(at) => change(at ?? "")} />;
      case "long":
        return (
          <Input.TextArea
            id={id}
            rows={3}
            showCount
            maxLength={max}
            value={typed}
            onChange={(event) => change(event.target.value)}
          />
        );
      default:
        return <Input id={id} value={typed} onChange={(event) => change(event.target.value)} />;
    }
  };
  const said = !["text", "long", "time", "flag", "choice"].includes(kind);
  return (
    <FormField
      label={t(label)}
      htmlFor={id}
      required={required}
      hint={hint ?? (said ? t(asSentence(takes)) : undefined)}
      wrong={wrong}
    >
      {control()}
    </FormField>
  );
}

import { type OwnField, type OwnValues, ownInput } from "@tidings/shared/own/fields.ts";
import { isMissing, problemOf } from "@tidings/shared/resource/form_values.ts";
import { FormInput } from "../resource/input.tsx";
import { useTranslations } from "../words.ts";

interface OwnInputsProps {
  readonly definitions: readonly OwnField[];
  readonly values: OwnValues;
  /** The values as they are stored: a retired choice may stay. */
  readonly stored?: OwnValues;
  readonly change: (values: OwnValues) => void;
  /** It was handed in: what is missing is said. */
  readonly tried: boolean;
}

/** What a form asks for beside its own inputs: the fields that the enterprise has added and uses (FLD-1). */
export function OwnInputs({ definitions, values, stored = {}, change, tried }: OwnInputsProps) {
  const t = useTranslations();
  const set = (key: string, next: unknown) => change({ ...values, [key]: next });
  return definitions
    .filter(({ state }) => state === "active")
    .map((of) => {
      const asked = ownInput(of, true, stored[of.key]);
      const value = values[of.key];
      const problem = problemOf(asked, value);
      return (
        <FormInput
          key={of.key}
          id={`own-${of.key}`}
          asked={asked}
          value={value ?? (of.kind === "count" || of.kind === "flag" ? null : "")}
          values={values}
          change={(next) => set(of.key, next)}
          changeOther={set}
          wrong={problem && (tried || !isMissing(asked, value)) ? t(problem) : undefined}
        />
      );
    });
}

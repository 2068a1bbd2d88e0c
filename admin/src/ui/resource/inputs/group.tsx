import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { useTranslations } from "../../words.ts";
import { useForm } from "../form-context.ts";

interface GroupInputProps {
  readonly asked: Input<"group">;
  readonly path: string;
  readonly value: unknown;
  readonly edit: (change: (before: unknown) => unknown) => void;
}

/** Several inputs that are one value. */
export function GroupInput({ asked, path, value, edit }: GroupInputProps) {
  const t = useTranslations();
  const { Fields } = useForm();
  return (
    <fieldset aria-label={t(asked.label)} className="form-inside">
      <Fields
        inputs={asked.inputs}
        values={(value ?? {}) as FormValues}
        edit={(name, change) =>
          edit((before) => {
            const values = (before ?? {}) as FormValues;
            return { ...values, [name]: change(values[name]) };
          })
        }
        at={`${path}.`}
      />
    </fieldset>
  );
}

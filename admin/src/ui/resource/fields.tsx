import { askedOf, leadsOf } from "@tidings/shared/resource/form_values.ts";
import { type FieldsProps, useForm } from "./form-context.ts";
import { FormInput } from "./input.tsx";

/** `menus[0].name` as a part of an id. */
const inId = (path: string) => path.replace(/[[\].]+/g, "-");

/** The inputs of a form, a group or an entry, each with its label, hint and what is wrong with it. */
export function Fields({ inputs, values, edit, at = "", only }: FieldsProps) {
  const { id, row, slots, proofs, wrong, prefill } = useForm();
  const leads = leadsOf({ inputs });
  return askedOf({ inputs }, values, row)
    .filter(([name]) => only?.has(name) ?? true)
    .map(([name, asked]) => {
      const path = `${at}${name}`;
      const change = (value: unknown) => edit(name, () => value);
      return (
        <FormInput
          key={name}
          id={`${id}-${inId(path)}`}
          path={path}
          asked={asked}
          value={values[name]}
          change={change}
          edit={(next) => edit(name, next)}
          prefill={at === "" ? (value) => prefill(name, value) : change}
          values={values}
          row={row}
          changeOther={(other, value) => edit(other, () => value)}
          slot={slots?.[path.replace(/\[\d+\]/g, "")]}
          leads={leads.has(name)}
          wrong={wrong(path)}
          proof={at === "" ? proofs[name] : undefined}
        />
      );
    });
}

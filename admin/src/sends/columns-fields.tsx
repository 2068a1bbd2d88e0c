import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { headingsOf } from "@tidings/shared/numbers/columns.ts";
import { Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";
import type { StepProps } from "./step.ts";

/** Which columns of the file fill the parameters that no column is called as (SND-1). Guesses are filled in, to be checked. */
export function ColumnsFields({ form, change, choices }: Pick<StepProps, "form" | "change" | "choices">) {
  const t = useTranslations(words);
  const { file, parameters, columns, gaps } = choices;
  if (form.audience !== "file" || !file) return null;
  const headings = headingsOf(file);
  const open = parameters.filter((name) => !headings.includes(name));
  return (
    <>
      {open.length > 0 && (
        <FormField label={t("columns")} hint={t("columns_hint")}>
          <div className="typed-params" data-testid="columns">
            <table>
              <tbody>
                {open.map((name) => (
                  <tr key={name}>
                    <td className="mono">{name}</td>
                    <td>
                      <Select
                        aria-label={t("column_of", { name })}
                        style={{ minWidth: 200 }}
                        placeholder={t("column_choose")}
                        value={valueAt(columns, name)}
                        onChange={(heading) => change({ columns: { ...form.columns, [name]: heading } })}
                        options={headings.map((heading) => ({ value: heading, label: heading }))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </FormField>
      )}
      {gaps.length > 0 && <p className="faint">{t("gaps", { names: gaps.join("、") })}</p>}
    </>
  );
}

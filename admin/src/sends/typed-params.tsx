import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { Input } from "antd";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { MAX_TYPED, type SendForm, typedRows } from "./form.ts";

interface TypedParamsProps {
  readonly form: SendForm;
  readonly change: (part: Partial<SendForm>) => void;
  readonly parameters: readonly string[];
}

/** The parameter values of typed numbers: a row per number, or one for all of a group; a field per parameter. */
export function TypedParams({ form, change, parameters }: TypedParamsProps) {
  const t = useTranslations(words);
  const rows = typedRows(form).slice(0, MAX_TYPED);
  if (parameters.length === 0 || rows.length === 0) return null;
  return (
    <div className="typed-params">
      <table>
        <thead>
          <tr>
            <th>{t("typed")}</th>
            {parameters.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, phone }) => (
            <tr key={key}>
              <td className={phone === null ? undefined : "mono"}>{phone ?? t("all_numbers")}</td>
              {parameters.map((name) => (
                <td key={name}>
                  <Input
                    aria-label={t("parameter_of", { phone: phone ?? t("all_numbers"), name })}
                    maxLength={1000}
                    value={valueAt(form.params[key], name) ?? ""}
                    onChange={(event) =>
                      change({
                        params: {
                          ...form.params,
                          [key]: { ...form.params[key], [name]: event.target.value },
                        },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

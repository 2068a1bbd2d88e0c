import { Input } from "antd";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { MAX_TYPED, type SendForm, typedNumbers } from "./form.ts";

interface TypedParamsProps {
  readonly form: SendForm;
  readonly change: (part: Partial<SendForm>) => void;
  readonly parameters: readonly string[];
}

/** The parameter values of typed numbers: a row per number, a field per parameter. */
export function TypedParams({ form, change, parameters }: TypedParamsProps) {
  const t = useTranslations(words);
  const phones = typedNumbers(form.typed).phones.slice(0, MAX_TYPED);
  if (parameters.length === 0 || phones.length === 0) return null;
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
          {phones.map((phone) => (
            <tr key={phone}>
              <td className="mono">{phone}</td>
              {parameters.map((name) => (
                <td key={name}>
                  <Input
                    aria-label={t("parameter_of", { phone, name })}
                    maxLength={1000}
                    value={form.params[phone]?.[name] ?? ""}
                    onChange={(event) =>
                      change({
                        params: {
                          ...form.params,
                          [phone]: { ...form.params[phone], [name]: event.target.value },
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

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import { exampleParams } from "@tidings/shared/templates/content.ts";
import { Card, Input } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useEditing } from "./context.ts";
import { Field } from "./field.tsx";
import { withExample } from "./value.ts";

/** An example value for each used parameter, for the preview and for reviewers. */
export function ParameterFields({ names }: { names: readonly string[] }) {
  const t = useTranslations(words);
  const { content, change, findings, tried } = useEditing();
  const examples = exampleParams(content);
  return (
    <Card title={t("params_title")}>
      <p className="faint">{t("params_hint", { place: "${name}" })}</p>
      {names.length === 0 && <span className="faint">{t("params_none")}</span>}
      <div className="pair">
        {names.map((name) => (
          <Field
            key={name}
            label={<span className="mono">{`\${${name}}`}</span>}
            required
            htmlFor={`parameter-${name}`}
            findings={findings.filter(
              (finding) =>
                tried &&
                ((finding.path.startsWith("params") && finding.words.zh.includes(`「${name}」`)) ||
                  finding.path === `params.${name}`),
            )}
          >
            <Input
              id={`parameter-${name}`}
              placeholder={t("example")}
              value={examples[name] ?? ""}
              onChange={(event) => {
                const { params } = withExample(content, name, event.target.value);
                change("params", () => params);
              }}
            />
          </Field>
        ))}
      </div>
    </Card>
  );
}

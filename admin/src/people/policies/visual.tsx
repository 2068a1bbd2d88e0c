import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { StatementFields } from "./statement-fields.tsx";
import { NEW_STATEMENT, textOf, type VisualStatement, visualOf } from "./visual-policy.ts";
import { words } from "./words.ts";
import "./policies.css";

interface VisualProps {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** A policy as fields: effect, service, operations, resource and condition of each statement (§11.2). */
export function Visual({ text, change }: VisualProps) {
  const t = useTranslations(words);
  // Statements have no name but their place: after one is removed, the fields of all begin anew.
  const [removed, setRemoved] = useState(0);
  const statements = visualOf(text);
  if (statements === null)
    return <Alert type="warning" showIcon message={t("not_visual")} description={t("not_visual_how")} />;
  const write = (next: readonly VisualStatement[]) => change(textOf(next));
  return (
    <div className="policy-editor" data-testid="policy-visual">
      {statements.map((statement, at) => (
        <StatementFields
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={`${removed} ${at}`}
          place={at + 1}
          statement={statement}
          change={(next) => write(statements.map((one, other) => (other === at ? next : one)))}
          remove={
            statements.length === 1
              ? null
              : () => {
                  setRemoved((count) => count + 1);
                  write(statements.filter((_, other) => other !== at));
                }
          }
        />
      ))}
      <Button icon={<PlusOutlined />} onClick={() => write([...statements, NEW_STATEMENT])}>
        {t("add_statement")}
      </Button>
      {statements.every(({ effect }) => effect === "Deny") && (
        <Alert type="info" showIcon message={t("no_effect")} />
      )}
    </div>
  );
}

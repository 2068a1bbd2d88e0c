import { approvalRule } from "@tidings/shared/approval-rules/approval_rule.ts";
import { drawable, type Row } from "@tidings/shared/resource/define.ts";
import { type FormValues, inputOf, problemOf } from "@tidings/shared/resource/form_values.ts";
import { Button, Card } from "antd";
import { useEffect } from "react";
import { useRows } from "../../ui/data.ts";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { useTranslations } from "../../ui/words.ts";
import { TriedSends, useTrial } from "./trial.tsx";
import { TryCard } from "./try-card.tsx";
import { words } from "./words.ts";

/** Approval rules: declared, but for their trial against what was sent. */
export const approvalRules: DrawnResource = {
  of: approvalRule,
  slots: { After: TryCard, Below: DraftTrial },
};

const FORM = drawable(approvalRule.forms.create);
const MONTH_DAYS = 31;

/** Tries the rule as it is typed, with the other rules, against the last month. */
function DraftTrial({ values, row }: { values: FormValues; row?: Row }) {
  const t = useTranslations(words);
  const { trial, failure, running, run, forget } = useTrial();
  const others = useRows<Row>("approval_rules", {
    filters: row ? [{ field: "id", operator: "ne", value: row.id }] : [],
    select: Object.keys(FORM?.inputs ?? {}).join(", "),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was tried is not what is typed now
  useEffect(() => forget(), [values]);
  if (FORM === null) return null;
  const wrong = Object.entries(FORM.inputs).some(([name, input]) => problemOf(input, values[name]) !== null);
  return (
    <Card size="small" className="form-note">
      <div className="stack">
        <Button
          disabled={wrong}
          loading={running}
          onClick={() => void run(MONTH_DAYS, [...others.rows, inputOf(FORM, values)])}
          data-testid="try-draft"
        >
          {t("try_draft")}
        </Button>
        <TriedSends trial={trial} failure={failure} />
      </div>
    </Card>
  );
}

import { App, Button, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import { type ApprovalRule, EMPTY_RULE, type Group, inputOf, type RuleInput } from "./row.ts";
import { TriedSends, useTrial } from "./trial.tsx";
import { words } from "./words.ts";

interface RuleDialogProps {
  /** null: a new rule. */
  readonly rule: ApprovalRule | null;
  /** The other existing rules, for the trial. */
  readonly others: readonly ApprovalRule[];
  readonly groups: readonly Group[];
  readonly close: () => void;
}

/** The saved row, and how many people may approve by it. */
type SavedRule = ApprovalRule & { readonly able: number };

const MONTH_DAYS = 31;
/** A warning is longer than a success message, so it stays longer. */
const SCARCE_SECONDS = 8;

/** Creates or edits a rule. The draft can be tried against the last month before it is saved. */
export function RuleDialog({ rule, others, groups, close }: RuleDialogProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const create = useVerb<SavedRule>("create_approval_rule");
  const update = useVerb<SavedRule>("update_approval_rule");
  const [input, setInput] = useState<RuleInput>(rule === null ? EMPTY_RULE : inputOf(rule));
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const trial = useTrial();
  const change = (next: Partial<RuleInput>) => {
    setInput({ ...input, ...next });
    setMissing(false);
    trial.forget();
  };

  async function save() {
    if (input.name.trim() === "") {
      setMissing(true);
      return;
    }
    setFailure(null);
    try {
      const { able, approvers } =
        rule === null ? await create.run({ input }) : await update.run({ approval_rule: rule.id, input });
      if (able > approvers) message.success(t("saved", { able }));
      else message.warning(t("saved_scarce", { able }), SCARCE_SECONDS);
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      width={720}
      title={rule === null ? t("create") : rule.name}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={create.running || update.running}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <FormField
        label={t("name")}
        htmlFor="rule-name"
        required
        wrong={missing ? t("name_missing") : undefined}
      >
        <Input
          id="rule-name"
          maxLength={64}
          value={input.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </FormField>
      <Conditions input={input} change={change} groups={groups} />
      <div className="pair">
        <FormField label={t("approvers")} htmlFor="rule-approvers" required>
          <InputNumber
            id="rule-approvers"
            min={1}
            max={5}
            precision={0}
            value={input.approvers}
            onChange={(approvers) => change({ approvers: approvers ?? 1 })}
          />
        </FormField>
        <FormField label={t("group")} htmlFor="rule-group" hint={t("in_force")}>
          <Select
            id="rule-group"
            allowClear
            placeholder={t("group_any")}
            value={input.group_id}
            onChange={(group) => change({ group_id: group ?? null })}
            options={groups.map((group) => ({ value: group.id, label: group.name }))}
          />
        </FormField>
      </div>
      <div className="stack">
        <Button
          className="fit"
          loading={trial.running}
          onClick={() =>
            void trial.run(MONTH_DAYS, [...others.map(inputOf), { ...input, name: input.name || "—" }])
          }
          data-testid="try-draft"
        >
          {t("try_draft")}
        </Button>
        <TriedSends trial={trial.trial} failure={trial.failure} />
        <FailedNote failure={failure} />
      </div>
    </Modal>
  );
}

interface ConditionsProps {
  readonly input: RuleInput;
  readonly change: (next: Partial<RuleInput>) => void;
  readonly groups: readonly Group[];
}

function Conditions({ input, change, groups }: ConditionsProps) {
  const t = useTranslations(words);
  return (
    <div className="pair">
      <FormField label={t("min_audience")} htmlFor="rule-audience" hint={t("min_hint")}>
        <InputNumber
          id="rule-audience"
          className="short"
          min={1}
          precision={0}
          value={input.min_audience}
          onChange={(min_audience) => change({ min_audience })}
        />
      </FormField>
      <FormField label={t("min_units")} htmlFor="rule-units" hint={t("min_hint")}>
        <InputNumber
          id="rule-units"
          className="short"
          min={1}
          precision={0}
          value={input.min_units}
          onChange={(min_units) => change({ min_units })}
        />
      </FormField>
      <FormField label={t("marketing")} htmlFor="rule-marketing">
        <Select
          id="rule-marketing"
          value={String(input.marketing)}
          onChange={(chosen) => change({ marketing: chosen === "null" ? null : chosen === "true" })}
          options={[
            { value: "null", label: t("marketing_any") },
            { value: "true", label: t("marketing_yes") },
            { value: "false", label: t("marketing_no") },
          ]}
        />
      </FormField>
      <FormField label={t("requester")} htmlFor="rule-requester">
        <Select
          id="rule-requester"
          allowClear
          placeholder={t("requester_any")}
          value={input.requester_group_id}
          onChange={(group) => change({ requester_group_id: group ?? null })}
          options={groups.map((group) => ({ value: group.id, label: group.name }))}
        />
      </FormField>
    </div>
  );
}

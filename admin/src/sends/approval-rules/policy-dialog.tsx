import { App, Button, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { Labelled } from "../../ui/labelled.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useVerb } from "../../ui/verb.ts";
import { useWords } from "../../ui/words.ts";
import { type ApprovalPolicy, EMPTY_POLICY, type Group, inputOf, type PolicyInput } from "./row.ts";
import { TriedSends, useTrial } from "./trial.tsx";
import { words } from "./words.ts";

interface PolicyDialogProps {
  /** null: a new one. */
  readonly policy: ApprovalPolicy | null;
  /** The policies that stand beside it. */
  readonly others: readonly ApprovalPolicy[];
  readonly groups: readonly Group[];
  readonly close: () => void;
}

const MONTH_DAYS = 31;
/** A warning is longer than a word of success, so it stands longer. */
const SCARCE_SECONDS = 8;

/** Makes or changes a policy; before it holds it can be tried against the last month. */
export function PolicyDialog({ policy, others, groups, close }: PolicyDialogProps) {
  const say = useWords(words);
  const { message } = App.useApp();
  const { run, running } = useVerb<ApprovalPolicy & { readonly able: number }>("save_approval_rule");
  const [input, setInput] = useState<PolicyInput>(policy === null ? EMPTY_POLICY : inputOf(policy));
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const trial = useTrial();
  const change = (next: Partial<PolicyInput>) => {
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
      const { able, approvers } = await run({ input, policy: policy?.id ?? null });
      if (able > approvers) message.success(say("saved", { able }));
      else message.warning(say("saved_scarce", { able }), SCARCE_SECONDS);
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      width={720}
      title={policy === null ? say("create") : policy.name}
      okText={say("save")}
      cancelText={say("cancel")}
      confirmLoading={running}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <Labelled
        label={say("name")}
        htmlFor="policy-name"
        required
        wrong={missing ? say("name_missing") : undefined}
      >
        <Input
          id="policy-name"
          maxLength={64}
          value={input.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Labelled>
      <Conditions input={input} change={change} groups={groups} />
      <div className="pair">
        <Labelled label={say("approvers")} htmlFor="policy-approvers" required>
          <InputNumber
            id="policy-approvers"
            min={1}
            max={5}
            precision={0}
            value={input.approvers}
            onChange={(approvers) => change({ approvers: approvers ?? 1 })}
          />
        </Labelled>
        <Labelled label={say("group")} htmlFor="policy-group" hint={say("in_force")}>
          <Select
            id="policy-group"
            allowClear
            placeholder={say("group_any")}
            value={input.group_id}
            onChange={(group) => change({ group_id: group ?? null })}
            options={groups.map((group) => ({ value: group.id, label: group.name }))}
          />
        </Labelled>
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
          {say("try_draft")}
        </Button>
        <TriedSends trial={trial.trial} failure={trial.failure} />
        <FailedNote failure={failure} />
      </div>
    </Modal>
  );
}

interface ConditionsProps {
  readonly input: PolicyInput;
  readonly change: (next: Partial<PolicyInput>) => void;
  readonly groups: readonly Group[];
}

function Conditions({ input, change, groups }: ConditionsProps) {
  const say = useWords(words);
  return (
    <div className="pair">
      <Labelled label={say("min_audience")} htmlFor="policy-audience" hint={say("min_hint")}>
        <InputNumber
          id="policy-audience"
          className="short"
          min={1}
          precision={0}
          value={input.min_audience}
          onChange={(min_audience) => change({ min_audience })}
        />
      </Labelled>
      <Labelled label={say("min_units")} htmlFor="policy-units" hint={say("min_hint")}>
        <InputNumber
          id="policy-units"
          className="short"
          min={1}
          precision={0}
          value={input.min_units}
          onChange={(min_units) => change({ min_units })}
        />
      </Labelled>
      <Labelled label={say("marketing")} htmlFor="policy-marketing">
        <Select
          id="policy-marketing"
          value={String(input.marketing)}
          onChange={(chosen) => change({ marketing: chosen === "null" ? null : chosen === "true" })}
          options={[
            { value: "null", label: say("marketing_any") },
            { value: "true", label: say("marketing_yes") },
            { value: "false", label: say("marketing_no") },
          ]}
        />
      </Labelled>
      <Labelled label={say("requester")} htmlFor="policy-requester">
        <Select
          id="policy-requester"
          allowClear
          placeholder={say("requester_any")}
          value={input.requester_group_id}
          onChange={(group) => change({ requester_group_id: group ?? null })}
          options={groups.map((group) => ({ value: group.id, label: group.name }))}
        />
      </Labelled>
    </div>
  );
}

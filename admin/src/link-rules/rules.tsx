import { App, Button, Card, Flex, InputNumber, Switch } from "antd";
import { useState } from "react";
import { useRow } from "../ui/data.ts";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { useTyped } from "../ui/use-typed.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Rules = Pick<RowOf<"enterprises">, "jump_approval" | "group_burst" | "personal_burst">;
/** As they are in the form: a field may be empty. */
type RulesTyped = { readonly [Name in keyof Rules]: Rules[Name] | null };

const MOST = 999_999_999;
const isWhole = (value: number | null) =>
  value !== null && Number.isInteger(value) && value >= 1 && value <= MOST;

/** Link rules of an enterprise (JMP-1, GRD-1): whether jump links need approval, and how many requests a minute are a burst. */
export function LinkRules() {
  const t = useTranslations(words);
  const { id } = useEnterprise();
  const { row, loading, failure, retry } = useRow<RowOf<"enterprises">>("enterprises", id);
  return (
    <Page title={t("title")} note={t("note")}>
      {loading ? (
        <Loading />
      ) : row ? (
        <RulesForm
          key={id}
          rules={{
            jump_approval: row.jump_approval,
            group_burst: row.group_burst,
            personal_burst: row.personal_burst,
          }}
        />
      ) : failure ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <Missing />
      )}
    </Page>
  );
}

function RulesForm({ rules }: { rules: Rules }) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { run, running } = useVerb<Rules>("set_link_rules");
  const { values: form, change, changed } = useTyped<RulesTyped>(rules);
  const [failure, setFailure] = useState<unknown>(null);
  const bursts = ["group_burst", "personal_burst"] as const;
  const good = bursts.every((name) => isWhole(form[name]));

  async function save() {
    setFailure(null);
    try {
      await run({ input: form });
      message.success(t("saved"));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Card className="narrow">
      <FailedNote failure={failure} />
      <FormField label={t("jump_approval")} htmlFor="rule-jump" hint={t("jump_approval_hint")}>
        <Switch
          id="rule-jump"
          checked={form.jump_approval ?? false}
          onChange={(jump_approval) => change({ jump_approval })}
        />
      </FormField>
      {bursts.map((name) => (
        <FormField
          key={name}
          label={t(name)}
          htmlFor={`rule-${name}`}
          required
          hint={t(`${name}_hint`)}
          wrong={isWhole(form[name]) ? undefined : t("whole")}
        >
          <Flex gap={8} align="center">
            <InputNumber
              id={`rule-${name}`}
              className="short"
              precision={0}
              value={form[name]}
              onChange={(value) => change({ [name]: value })}
            />
            {t("per_minute")}
          </Flex>
        </FormField>
      ))}
      <Button
        type="primary"
        disabled={!good || !changed}
        loading={running}
        onClick={() => void save()}
        data-testid="save"
      >
        {t("save")}
      </Button>
    </Card>
  );
}

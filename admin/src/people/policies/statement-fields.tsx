import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { SOURCES, type Source, TRIALS } from "@tidings/shared/people/policy.ts";
import { EFFECT_WORDS, POLICY_SOURCE_WORDS } from "@tidings/shared/people/policy_texts.ts";
import { Button, Card, Flex, Radio, Select } from "antd";
import { useId, useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { optionsOf } from "../../ui/options.ts";
import { useTranslations } from "../../ui/words.ts";
import { ActionLine } from "./action-line.tsx";
import { type ActionGroup, actionsOf, groupsOf, type VisualStatement } from "./visual-policy.ts";
import { words } from "./words.ts";

interface StatementFieldsProps {
  /** 1 for the first. */
  readonly place: number;
  readonly statement: VisualStatement;
  readonly change: (statement: VisualStatement) => void;
  /** Null for the only one. */
  readonly remove: (() => void) | null;
}

const NEW_LINE: ActionGroup = { service: "KooMessage", resource: "", operations: [] };

/** One statement: what it does, with which actions, about which rows and from where. */
export function StatementFields({ place, statement, change, remove }: StatementFieldsProps) {
  const t = useTranslations(words);
  const id = useId();
  const { effect, actions, own, sources, trial } = statement;
  const groups = groupsOf(actions);
  // A line without an operation is no action yet: it is here until one is chosen.
  const [unfinished, setUnfinished] = useState<ActionGroup | null>(groups.length === 0 ? NEW_LINE : null);
  const write = (next: readonly ActionGroup[]) => change({ ...statement, actions: actionsOf(next) });
  return (
    <Card
      size="small"
      title={t("statement", { n: place })}
      extra={
        remove && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("remove_statement", { n: place })}
            onClick={remove}
          />
        )
      }
    >
      <FormField label={t("effect")}>
        <Radio.Group
          aria-label={t("effect")}
          value={effect}
          onChange={(event) => change({ ...statement, effect: event.target.value })}
          options={optionsOf(EFFECT_WORDS, t)}
        />
      </FormField>
      <FormField label={t("actions")} required>
        <Flex vertical gap={8}>
          {groups.map((group, at) => (
            <ActionLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
              key={at}
              group={group}
              change={(next) => {
                if (next.operations.length === 0) {
                  setUnfinished(next);
                  write(groups.filter((_, other) => other !== at));
                } else write(groups.map((one, other) => (other === at ? next : one)));
              }}
              remove={() => write(groups.filter((_, other) => other !== at))}
            />
          ))}
          {unfinished ? (
            <ActionLine
              group={unfinished}
              change={(next) => {
                if (next.operations.length === 0) return setUnfinished(next);
                setUnfinished(null);
                write([...groups, next]);
              }}
              remove={() => setUnfinished(null)}
            />
          ) : (
            <Button
              size="small"
              icon={<PlusOutlined />}
              className="policy-add"
              onClick={() => setUnfinished(NEW_LINE)}
            >
              {t("add_actions")}
            </Button>
          )}
        </Flex>
      </FormField>
      <FormField label={t("own")} hint={own ? t("own_hint") : undefined}>
        <Radio.Group
          aria-label={t("own")}
          value={own}
          onChange={(event) => change({ ...statement, own: event.target.value })}
          options={[
            { value: false, label: t("own_all") },
            { value: true, label: t("own_mine") },
          ]}
        />
      </FormField>
      <FormField label={t("condition")} htmlFor={`${id}-from`}>
        <Select
          id={`${id}-from`}
          mode="multiple"
          placeholder={t("anywhere")}
          value={[...sources]}
          onChange={(chosen: Source[]) => change({ ...statement, sources: chosen })}
          options={SOURCES.map((value) => ({ value, label: t(POLICY_SOURCE_WORDS[value]) }))}
        />
      </FormField>
      <FormField label={t("trial")} hint={trial === null ? undefined : t("trial_hint")}>
        <Radio.Group
          aria-label={t("trial")}
          value={trial}
          onChange={(event) => change({ ...statement, trial: event.target.value })}
          options={[
            { value: null, label: t("trial_either") },
            ...TRIALS.map((value) => ({ value, label: t(`trial_${value}`) })),
          ]}
        />
      </FormField>
    </Card>
  );
}

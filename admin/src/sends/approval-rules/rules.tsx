import { PlusOutlined } from "@ant-design/icons";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Button, Space } from "antd";
import { useState } from "react";
import { useAmount } from "../../ui/amount.ts";
import { useRows, useRowTable } from "../../ui/data.ts";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { isAllowed } from "../../ui/transition.ts";
import { TransitionButtons } from "../../ui/transitions.tsx";
import { useTranslations } from "../../ui/words.ts";
import type { ApprovalRule, Group } from "./row.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { TryCard } from "./try-card.tsx";
import { words } from "./words.ts";

/** The approval rules (APR-1), and what they would have required of recent sends. */
export function ApprovalRules() {
  const t = useTranslations(words);
  const [editing, setEditing] = useState<ApprovalRule | "new" | null>(null);
  const groups = useRows<Group>("groups", { sorters: [{ field: "name", order: "asc" }] });
  const table = useRowTable<ApprovalRule>("approval_rules", {
    sorters: [{ field: "name", order: "asc" }],
    poll: 10_000,
    transitions: "approval_rule",
  });
  const columns = useColumns(groups.rows);
  const create = useMay()("KooMessage:approvalRule:manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")} data-testid="new-rule">
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} note={t("note")} actions={create}>
      <RowTable
        table={table}
        columns={[
          ...columns,
          {
            key: "actions",
            title: "",
            render: (rule) => (
              <RuleActions
                rule={rule}
                transitions={table.transitions[rule.id] ?? []}
                edit={() => setEditing(rule)}
              />
            ),
          },
        ]}
        rowKey={(rule) => rule.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={create} />}
      />
      <TryCard />
      {editing !== null && (
        <RuleDialog
          rule={editing === "new" ? null : editing}
          others={table.rows.filter((one) => editing === "new" || one.id !== editing.id)}
          groups={groups.rows}
          close={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

interface RuleActionsProps {
  readonly rule: ApprovalRule;
  readonly transitions: readonly Transition[];
  readonly edit: () => void;
}

function RuleActions({ rule, transitions, edit }: RuleActionsProps) {
  const t = useTranslations(words);
  if (!transitions.some(({ allowed }) => allowed)) return null;
  return (
    <Space>
      {isAllowed(transitions, "update") && (
        <Button size="small" type="link" onClick={edit} data-verb="update">
          {t("edit")}
        </Button>
      )}
      <TransitionButtons
        small
        transitions={transitions}
        offers={{
          delete: {
            label: t("delete"),
            title: t("delete_title", { name: rule.name }),
            body: t("delete_body"),
            done: t("delete_done"),
            tone: "danger",
          },
        }}
        args={{ approval_rule: rule.id }}
        verbOf={() => "delete_approval_rule"}
      />
    </Space>
  );
}

function useColumns(groups: readonly Group[]): Column<ApprovalRule>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? "—";
  const conditions = (rule: ApprovalRule) => [
    ...(rule.min_audience === null ? [] : [t("when_audience", { count: amount(rule.min_audience) })]),
    ...(rule.min_units === null ? [] : [t("when_units", { count: amount(rule.min_units) })]),
    ...(rule.marketing === null ? [] : [t(rule.marketing ? "when_marketing" : "when_notice")]),
    ...(rule.requester_group_id === null
      ? []
      : [t("when_requester", { group: nameOf(rule.requester_group_id) })]),
  ];
  return [
    { key: "name", title: t("name"), head: true, order: "name", render: (rule) => rule.name },
    {
      key: "when",
      title: t("when"),
      render: (rule) => conditions(rule).join(" · ") || t("when_all"),
    },
    {
      key: "asks",
      title: t("asks"),
      render: (rule) => (
        <b>
          {rule.group_id === null
            ? t("asks_text", { count: rule.approvers })
            : t("asks_group", { count: rule.approvers, group: nameOf(rule.group_id) })}
        </b>
      ),
    },
  ];
}

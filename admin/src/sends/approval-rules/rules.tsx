import { PlusOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useState } from "react";
import { useAmount } from "../../ui/amount.ts";
import { useRows, useRowTable } from "../../ui/data.ts";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import { DeleteButton } from "./delete-button.tsx";
import type { ApprovalRule, Group } from "./row.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { TryCard } from "./try-card.tsx";
import { words } from "./words.ts";

/** The approval rules (APR-1), and what they would have required of recent sends. */
export function ApprovalRules() {
  const t = useTranslations(words);
  const may = useMay();
  const manages = may("KooMessage:approvalRule:manage");
  const [editing, setEditing] = useState<ApprovalRule | "new" | null>(null);
  const groups = useRows<Group>("groups", { sorters: [{ field: "name", order: "asc" }] });
  const table = useRowTable<ApprovalRule>("approval_rules", {
    sorters: [{ field: "name", order: "asc" }],
    poll: 10_000,
  });
  const columns = useColumns(groups.rows);
  const create = manages && (
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
          ...(manages
            ? [
                {
                  key: "actions",
                  title: "",
                  render: (rule: ApprovalRule) => (
                    <Space>
                      <Button size="small" onClick={() => setEditing(rule)}>
                        {t("edit")}
                      </Button>
                      <DeleteButton rule={rule} />
                    </Space>
                  ),
                },
              ]
            : []),
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

import { PlusOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useState } from "react";
import { useAmount } from "../../ui/amount.ts";
import { useRows, useRowTable } from "../../ui/data.ts";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { useWords } from "../../ui/words.ts";
import { DeleteButton } from "./delete-button.tsx";
import { PolicyDialog } from "./policy-dialog.tsx";
import type { ApprovalPolicy, Group } from "./row.ts";
import { TryCard } from "./try-card.tsx";
import { words } from "./words.ts";

/** Who has to approve what (APR-1): the policies, and what they would have asked of recent sends. */
export function ApprovalPolicies() {
  const say = useWords(words);
  const may = useMay();
  const manages = may("KooMessage:approvalRule:manage");
  const [editing, setEditing] = useState<ApprovalPolicy | "new" | null>(null);
  const groups = useRows<Group>("groups", { sorters: [{ field: "name", order: "asc" }] });
  const table = useRowTable<ApprovalPolicy>("approval_rules", {
    sorters: [{ field: "name", order: "asc" }],
    poll: 10_000,
  });
  const columns = useColumns(groups.rows);
  const create = manages && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")} data-testid="new-policy">
      {say("create")}
    </Button>
  );
  return (
    <Page title={say("title")} note={say("note")} actions={create}>
      <RowTable
        table={table}
        columns={[
          ...columns,
          ...(manages
            ? [
                {
                  key: "actions",
                  title: "",
                  render: (policy: ApprovalPolicy) => (
                    <Space>
                      <Button size="small" onClick={() => setEditing(policy)}>
                        {say("edit")}
                      </Button>
                      <DeleteButton policy={policy} />
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
        rowKey={(policy) => policy.id}
        label={say("title")}
        empty={<Empty title={say("empty")} hint={say("empty_hint")} action={create} />}
      />
      <TryCard />
      {editing !== null && (
        <PolicyDialog
          policy={editing === "new" ? null : editing}
          others={table.rows.filter((one) => editing === "new" || one.id !== editing.id)}
          groups={groups.rows}
          close={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

function useColumns(groups: readonly Group[]): Column<ApprovalPolicy>[] {
  const say = useWords(words);
  const amount = useAmount();
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? "—";
  const conditions = (policy: ApprovalPolicy) => [
    ...(policy.min_audience === null ? [] : [say("when_audience", { count: amount(policy.min_audience) })]),
    ...(policy.min_units === null ? [] : [say("when_units", { count: amount(policy.min_units) })]),
    ...(policy.marketing === null ? [] : [say(policy.marketing ? "when_marketing" : "when_notice")]),
    ...(policy.requester_group_id === null
      ? []
      : [say("when_requester", { group: nameOf(policy.requester_group_id) })]),
  ];
  return [
    { key: "name", title: say("name"), head: true, order: "name", render: (policy) => policy.name },
    {
      key: "when",
      title: say("when"),
      render: (policy) => conditions(policy).join(" · ") || say("when_all"),
    },
    {
      key: "asks",
      title: say("asks"),
      render: (policy) => (
        <b>
          {policy.group_id === null
            ? say("asks_text", { count: policy.approvers })
            : say("asks_group", { count: policy.approvers, group: nameOf(policy.group_id) })}
        </b>
      ),
    },
  ];
}

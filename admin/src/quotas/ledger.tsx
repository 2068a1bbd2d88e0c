import { LEDGER_REASON_WORDS, QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Card } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import type { LedgerRow } from "./row.ts";
import { words } from "./words.ts";

/** The ledger (PKG-3): every transfer has two entries that add up to zero. */
export function Ledger() {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const table = useRowTable<LedgerRow>("quota_ledger", {
    sorters: [{ field: "id", order: "desc" }],
    pageSize: 10,
    poll: 4_000,
  });
  const fields: FilterField[] = [
    { name: "kind", kind: "choice", label: t("kind"), options: optionsOf(QUOTA_KIND_WORDS, t) },
    {
      name: "account",
      kind: "choice",
      label: t("account"),
      options: optionsOf(QUOTA_ACCOUNT_WORDS, t),
    },
    { name: "reason", kind: "choice", label: t("reason"), options: optionsOf(LEDGER_REASON_WORDS, t) },
    { name: "at", kind: "time", label: t("at") },
  ];
  const columns: Column<LedgerRow>[] = [
    { key: "at", title: t("at"), render: (row) => clock(row.at, zone, true) },
    {
      key: "reason",
      title: t("reason"),
      head: true,
      render: (row) => t(labelOf(LEDGER_REASON_WORDS, row.reason)),
    },
    {
      key: "account",
      title: t("account"),
      render: (row) => t(labelOf(QUOTA_ACCOUNT_WORDS, row.account)),
    },
    {
      key: "amount",
      title: t("amount"),
      head: true,
      align: "right",
      render: (row) => (
        <span className={row.amount < 0 ? "minus" : "plus"}>
          {row.amount > 0 ? "+" : ""}
          {amount(row.amount)}
        </span>
      ),
    },
    { key: "kind", title: t("kind"), render: (row) => t(QUOTA_KIND_WORDS[row.kind]) },
    {
      key: "holder",
      title: t("holder"),
      render: ({ send_id, task_id }) => {
        if (send_id) return <Link to={`/sends/${send_id}`}>{send_id.slice(0, 8)}</Link>;
        return task_id ? <Link to={`/resolve-tasks/${task_id}`}>{task_id.slice(0, 8)}</Link> : "—";
      },
    },
  ];
  return (
    <Card title={t("ledger")}>
      <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("ledger")}
        compact
        empty={<Empty title={t("ledger_empty")} hint={t("ledger_empty_hint")} />}
      />
    </Card>
  );
}

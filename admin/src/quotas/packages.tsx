import { PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Card } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useRows, useRowTable } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import type { Package, QuotaAccount } from "./row.ts";
import { words } from "./words.ts";

/** The ordered packages, in the order in which they are used up. */
export function Packages() {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const table = useRowTable<Package>("packages", {
    sorters: [{ field: "expires_at", order: "asc" }],
    inAddress: false,
    pageSize: 10,
  });
  const accounts = useRows<QuotaAccount>("quota_accounts", {
    filters: [
      { field: "account", operator: "eq", value: "available" },
      { field: "package_id", operator: "nnull", value: null },
    ],
    poll: 4_000,
  });
  const left = new Map(accounts.rows.map((row) => [row.package_id, row.balance]));
  const columns: Column<Package>[] = [
    { key: "kind", title: t("kind"), head: true, render: (row) => t(QUOTA_KIND_WORDS[row.kind]) },
    { key: "spec", title: t("spec"), render: (row) => t(labelOf(PACKAGE_SPEC_WORDS, row.spec)) },
    { key: "size", title: t("size"), align: "right", render: (row) => amount(row.size) },
    { key: "left", title: t("left"), align: "right", render: (row) => <b>{amount(left.get(row.id))}</b> },
    { key: "paid", title: t("paid"), render: (row) => clock(row.paid_at, zone), wideOnly: true },
    {
      key: "expires",
      title: t("expires"),
      render: (row) =>
        new Date(row.expires_at) > new Date() ? (
          clock(row.expires_at, zone)
        ) : (
          <span className="wrong">{t("expired")}</span>
        ),
    },
  ];
  return (
    <Card title={t("packages")}>
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("packages")}
        compact
        empty={<Empty title={t("empty")} hint={t("empty_hint")} />}
      />
    </Card>
  );
}

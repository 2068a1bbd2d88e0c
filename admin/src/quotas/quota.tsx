import { Card } from "antd";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { AuditButton } from "./audit-button.tsx";
import { BalanceCard } from "./balance-card.tsx";
import { Ledger } from "./ledger.tsx";
import { OrderButton } from "./order.tsx";
import { Packages } from "./packages.tsx";
import type { Balance } from "./row.ts";
import { UsageChart } from "./usage-chart.tsx";
import { words } from "./words.ts";

/** Packages and what is left of them (PKG-1 to PKG-3), the ledger behind them, and the order of a new one. */
export function Quota() {
  const t = useTranslations(words);
  const may = useMay();
  const balances = useRows<Balance>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  const order = may("KooMessage:quota:order") && <OrderButton />;
  return (
    <Page
      title={t("title")}
      note={t("note")}
      actions={
        <>
          <AuditButton />
          {order}
        </>
      }
    >
      {balances.loading ? (
        <Loading />
      ) : balances.failure && balances.rows.length === 0 ? (
        <Failed failure={balances.failure} retry={balances.retry} />
      ) : balances.rows.length === 0 ? (
        <Card>
          <Empty title={t("empty")} hint={t("empty_hint")} action={order} />
        </Card>
      ) : (
        <>
          <div className="grid">
            {balances.rows.map((balance) => (
              <BalanceCard key={balance.kind} balance={balance} />
            ))}
          </div>
          {may("KooMessage:report:list") && <UsageChart />}
          <Packages />
          <Ledger />
        </>
      )}
    </Page>
  );
}

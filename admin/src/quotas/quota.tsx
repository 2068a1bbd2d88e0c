import { ShoppingCartOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { useState } from "react";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { AuditButton } from "./audit-button.tsx";
import { BalanceCard } from "./balance-card.tsx";
import { Ledger } from "./ledger.tsx";
import { OrderDialog } from "./order.tsx";
import { Orders } from "./orders.tsx";
import { Packages } from "./packages.tsx";
import { PriceList } from "./price-list.tsx";
import type { Balance } from "./row.ts";
import { UsageChart } from "./usage-chart.tsx";
import type { OfferRow } from "./use-price-list.ts";
import { words } from "./words.ts";

/** Packages and what is left of them (PKG-1 to PKG-3), the price list, the orders made of it, and the ledger behind it all. */
export function Quota() {
  const t = useTranslations(words);
  const may = useMay();
  const balances = useRows<Balance>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  // The offer that the order begins with; null: the first of the list.
  const [ordering, setOrdering] = useState<{ offer: OfferRow | null } | null>(null);
  const order = may("KooMessage:quota:order") && (
    <Button type="primary" icon={<ShoppingCartOutlined />} onClick={() => setOrdering({ offer: null })}>
      {t("order")}
    </Button>
  );
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
        </>
      )}
      <PriceList order={(offer) => setOrdering({ offer })} />
      <Orders />
      {balances.rows.length > 0 && (
        <>
          <Packages />
          <Ledger />
        </>
      )}
      {ordering && <OrderDialog first={ordering.offer} close={() => setOrdering(null)} />}
    </Page>
  );
}

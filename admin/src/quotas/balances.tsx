import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { BalanceCard } from "./balance-card.tsx";
import { UsageChart } from "./usage-chart.tsx";

/** What is left of each kind (PKG-2, PKG-3), and how much was used by day; above the packages. */
export function Balances() {
  const may = useMay();
  const { rows, loading, failure, retry } = useRows<RowOf<"quota_balances">>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  if (loading) return <FactsSkeleton />;
  if (failure && rows.length === 0) return <Failed failure={failure} retry={retry} />;
  if (rows.length === 0) return null;
  return (
    <div className="stack">
      <div className="grid">
        {rows.map((balance) => (
          <BalanceCard key={balance.kind} balance={balance} />
        ))}
      </div>
      {may("KooMessage:report:list") && <UsageChart />}
    </div>
  );
}

import { COLORS } from "@tidings/shared/ground/colors.ts";
import { QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS, RUNS_OUT_WORDS } from "@tidings/shared/quotas/words.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useRows } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Usage = RowOf<"quota_balances">;

const INKS = { available: COLORS.good, reserved: COLORS.moving, used: COLORS.ended } as const;

/** What is left of the packages, by kind, with a link to order more. */
export function PackageUsage() {
  const t = useTranslations(words);
  const amount = useAmount();
  const order = useMay()("KooMessage:quota:order") && <LinkButton to="/orders/new">{t("order")}</LinkButton>;
  const { rows, loading, failure, retry } = useRows<Usage>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  return (
    <Card title={t("packages")} extra={<Link to="/quota">{t("all")}</Link>}>
      {loading ? (
        <FactsSkeleton />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Empty drawing="chart" title={t("packages_none")} hint={t("packages_none_hint")} action={order} />
      ) : (
        <Flex vertical gap={18}>
          {rows.map((row) => (
            <div key={row.kind}>
              <Flex justify="space-between" gap={8} wrap className="usage-head">
                <b>{t(QUOTA_KIND_WORDS[row.kind])}</b>
                <span className="faint">
                  {t("left", { available: Number(row.available), granted: Number(row.granted) })}
                  {Number(row.payg_used) > 0 && ` · ${t("payg", { count: Number(row.payg_used) })}`}
                  {Number(row.unpaid) > 0 && ` · ${t("unpaid", { count: Number(row.unpaid) })}`}
                </span>
              </Flex>
              <StackedBar
                total={Number(row.granted)}
                label={t(QUOTA_KIND_WORDS[row.kind])}
                format={amount}
                shares={(["available", "reserved", "used"] as const).map((place) => ({
                  key: place,
                  label: t(QUOTA_ACCOUNT_WORDS[place]),
                  value: Number(row[place]),
                  color: INKS[place],
                  moving: place === "reserved",
                }))}
              />
              {row.runs_out_on && <div className="faint">{t(RUNS_OUT_WORDS, { day: row.runs_out_on })}</div>}
            </div>
          ))}
          <div>{order}</div>
        </Flex>
      )}
    </Card>
  );
}

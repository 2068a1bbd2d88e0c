import { COLORS } from "@tidings/shared/ground/colors.ts";
import { QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { Alert, Card, Statistic } from "antd";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useEnterprise } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const INKS = {
  available: COLORS.good,
  reserved: COLORS.moving,
  used: COLORS.ended,
  expired: COLORS.wrong,
} as const;

/** One kind of quota: left, reserved and used, over all its packages. */
export function BalanceCard({ balance }: { balance: RowOf<"quota_balances"> }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const places = ["available", "reserved", "used", "expired"] as const;
  return (
    <Card data-kind={balance.kind}>
      <div className="stack">
        <Statistic
          title={t(QUOTA_KIND_WORDS[balance.kind])}
          value={amount(balance.available)}
          suffix={<span className="faint">{t("available_of", { granted: balance.granted })}</span>}
        />
        <StackedBar
          total={Number(balance.granted)}
          label={t(QUOTA_KIND_WORDS[balance.kind])}
          format={amount}
          shares={places.map((place) => ({
            key: place,
            label: t(QUOTA_ACCOUNT_WORDS[place]),
            value: Number(balance[place]),
            color: INKS[place],
            moving: place === "reserved",
          }))}
        />
        {balance.low && (
          <Alert
            type="warning"
            showIcon
            message={t(balance.low === "days" ? "low_days" : "low_share")}
            data-testid="quota-low"
          />
        )}
        {Number(balance.unpaid) > 0 && (
          <Alert
            type="warning"
            showIcon
            message={t("unpaid", { count: Number(balance.unpaid) })}
            data-testid="quota-unpaid"
          />
        )}
        {balance.runs_out_on && (
          <span data-testid="runs-out">
            {t("runs_out", {
              day: balance.runs_out_on,
              count: Math.round(Number(balance.used_14d) / 14),
            })}
          </span>
        )}
        <span className="faint">
          {[
            balance.next_expiry && t("next_expiry", { at: clock(balance.next_expiry, zone).slice(0, 10) }),
            Number(balance.payg_used) > 0 && t("payg", { count: Number(balance.payg_used) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
    </Card>
  );
}

import { COLORS } from "@tidings/shared/ground/colors.ts";
import { Card } from "antd";
import { useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { useRows } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Failed } from "../ui/states.tsx";
import { lastDays, today } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Day = RowOf<"report_days">;

/** The units used each day. A unit is used when its card is shown. */
export function UsageChart() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const days = useMemo(() => lastDays(today(zone), 30), [zone]);
  const { rows, failure, retry } = useRows<Day>("report_days", {
    filters: [{ field: "day", operator: "gte", value: days[0] }],
    poll: 10_000,
  });
  const axis = useMemo(() => days.map((day) => day.slice(5)), [days]);
  const name = t("used");
  const series = useMemo(() => {
    const used = new Map(rows.map((row) => [row.day, Number(row.resolutions)]));
    return [{ name, color: COLORS.main, values: days.map((day) => used.get(day) ?? 0) }];
  }, [rows, days, name]);
  return (
    <Card title={t("chart")}>
      {failure ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <Chart axis={axis} series={series} label={t("chart")} height={200} />
      )}
    </Card>
  );
}

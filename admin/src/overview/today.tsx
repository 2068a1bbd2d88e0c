import { Card, Statistic } from "antd";
import { useMemo } from "react";
import { useAmount } from "../ui/amount.ts";
import { Chart } from "../ui/chart.tsx";
import { useRows } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty, Failed } from "../ui/states.tsx";
import { lastDays, today } from "../ui/time.ts";
import { COLORS } from "../ui/tokens.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Day = RowOf<"report_days">;

/** Today's sends and the resolutions of all links, and the last seven days as a chart. */
export function Today() {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const now = today(zone);
  const days = useMemo(() => lastDays(now, 7), [now]);
  const { rows, failure, retry, loading } = useRows<Day>("report_days", {
    filters: [{ field: "day", operator: "gte", value: days[0] }],
    poll: 4_000,
  });
  const day = rows.find((row) => row.day === now);
  const tiles = [
    { key: "submitted", value: day?.submission_count },
    { key: "delivered", value: day?.delivered },
    { key: "failed", value: day && lost(day) },
    { key: "resolved", value: day?.resolutions },
  ] as const;
  return (
    <Card>
      <div className="today">
        <div className="today-tiles">
          {tiles.map((tile) => (
            <Statistic
              key={tile.key}
              loading={loading}
              title={`${t("today")} · ${t(tile.key)}`}
              value={amount(failure && rows.length === 0 ? null : (tile.value ?? 0))}
            />
          ))}
        </div>
        {failure && rows.length === 0 ? (
          <Failed failure={failure} retry={retry} />
        ) : rows.length === 0 && !loading ? (
          <Empty title={t("week_empty")} hint={t("week_empty_hint")} />
        ) : (
          <Week days={days} rows={rows} />
        )}
      </div>
      <p className="faint today-note">{t("days_note")}</p>
    </Card>
  );
}

function Week({ days, rows }: { days: readonly string[]; rows: readonly Day[] }) {
  const t = useTranslations(words);
  const axis = useMemo(() => days.map((day) => day.slice(5)), [days]);
  const [delivered, failed, resolved] = [t("delivered"), t("failed"), t("resolved")];
  const series = useMemo(() => {
    const byDay = new Map(rows.map((row) => [row.day, row]));
    const of = (count: (row: Day) => number) =>
      days.map((day) => {
        const row = byDay.get(day);
        return row ? count(row) : 0;
      });
    return [
      { name: delivered, color: COLORS.good, stack: "sent", values: of((row) => Number(row.delivered)) },
      { name: failed, color: COLORS.bad, stack: "sent", values: of(lost) },
      {
        name: resolved,
        color: COLORS.seen,
        kind: "line" as const,
        values: of((row) => Number(row.resolutions)),
      },
    ];
  }, [rows, days, delivered, failed, resolved]);
  return <Chart axis={axis} series={series} label={t("week")} height={180} />;
}

function lost(day: Day): number {
  return Number(day.failed) + Number(day.expired) + Number(day.timed_out) + Number(day.unknown);
}

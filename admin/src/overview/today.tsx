import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import {
  WEEK_FIGURE_NAMES,
  WEEK_FIGURES,
  WEEK_WORDS,
  weekOf,
  weekStart,
} from "@tidings/shared/reports/week.ts";
import { Card, Statistic } from "antd";
import { useMemo } from "react";
import { useAmount } from "../ui/amount.ts";
import { Chart } from "../ui/chart.tsx";
import { useRows } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty, Failed } from "../ui/states.tsx";
import { today } from "../ui/time.ts";

import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Day = RowOf<"report_days">;

/** Today's sends and the resolutions of all links, and the last seven days as a chart. */
export function Today() {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const now = today(zone);
  const { rows, failure, retry, loading } = useRows<Day>("report_days", {
    filters: [{ field: "day", operator: "gte", value: weekStart(now) }],
    poll: 4_000,
  });
  const week = useMemo(() => weekOf(now, rows), [now, rows]);
  const unknown = failure && rows.length === 0;
  return (
    <Card>
      <div className="today">
        <div className="today-tiles">
          {WEEK_FIGURE_NAMES.map((name) => (
            <Statistic
              key={name}
              title={t(WEEK_WORDS.today, { figure: t(WEEK_FIGURES[name].label) })}
              // What antd draws meanwhile is a heading without a text.
              value={amount(unknown || loading ? null : week.today(name))}
            />
          ))}
        </div>
        {unknown ? (
          <Failed failure={failure} retry={retry} />
        ) : rows.length === 0 && !loading ? (
          <Empty drawing="chart" title={t("week_empty")} hint={t("week_empty_hint")} />
        ) : (
          <Week of={week} />
        )}
      </div>
      <p className="faint today-note">{t(WEEK_WORDS.note)}</p>
    </Card>
  );
}

function Week({ of: { days, drawn } }: { of: ReturnType<typeof weekOf> }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const axis = useMemo(() => days.map((day) => day.slice(5)), [days]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language
  const series = useMemo(
    () =>
      drawn.map(({ label, tone, line, values }) => ({
        name: t(label),
        color: FIGURE_COLORS[tone],
        values,
        ...(line ? { kind: "line" as const } : { stack: "all" }),
      })),
    [drawn, locale],
  );
  return <Chart axis={axis} series={series} label={t(WEEK_WORDS.title)} height={180} />;
}

import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { RATE } from "@tidings/shared/reports/aim.ts";
import { COST_UNKNOWN, costOf, costText, SPENT } from "@tidings/shared/reports/spending.ts";
import {
  deliveredShare,
  twoWeeks,
  WEEK_DAYS,
  WEEK_FIGURE_NAMES,
  WEEK_FIGURES,
  WEEK_WORDS,
  type WeekLine,
  weekOf,
  weekStart,
} from "@tidings/shared/reports/week.ts";
import { Card } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { Chart } from "../ui/chart.tsx";
import { useRows } from "../ui/data.ts";
import { useEnterprise, useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { useSpending } from "../ui/spending.ts";
import { Empty, Failed } from "../ui/states.tsx";
import { today } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";
import "./today.css";

type Day = RowOf<"report_days">;

/** How the last seven days went: the delivery rate beside that of the seven before, the cost of the month so far, what is left, each day's figures. */
export function Today() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const now = today(zone);
  const { rows, failure, retry, loading } = useRows<Day>("report_days", {
    filters: [{ field: "day", operator: "gte", value: dayPlus(weekStart(now), -WEEK_DAYS) }],
    poll: 4_000,
  });
  return (
    <Card data-testid="today">
      {loading ? (
        <FactsSkeleton rows={8} />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <>
          <Heads now={now} rows={rows} />
          <Week now={now} rows={rows} />
          <p className="faint today-note">{t(WEEK_WORDS.note)}</p>
        </>
      )}
    </Card>
  );
}

interface DaysProps {
  readonly now: string;
  readonly rows: readonly Day[];
}

/** The figures that come first. */
function Heads({ now, rows }: DaysProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { week, before } = twoWeeks(now, rows);
  const [rate, then] = [deliveredShare(week), deliveredShare(before)];
  const month = useSpending({ first: `${now.slice(0, 8)}01`, last: now, period: "total" });
  return (
    <dl className="today-heads">
      <Head
        label={`${t(RATE.label)} · ${t(WEEK_WORDS.title)}`}
        value={rate === null ? "—" : `${rate} %`}
        note={then === null ? t("rate_none_before") : t("rate_before", { rate: `${then} %` })}
      />
      <Head
        label={`${t(SPENT)} · ${t("month")}`}
        value={month ? costText(month.total_fen, month, locale) : "—"}
        note={month?.total_fen === null && t(COST_UNKNOWN.no_price)}
      />
      {useMay()("KooMessage:quota:list") && <UnitsLeft />}
    </dl>
  );
}

/** What is left of the packages: the kind that most of an enterprise's sends use first, the others beside it. */
function UnitsLeft() {
  const t = useTranslations(words);
  const amount = useAmount();
  const { rows } = useRows<RowOf<"quota_balances">>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  const [first, ...others] = rows;
  if (!first) return null;
  return (
    <Head
      label={t("units_left", { kind: t(QUOTA_KIND_WORDS[first.kind]) })}
      value={<Link to="/quota">{amount(Number(first.available))}</Link>}
      note={others
        .map(({ kind, available }) => `${t(QUOTA_KIND_WORDS[kind])} ${amount(Number(available))}`)
        .join(" · ")}
    />
  );
}

function Head({ label, value, note }: { label: string; value: ReactNode; note: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="figure">{value}</dd>
      <dd className="faint">{note}</dd>
    </div>
  );
}

/** Each figure of today and of the week, and the week as a chart. */
function Week({ now, rows }: DaysProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const spending = useSpending({ first: weekStart(now), last: now, period: "day" });
  const { week } = twoWeeks(now, rows);
  const of = useMemo(() => weekOf(now, rows), [now, rows]);
  const axis = useMemo(() => of.days.map((day) => day.slice(5)), [of]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language
  const series = useMemo(
    () =>
      of.drawn.map(({ label, tone, line, values }) => ({
        name: t(label),
        color: FIGURE_COLORS[tone],
        values,
        ...(line ? { kind: "line" as const } : { stack: "all" }),
      })),
    [of, locale],
  );
  const share = (lines: readonly WeekLine[]) => {
    const text = deliveredShare(lines);
    return text === null ? "—" : `${text} %`;
  };
  return (
    <div className="today">
      <table className="today-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t(WEEK_WORDS.now)}</th>
            <th scope="col">{t(WEEK_WORDS.title)}</th>
          </tr>
        </thead>
        <tbody>
          {WEEK_FIGURE_NAMES.map((name) => (
            <tr key={name}>
              <th scope="row">{t(WEEK_FIGURES[name].label)}</th>
              <td data-today={name}>{amount(of.today(name))}</td>
              <td>{amount(of.of(name).reduce((sum, value) => sum + value, 0))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t(RATE.label)}</th>
            <td>{share(rows.filter(({ day }) => day === now))}</td>
            <td>{share(week)}</td>
          </tr>
          <tr>
            <th scope="row">{t(SPENT)}</th>
            <td data-today="spent">{spending ? costText(costOf(spending, now), spending, locale) : "—"}</td>
            <td>{spending ? costText(spending.total_fen, spending, locale) : "—"}</td>
          </tr>
        </tbody>
      </table>
      {week.length === 0 ? (
        <Empty drawing="chart" title={t("week_empty")} hint={t("week_empty_hint")} />
      ) : (
        <Chart axis={axis} series={series} label={t(WEEK_WORDS.title)} height={200} />
      )}
    </div>
  );
}

import { COLORS } from "@tidings/shared/ground/colors.ts";
import { percent } from "@tidings/shared/ground/figures.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card, Statistic } from "antd";
import { useMemo } from "react";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { Chart } from "../ui/chart.tsx";
import { useRows } from "../ui/data.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed, FailedNote } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { type EventName, eventDays, vendorEvents } from "./days.ts";
import type { LinkDay, TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** The resolutions used of the maximum, and the other requests: by kind, day and vendor. */
export function CountsCard({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const left = Math.max(0, task.allowance - task.resolved);
  const shares = [
    { key: "resolved", label: t("resolved"), value: task.resolved, color: COLORS.good },
    { key: "left", label: t("left"), value: left, color: COLORS.waiting },
  ];
  return (
    <Card
      title={t("counts")}
      extra={
        <span className="faint">
          {t("of_allowance", { used: amount(task.resolved), all: amount(task.allowance) })}
        </span>
      }
    >
      <div className="stack">
        <StackedBar shares={shares} total={task.allowance} label={t("allowance")} format={amount} />
        <div className="counts">
          <Count name="resolutions" label={t("resolved")} value={task.resolved} />
          <Count name="humans" label={t("humans")} value={task.humans} />
          <Count name="bots" label={t("bots")} value={task.bots} />
          <Count name="refused" label={t("refused")} value={task.refused} />
        </div>
        <div className="faint">{t("counted_note")}</div>
        <Events task={task} />
      </div>
    </Card>
  );
}

function Count({ name, label, value }: { name: EventName; label: string; value: number }) {
  const amount = useAmount();
  return (
    <div data-event={name} data-count={value}>
      <Statistic title={label} value={value} formatter={(shown) => amount(Number(shown))} />
    </div>
  );
}

function Events({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const { rows, loading, failure, retry } = useRows<LinkDay>("link_days", {
    filters: [{ field: "task_id", operator: "eq", value: task.id }],
    sorters: [{ field: "day", order: "asc" }],
  });
  if (loading) return <ListSkeleton />;
  if (failure && rows.length === 0) return <Failed failure={failure} retry={retry} />;
  if (rows.length === 0) return <div className="faint">{t("no_events")}</div>;
  return (
    <>
      <FailedNote failure={failure} retry={retry} />
      <DayChart rows={rows} />
      <Vendors rows={rows} />
    </>
  );
}

function DayChart({ rows }: { rows: readonly LinkDay[] }) {
  const t = useTranslations(words);
  const days = useMemo(() => eventDays(rows), [rows]);
  const axis = useMemo(() => days.map(({ day }) => day.slice(5)), [days]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language, which renders the page again
  const series = useMemo(() => {
    const line = (name: EventName, label: string, color: string) => ({
      name: label,
      color,
      stack: "asked",
      values: days.map(({ events }) => events[name]),
    });
    return [
      line("resolutions", t("resolved"), COLORS.good),
      line("humans", t("humans"), COLORS.seen),
      line("bots", t("bots"), COLORS.ended),
      line("refused", t("refused"), COLORS.bad),
    ];
  }, [days, t("resolved")]);
  return <Chart axis={axis} series={series} label={t("chart")} height={240} />;
}

function Vendors({ rows }: { rows: readonly LinkDay[] }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const vendors = vendorEvents(rows);
  const all = vendors.reduce((sum, { resolutions }) => sum + resolutions, 0);
  if (vendors.length === 0) return null;
  return (
    <section aria-label={t("by_vendor")}>
      <h2 className="part-title">{t("by_vendor")}</h2>
      <ul className="plain">
        {vendors.map(({ vendor, resolutions, refused }) => (
          <li key={vendor} data-vendor={vendor}>
            <span className="plain-name">{t(VENDOR_WORDS[vendor])}</span>
            <b>{amount(resolutions)}</b>
            <span className="faint">
              {percent(resolutions, all)}
              {refused > 0 && ` · ${t("refused")} ${amount(refused)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

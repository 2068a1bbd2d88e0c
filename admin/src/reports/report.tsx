import { DownloadOutlined } from "@ant-design/icons";
import { Button, Card, Segmented, Tag } from "antd";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { Chart } from "../ui/chart.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { saveFile } from "../ui/save.ts";
import { Empty, Failed, FailedNote, Loading } from "../ui/states.tsx";
import { COLORS } from "../ui/theme.ts";
import { dayjs, today } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { reportCsv } from "./csv.ts";
import { ReportTabs } from "./live/report-tabs.tsx";
import { ReportFilters } from "./report-filters.tsx";
import { ReportTable } from "./report-table.tsx";
import { daysOf, type Period, type ReportRow, rollUp } from "./roll-up.ts";
import { type ReportQuery, useReport } from "./use-report.ts";
import { words } from "./words.ts";

/** The send report (RPT-1, §10.1): by day, month or in total, as chart, table and file. */
export function Report() {
  const t = useTranslations(words);
  const may = useMay();
  const [query, setQuery] = useQuery();
  const [period, setPeriod] = useState<Period>("day");
  const [bySend, setBySend] = useState(false);
  const { data, loading, failure, retry } = useReport(query);
  const rows = data ?? [];
  const lines = useMemo(() => rollUp(rows, period, bySend), [rows, period, bySend]);
  const save = () => saveFile(`report-${query.from}-${query.to}.csv`, reportCsv(lines, period, bySend, t));
  return (
    <Page
      title={t("title")}
      note={t("note")}
      actions={
        <>
          <ReportTabs shown="sends" />
          {may("KooMessage:report:export") && (
            <Button icon={<DownloadOutlined />} disabled={lines.length === 0} onClick={save}>
              {t("download")}
            </Button>
          )}
        </>
      }
    >
      <ReportFilters query={query} onChange={setQuery} />
      {query.send && (
        <div>
          <Tag closable onClose={() => setQuery({ ...query, send: null })}>
            {t("only_send", { name: rows[0]?.send_name ?? query.send })}
          </Tag>
        </div>
      )}
      {failure !== null && data && <FailedNote failure={failure} retry={retry} />}
      {loading ? (
        <Loading />
      ) : failure !== null && !data ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Card>
          <Empty title={t("empty")} hint={t("empty_hint")} />
        </Card>
      ) : (
        <>
          <Card>
            <ReportChart rows={rows} query={query} />
          </Card>
          <Card
            title={
              <Segmented
                value={period}
                onChange={setPeriod}
                options={(["day", "month", "total"] as const).map((value) => ({ value, label: t(value) }))}
              />
            }
            extra={
              <Segmented
                value={bySend}
                onChange={setBySend}
                options={[
                  { value: false, label: t("all_sends") },
                  { value: true, label: t("by_send") },
                ]}
              />
            }
          >
            <ReportTable lines={lines} period={period} bySend={bySend} />
          </Card>
        </>
      )}
    </Page>
  );
}

function useQuery(): [ReportQuery, (query: ReportQuery) => void] {
  const { zone } = useEnterprise();
  const [search, setSearch] = useSearchParams();
  const to = search.get("to") ?? today(zone);
  const query: ReportQuery = {
    from: search.get("from") ?? dayjs(to).subtract(29, "day").format("YYYY-MM-DD"),
    to,
    name: search.get("name") ?? "",
    template: search.get("template") ?? "",
    templateId: search.get("template_id") ?? "",
    send: search.get("send"),
  };
  const set = (next: ReportQuery) =>
    setSearch(
      Object.entries({
        from: next.from,
        to: next.to,
        name: next.name,
        template: next.template,
        template_id: next.templateId,
        send: next.send ?? "",
      }).filter(([, value]) => value !== ""),
      { replace: true },
    );
  return [query, set];
}

function ReportChart({ rows, query }: { rows: readonly ReportRow[]; query: ReportQuery }) {
  const t = useTranslations(words);
  const days = useMemo(() => daysOf(rows, query.from, query.to), [rows, query.from, query.to]);
  const axis = useMemo(() => days.map(({ day }) => day.slice(5)), [days]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language, which renders the page again
  const series = useMemo(
    () => [
      {
        name: t("delivered"),
        color: COLORS.good,
        stack: "sent",
        values: days.map((day) => day.counts.delivered),
      },
      {
        name: t("failed"),
        color: COLORS.bad,
        stack: "sent",
        values: days.map(({ counts }) => counts.failed + counts.expired),
      },
      {
        name: t("unknown"),
        color: COLORS.unclear,
        stack: "sent",
        values: days.map(({ counts }) => counts.timed_out + counts.unknown),
      },
      {
        name: t("resolved"),
        color: COLORS.seen,
        kind: "line" as const,
        values: days.map(({ counts }) => counts.resolved),
      },
    ],
    [days, t("delivered")],
  );
  return <Chart axis={axis} series={series} label={t("chart")} height={280} />;
}

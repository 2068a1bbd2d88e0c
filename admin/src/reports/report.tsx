import { PrinterOutlined } from "@ant-design/icons";
import { listText } from "@tidings/shared/ground/locale.ts";
import { narrowedTo } from "@tidings/shared/reports/answer.ts";
import { MOST_DAYS, PERIOD_WORDS, PERIODS } from "@tidings/shared/reports/define.ts";
import {
  addressOf,
  passedOver,
  queryFrom,
  type ReportQuery,
  reportOf,
} from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, type ReportName } from "@tidings/shared/reports/reports.ts";
import { spendingOf } from "@tidings/shared/reports/spending.ts";
import { Alert, Button, Card, Segmented } from "antd";
import { useEffect, useMemo, useState } from "react";
import { Navigate, useParams, useSearchParams } from "react-router";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { useSpending } from "../ui/spending.ts";
import { Empty, Failed, FailedNote, Missing } from "../ui/states.tsx";
import { today } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { pathOf } from "./drill.ts";
import { ReportChart } from "./report-chart.tsx";
import { ReportExport } from "./report-export.tsx";
import { ReportFilters } from "./report-filters.tsx";
import { ReportNav } from "./report-nav.tsx";
import { ReportSums } from "./report-sums.tsx";
import { ReportTable } from "./report-table.tsx";
import { useReport } from "./use-report.ts";
import { words } from "./words.ts";
import "./report.css";

/** The report of this address; at `/reports` itself the first that the person may read. */
export function Reports() {
  const { report = "" } = useParams();
  const may = useMay();
  const name = REPORT_NAMES.find((each) => reportOf(each).path === report);
  const first = REPORT_NAMES.find((each) => may(reportOf(each).needs));
  if (report === "" && first && first !== name) return <Navigate to={pathOf(reportOf(first))} replace />;
  return name ? <ReportPage key={name} name={name} /> : <Missing back="/reports" />;
}

/** A declared report (RPT-1, §10): the answer, the picture, the table, and a file of it. */
function ReportPage({ name }: { name: ReportName }) {
  const t = useTranslations(words);
  const { query, change, passed } = useReportQuery(name);
  const report = reportOf(name);
  const { data, loading, failure, retry } = useReport(query);
  const spending = useSpending(spendingOf(query));
  return (
    <Page
      title={t(report.title)}
      note={t(report.note)}
      actions={
        <>
          <ReportExport query={query} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">
            {t("print")}
          </Button>
        </>
      }
    >
      <Printed query={query} />
      <ReportNav shown={name} />
      <PassedOver query={query} passed={passed} />
      <ReportFilters query={query} onChange={change} />
      {failure !== null && data && <FailedNote failure={failure} retry={retry} />}
      {loading ? (
        <ListSkeleton rows={8} />
      ) : failure !== null && !data ? (
        <Failed failure={failure} retry={retry} />
      ) : !data || data.lines.length === 0 ? (
        <Card>
          <Empty drawing="chart" title={t("empty")} hint={t("empty_hint")} />
        </Card>
      ) : (
        <>
          <ReportSums query={query} answer={data} spending={spending} />
          <Card>
            <ReportChart query={query} answer={data} />
          </Card>
          <Card
            title={
              <Segmented
                value={query.period}
                onChange={(period) => change({ period })}
                options={PERIODS.map((value) => ({ value, label: t(PERIOD_WORDS[value]) }))}
              />
            }
          >
            {data.more && <Alert type="info" showIcon message={t("more", { count: data.lines.length })} />}
            <ReportTable query={query} answer={data} spending={spending} />
          </Card>
        </>
      )}
    </Page>
  );
}

/** On paper, where no filters are shown: whose figures these are, of which days, and what they are narrowed to. */
function Printed({ query }: { query: ReportQuery }) {
  const { name } = useEnterprise();
  const narrowed = narrowedTo(query, useLocale());
  return (
    <p className="print-only" data-testid="printed">
      <b>{name}</b> · {query.first} – {query.last}
      {narrowed !== "" && ` · ${narrowed}`}
    </p>
  );
}

/**
 * The query is in the address, so that a link shows the same to everybody. What an address asks for and cannot have is told (`passed`: its
 * keys), and the address is made to say what is shown.
 */
function useReportQuery(name: ReportName) {
  const { zone } = useEnterprise();
  const [search, setSearch] = useSearchParams();
  const [passed, setPassed] = useState<readonly string[]>([]);
  const query = useMemo(() => queryFrom(name, search, today(zone)), [name, search, zone]);
  useEffect(() => {
    const now = passedOver(search, query);
    if (now.length === 0) return;
    setPassed(now);
    setSearch(addressOf(query), { replace: true });
  }, [search, query, setSearch]);
  const change = (part: Partial<ReportQuery>) => {
    setPassed([]);
    setSearch(addressOf({ ...query, ...part }), { replace: true });
  };
  return { query, change, passed };
}

/** What of the address was passed over, by what it is called on the page. */
function PassedOver({ query, passed }: { query: ReportQuery; passed: readonly string[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (passed.length === 0) return null;
  const { filters } = reportOf(query.report);
  const called = (key: string) => {
    const filter = Object.values(filters).find(({ option }) => option === key);
    if (filter) return t(filter.label);
    return t(key === "by" ? "by" : key === "period" ? "period" : "range");
  };
  const what = listText([...new Set(passed.map(called))], locale);
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="passed-over"
      message={t("passed", { what })}
      description={t("passed_hint", {
        first: query.first,
        last: query.last,
        years: Math.floor(MOST_DAYS / 365),
      })}
    />
  );
}

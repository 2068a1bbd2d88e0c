import { DownloadOutlined } from "@ant-design/icons";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { Button, Card, Segmented } from "antd";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { saveFile } from "../../ui/save.ts";
import { Empty, Failed, FailedNote, Loading } from "../../ui/states.tsx";
import { dayjs, today } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import type { Period } from "../roll-up.ts";
import { liveCsv } from "./live-csv.ts";
import { LiveFilters } from "./live-filters.tsx";
import { rollLive, type Subject } from "./live-rows.ts";
import { LiveTable } from "./live-table.tsx";
import { ReportTabs } from "./report-tabs.tsx";
import { type LiveQuery, useLive } from "./use-live.ts";
import { words } from "./words.ts";

const PERIODS = ["total", "day", "month"] as const;

/** A live report of links (RPT-1): by template or by group link, optionally split by vendor. */
export function LiveReport({ subject }: { subject: Subject }) {
  const t = useTranslations(words);
  const may = useMay();
  const [{ period, ...query }, change] = useLiveQuery();
  const { data, loading, failure, retry } = useLive(subject, query);
  const rows = data ?? [];
  const lines = useMemo(() => rollLive(rows, period), [rows, period]);
  const save = () => {
    const text = liveCsv(subject, lines, period, query.split, t, (vendor) => t(VENDOR_WORDS[vendor]));
    saveFile(`${subject}-${query.from}-${query.to}.csv`, text);
  };
  return (
    <Page
      title={t(subject === "templates" ? "title_templates" : "title_links")}
      note={t("note")}
      actions={
        <>
          <ReportTabs shown={subject} />
          {may("KooMessage:report:export") && (
            <Button icon={<DownloadOutlined />} disabled={lines.length === 0} onClick={save}>
              {t("download")}
            </Button>
          )}
        </>
      }
    >
      <LiveFilters subject={subject} query={query} onChange={change} />
      {failure !== null && data && <FailedNote failure={failure} retry={retry} />}
      {loading ? (
        <Loading />
      ) : failure !== null && !data ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Card>
          <Empty title={t(query.split ? "split_empty" : "empty")} hint={t("empty_hint")} />
        </Card>
      ) : (
        <Card
          title={
            <Segmented<Period>
              value={period}
              onChange={(chosen) => change({ period: chosen })}
              options={PERIODS.map((value) => ({ value, label: t(value) }))}
            />
          }
        >
          <LiveTable subject={subject} rows={rows} lines={lines} period={period} split={query.split} />
        </Card>
      )}
    </Page>
  );
}

type PeriodQuery = LiveQuery & { readonly period: Period };

/** The query is kept in the URL, so that it can be shared. */
function useLiveQuery(): [PeriodQuery, (part: Partial<PeriodQuery>) => void] {
  const { zone } = useEnterprise();
  const [search, setSearch] = useSearchParams();
  const to = search.get("to") ?? today(zone);
  const query: PeriodQuery = {
    from: search.get("from") ?? dayjs(to).subtract(29, "day").format("YYYY-MM-DD"),
    to,
    name: search.get("name") ?? "",
    template: search.get("template_id") ?? "",
    split: search.get("split") === "vendor",
    period: PERIODS.find((period) => period === search.get("period")) ?? "total",
  };
  const change = (part: Partial<PeriodQuery>) => {
    const next = { ...query, ...part };
    const entries = {
      from: next.from,
      to: next.to,
      name: next.name,
      template_id: next.template,
      split: next.split ? "vendor" : "",
      period: next.period === "total" ? "" : next.period,
    };
    setSearch(
      Object.entries(entries).filter(([, value]) => value !== ""),
      { replace: true },
    );
  };
  return [query, change];
}

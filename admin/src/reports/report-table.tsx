import {
  besideName,
  keyOf,
  type Line,
  nameIn,
  type ReportAnswer,
  rateOf,
  rateOfSum,
} from "@tidings/shared/reports/answer.ts";
import { type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { costsOf, costText, SPENT, type Spending } from "@tidings/shared/reports/spending.ts";
import { Table, type TableColumnType } from "antd";
import { Link } from "react-router";
import { ActionsTitle } from "../ui/actions-title.tsx";
import { useAmount } from "../ui/amount.ts";
import { useZone } from "../ui/me.tsx";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { useIsPrinting } from "../ui/theme.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { figureLink, monthLink, reportLink } from "./drill.ts";
import { LineDays } from "./line-days.tsx";
import { words } from "./words.ts";

interface ReportTableProps {
  readonly query: ReportQuery;
  readonly answer: ReportAnswer;
  readonly spending: Spending | undefined;
}

/** The lines of a report and their sum. A line of several days opens to its days (日报表). */
export function ReportTable({ query, answer, spending }: ReportTableProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  const locale = useLocale();
  const isPrinting = useIsPrinting();
  const report = reportOf(query.report);
  const columns = useColumns(query, spending);
  const opens = query.period !== "day" && query.by.length > 0;
  const measures = Object.keys(report.measures);
  const lead = columns.length - measures.length - (report.rate ? 1 : 0) - (spending ? 1 : 0);
  const cells = lead + (opens ? 1 : 0);
  return (
    <ScrollTable<Line>
      aria-label={t(report.title)}
      size="small"
      rowKey={(line) => keyOf(query, line)}
      columns={columns}
      dataSource={[...answer.lines]}
      pagination={!isPrinting && { pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }}
      {...(opens
        ? {
            expandable: {
              columnTitle: <ActionsTitle />,
              expandedRowRender: (line) => <LineDays query={query} line={line} />,
            },
          }
        : {})}
      // A single line is its own sum.
      summary={() =>
        cells > 0 && (
          <Table.Summary.Row className="report-sum">
            <Table.Summary.Cell index={0} colSpan={cells}>
              {t("sum")}
            </Table.Summary.Cell>
            {measures.map((name, index) => (
              <Table.Summary.Cell key={name} index={cells + index} align="right">
                <b data-sum={name}>{amount(answer.total[name])}</b>
              </Table.Summary.Cell>
            ))}
            {report.rate && (
              <Table.Summary.Cell index={cells + measures.length} align="right">
                <b>{rateOfSum(query, answer.total) ?? "—"}</b>
              </Table.Summary.Cell>
            )}
            {spending && (
              <Table.Summary.Cell index={cells + measures.length + (report.rate ? 1 : 0)} align="right">
                <b data-sum="spent">{costText(spending.total_fen, spending, locale)}</b>
              </Table.Summary.Cell>
            )}
          </Table.Summary.Row>
        )
      }
    />
  );
}

function useColumns(query: ReportQuery, spending: Spending | undefined): TableColumnType<Line>[] {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const zone = useZone();
  const report = reportOf(query.report);
  const period: TableColumnType<Line> = {
    key: "period",
    title: t("period"),
    fixed: "left",
    render: (_value, line) => {
      const to = monthLink(query, line);
      return to ? <Link to={to}>{line.period}</Link> : line.period;
    },
  };
  const groups = query.by.flatMap((name) => {
    const group = report.groups[name];
    if (!group) return [];
    const column: TableColumnType<Line> = {
      key: name,
      title: t(group.label),
      render: (_value, line) => {
        const said = nameIn(group, line, locale);
        const key = line[group.key];
        return (
          <>
            {group.page && key !== null ? <Link to={`/${group.page}/${key}`}>{said}</Link> : said}
            {group.named && <div className="faint">{besideName(group, line)}</div>}
          </>
        );
      },
    };
    return [column];
  });
  const measures = Object.entries(report.measures).map(
    ([name, { label }]): TableColumnType<Line> => ({
      key: name,
      title: t(label),
      align: "right",
      render: (_value, line) => {
        const to = figureLink(query, line, name, zone) ?? reportLink(query, line, name);
        return to && Number(line[name]) > 0 ? <Link to={to}>{amount(line[name])}</Link> : amount(line[name]);
      },
      onCell: () => ({ "data-count": name }) as object,
    }),
  );
  const rate: TableColumnType<Line>[] = report.rate
    ? [
        {
          key: "rate",
          title: t(report.rate.label),
          align: "right",
          render: (_value, line) => rateOf(query, line) ?? "—",
        },
      ]
    : [];
  const cost = spending && costsOf(query, spending);
  const spent: TableColumnType<Line>[] = cost
    ? [
        {
          key: "spent",
          title: t(SPENT),
          align: "right",
          render: (_value, line) => cost(line, locale),
          onCell: () => ({ "data-count": "spent" }) as object,
        },
      ]
    : [];
  return [...(query.period === "total" ? [] : [period]), ...groups, ...measures, ...rate, ...spent];
}

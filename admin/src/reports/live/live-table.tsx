import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { Table, type TableColumnType } from "antd";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { useTranslations } from "../../ui/words.ts";
import type { Period } from "../roll-up.ts";
import { countsOf, type LiveLine, type LiveRow, rollLive, type Subject, sumLive } from "./live-rows.ts";
import { words } from "./words.ts";

interface LiveTableProps {
  readonly subject: Subject;
  readonly rows: readonly LiveRow[];
  readonly lines: readonly LiveLine[];
  readonly period: Period;
  readonly split: boolean;
}

/** The lines of a live report and their sum. A line of several days expands to its days. */
export function LiveTable(props: LiveTableProps) {
  const { subject, rows, lines, period, split } = props;
  const t = useTranslations(words);
  const amount = useAmount();
  const counts = countsOf(subject, split);
  const columns = useColumns(props);
  const lead = columns.length - counts.length;
  const sum = sumLive(lines);
  // The expand icon has a column of its own.
  const opens = period !== "day";
  return (
    <Table<LiveLine>
      aria-label={t(subject === "templates" ? "title_templates" : "title_links")}
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={[...lines]}
      scroll={{ x: "max-content" }}
      pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }}
      {...(opens
        ? { expandable: { expandedRowRender: (line) => <Days {...props} rows={daysOf(rows, line)} /> } }
        : {})}
      summary={() => (
        <Table.Summary.Row className="report-sum">
          <Table.Summary.Cell index={0} colSpan={lead + (opens ? 1 : 0)}>
            {t("sum")}
          </Table.Summary.Cell>
          {counts.map((name, index) => (
            <Table.Summary.Cell key={name} index={lead + index} align="right">
              <b data-sum={name}>{amount(sum[name])}</b>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}

function daysOf(rows: readonly LiveRow[], line: LiveLine): LiveRow[] {
  return rows.filter(
    (row) => row.id === line.id && row.vendor === line.vendor && row.day.startsWith(line.period),
  );
}

/** 每日明细 */
function Days({ subject, rows, split }: LiveTableProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  return (
    <Table<LiveLine>
      aria-label={t("daily")}
      size="small"
      rowKey="key"
      pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={rollLive(rows, "day")}
      columns={[
        { key: "period", title: t("period"), dataIndex: "period" },
        ...countsOf(subject, split).map((name) => ({
          key: name,
          title: t(name),
          align: "right" as const,
          render: (_value: unknown, line: LiveLine) => amount(line[name]),
        })),
      ]}
    />
  );
}

function useColumns({ subject, period, split }: LiveTableProps): TableColumnType<LiveLine>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const columns: TableColumnType<LiveLine>[] = [];
  if (period !== "total") columns.push({ key: "period", title: t("period"), dataIndex: "period" });
  columns.push({
    key: "name",
    title: t(subject === "templates" ? "template" : "task"),
    render: (_value, line) => (
      <>
        <Link to={`/${subject === "templates" ? "templates" : "resolve-tasks"}/${line.id}`}>{line.name}</Link>
        {line.detail && <div className="faint">{line.detail}</div>}
      </>
    ),
  });
  if (split) {
    columns.push({
      key: "vendor",
      title: t("vendor"),
      render: (_value, line) => (line.vendor ? t(VENDOR_WORDS[line.vendor]) : "—"),
    });
  }
  for (const name of countsOf(subject, split)) {
    columns.push({
      key: name,
      title: t(name),
      align: "right",
      render: (_value, line) => amount(line[name]),
      onCell: () => ({ "data-count": name }) as object,
    });
  }
  return columns;
}

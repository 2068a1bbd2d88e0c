import { Table, type TableColumnType } from "antd";
import { Link } from "react-router";
import { percent, useAmount } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import { COUNTS, type Period, type ReportLine, sumOf } from "./roll-up.ts";
import { words } from "./words.ts";

interface ReportTableProps {
  readonly lines: readonly ReportLine[];
  readonly period: Period;
  readonly bySend: boolean;
}

/** The lines of a report and their sum. */
export function ReportTable({ lines, period, bySend }: ReportTableProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  const columns: TableColumnType<ReportLine>[] = [];
  if (period !== "total")
    columns.push({ key: "period", title: t("period"), dataIndex: "period", fixed: "left" });
  if (bySend) {
    columns.push({
      key: "send",
      title: t("send"),
      render: (_value, line) => (
        <>
          <Link to={`/sends/${line.send_id}`}>{line.send_name}</Link>
          <div className="faint">{line.template_name}</div>
        </>
      ),
    });
  }
  for (const name of COUNTS) {
    columns.push({
      key: name,
      title: t(name),
      align: "right",
      render: (_value, line) => amount(line[name]),
      onCell: () => ({ "data-count": name }) as object,
    });
  }
  columns.push({
    key: "rate",
    title: t("rate"),
    align: "right",
    render: (_value, line) => percent(line.delivered, line.submission_count),
  });
  const lead = columns.length - COUNTS.length - 1;
  const sum = sumOf(lines);
  return (
    <Table<ReportLine>
      aria-label={t("title")}
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={[...lines]}
      scroll={{ x: "max-content" }}
      pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }}
      summary={() => (
        <Table.Summary.Row className="report-sum">
          {lead > 0 && (
            <Table.Summary.Cell index={0} colSpan={lead}>
              {t("sum")}
            </Table.Summary.Cell>
          )}
          {COUNTS.map((name, index) => (
            <Table.Summary.Cell key={name} index={lead + index} align="right">
              <b data-sum={name}>{amount(sum[name])}</b>
            </Table.Summary.Cell>
          ))}
          <Table.Summary.Cell index={lead + COUNTS.length} align="right">
            <b>{percent(sum.delivered, sum.submission_count)}</b>
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}

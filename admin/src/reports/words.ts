import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the reports; what one report is about is in its declaration. */
export const words = {
  reports: w("报表", "Reports"),
  range: w("时间", "Time"),
  by: w("分组", "Group by"),
  all: w("不分组", "No grouping"),
  any: w("全部", "All"),
  split: w("按厂商", "By vendor"),
  period: w("日期", "Date"),
  sum: w("合计", "Total"),
  daily: w("日报表", "Daily report"),
  chart: w("{name}（按时间）", "{name} over time"),
  before: w("上期{name}", "{name}, previous period"),
  all_zero: w("所选时间内各项均为 0。", "All values are 0 in this period."),
  against: w(
    "与之前的 {count, number} 天相比。",
    "Compared with the previous {count:day|{count, number} days}.",
  ),
  rate_before: w("上期 {rate}", "Previously {rate}"),
  no_rate_before: w("上期无数据", "No previous data"),
  more: w(
    "行数较多，仅显示前 {count, number} 行；请缩小范围，或导出全部。",
    "Only the first {count, number} rows are shown. Narrow the range, or export all.",
  ),
  by_day_csv: w("每日明细 CSV", "Daily rows, CSV"),
  by_day_xlsx: w("每日明细 Excel（XLSX）", "Daily rows, Excel (XLSX)"),
  by_day_hint: w(
    "导出 CSV 或 Excel 文件，内容为表格汇总前的每日明细。生成后可在下载中心下载。",
    "A CSV or Excel file of the daily rows behind the table. Download it from Downloads when it's ready.",
  ),
  empty: w("所选时间内没有记录", "No records in this period"),
  empty_hint: w("换一个时间范围或筛选条件。", "Try another time range or different filters."),
  passed: w("网址中的{what}无效，已忽略。", "Invalid values in the URL were ignored: {what}."),
  passed_hint: w(
    "当前显示 {first} 至 {last} 的数据；一次最多查询 {years} 年。",
    "Showing {first} – {last}. A report covers at most {years} years.",
  ),
  yesterday: w("昨天", "Yesterday"),
  last_7: w("近 7 天", "Last 7 days"),
  last_30: w("近 30 天", "Last 30 days"),
  this_month: w("本月", "This month"),
  last_month: w("上月", "Last month"),
  this_year: w("今年", "This year"),
  print: w("打印", "Print"),
};

import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the reports; what one report is about is in its declaration. */
export const words = {
  reports: w("报表", "Reports"),
  range: w("时间", "Time"),
  by: w("分组", "Grouped by"),
  all: w("不分组", "Not grouped"),
  any: w("全部", "Any"),
  split: w("分厂商", "Split by vendor"),
  period: w("日期", "Date"),
  sum: w("合计", "Sum"),
  daily: w("日报表", "Day by day"),
  chart: w("{name}：按时间", "{name}, over time"),
  before: w("上期{name}", "{name}, time before"),
  all_zero: w("所选时间内各项均为 0。", "Every figure of this time is 0."),
  against: w("与之前的 {count, number} 天相比。", "Against the {count:day|{count, number} days} before."),
  up: w("↑ {change}%（上期 {before}）", "↑ {change}% (was {before})"),
  down: w("↓ {change}%（上期 {before}）", "↓ {change}% (was {before})"),
  times: w("↑ 为上期的 {times, number} 倍（上期 {before}）", "↑ {times, number} times (was {before})"),
  same: w("与上期相同（{before}）", "As before ({before})"),
  none_before: w("上期为 0", "0 before"),
  rate_before: w("上期 {rate}", "{rate} before"),
  no_rate_before: w("上期没有", "none before"),
  more: w(
    "行数较多，仅显示前 {count, number} 行；缩小范围，或导出全部。",
    "Only the first {count, number} lines are shown. Narrow it down, or export all.",
  ),
  download: w("下载此表", "Download this table"),
  download_hint: w(
    "CSV 文件，与下方表格的行和合计方式相同，立即下载。",
    "A CSV file with the lines of the table below, summed as there, at once.",
  ),
  by_day: w("按日导出", "Export by day"),
  by_day_hint: w(
    "CSV 或 Excel 文件，表格所汇总的每日明细行，生成后可在下载中心下载。",
    "A CSV or Excel file with the daily rows that the table sums. You find it under Downloads when it is ready.",
  ),
  empty: w("所选时间内没有记录", "Nothing happened in this time"),
  empty_hint: w("换一个时间范围或筛选条件。", "Choose another time or other filters."),
  passed: w("地址中的{what}无效，未采用。", "What the address asks of this cannot be shown: {what}."),
  passed_hint: w(
    "显示的是 {first} 至 {last}；一次最多查询 {years} 年。",
    "Shown is {first} to {last}. A report covers {years} years at most.",
  ),
  last_7: w("近 7 天", "7 days"),
  last_30: w("近 30 天", "30 days"),
  this_month: w("本月", "This month"),
};

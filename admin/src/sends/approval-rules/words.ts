import { TRIED_WORDS } from "@tidings/shared/approval-rules/approval_rule.ts";
import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the approval rules. */
export const words = {
  asks: w("要求", "Asks for"),
  try: w("用最近的任务试算", "Try against recent sends"),
  try_note: w(
    "按现有规则重新计算最近通过审批的任务：当时会要求什么，实际的审批是否足够。不会改变任何任务。",
    "What the rules would have asked of the sends that were approved lately, and whether their approvals were enough. Nothing is changed.",
  ),
  try_draft: w("用最近一个月试算", "Try against the last month"),
  try_days: w("最近 {count} 天", "Last {count} days"),
  try_run: w("试算", "Try"),
  try_sum: w(
    "通过审批的 {all} 个任务：{enough} 个审批足够，{more} 个会需要更多审批人。",
    "{all} approved sends: {enough} had enough approvals, {more} would have needed more.",
  ),
  try_none: w("这段时间没有任务通过审批", "No send was approved in this time"),
  task: w("任务", "Send"),
  ...TRIED_WORDS,
  had: w("实际审批", "Approvals it had"),
  verdict: w("结论", "Result"),
  enough: w("足够", "Enough"),
  more: w("会需要更多", "Would need more"),
};

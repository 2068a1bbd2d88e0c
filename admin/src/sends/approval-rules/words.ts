import { TRIED_WORDS } from "@tidings/shared/approval-rules/approval_rule.ts";
import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the approval rules. */
export const words = {
  asks: w("要求", "Requires"),
  try: w("用最近的任务试算", "Test on recent sends"),
  try_note: w(
    "用现有规则试算最近通过审批的任务：按此规则需要哪些审批，实际审批是否足够。试算不会改变任何任务。",
    "This test applies the current rules to recently approved sends. It shows which approvals they would have required and whether the actual ones were enough. Nothing is changed.",
  ),
  try_draft: w("用最近一个月试算", "Test on the last month"),
  try_days: w("最近 {count} 天", "Last {count} days"),
  try_run: w("试算", "Test"),
  try_sum: w(
    "通过审批的 {all} 个任务中，{enough} 个任务的审批已足够，{more} 个任务需要更多审批人。",
    "{all} approved sends: {enough} had enough approvals, {more} would have needed more.",
  ),
  try_none: w("这段时间没有任务通过审批", "No sends were approved in this period"),
  task: w("任务", "Send"),
  ...TRIED_WORDS,
  had: w("实际审批", "Actual approvals"),
  verdict: w("结论", "Result"),
  enough: w("足够", "Enough"),
  more: w("需更多审批人", "Would need more"),
};

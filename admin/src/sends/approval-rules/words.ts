import { defineWords } from "../../ui/words.ts";

/** Texts of the approval rules. */
export const words = defineWords(
  "approval-rules",
  {
    asks: "要求",
    try: "用最近的任务试算",
    try_note: "按现有规则重新计算最近通过审批的任务：当时会要求什么，实际的审批是否足够。不会改变任何任务。",
    try_draft: "用最近一个月试算",
    try_days: "最近 {count} 天",
    try_run: "试算",
    try_sum: "通过审批的 {all} 个任务：{enough} 个审批足够，{more} 个会需要更多审批人。",
    try_none: "这段时间没有任务通过审批",
    task: "任务",
    units: "额度",
    had: "实际审批",
    verdict: "结论",
    enough: "足够",
    more: "会需要更多",
  },
  {
    asks: "Asks for",
    try: "Try against recent sends",
    try_note:
      "What the rules would have asked of the sends that were approved lately, and whether their approvals were enough. Nothing is changed.",
    try_draft: "Try against the last month",
    try_days: "Last {count} days",
    try_run: "Try",
    try_sum: "{all} approved sends: {enough} had enough approvals, {more} would have needed more.",
    try_none: "No send was approved in this time",
    task: "Send",
    units: "Units",
    had: "Approvals it had",
    verdict: "Result",
    enough: "Enough",
    more: "Would need more",
  },
);

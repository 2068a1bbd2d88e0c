import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the send tasks. */
export const words = {
  progress: w("进度", "Progress"),
  tally: w("号码去向", "Numbers by status"),
  equation: w("{intended} = {terms}", "{intended} = {terms}"),
  adds_up: w("数量相符：每个号码只有一个去向", "Totals match: every number has exactly one status"),
  adds_up_not: w("数量不符，请联系管理员核查", "Totals don't match. Contact an admin."),
  resolved: w("解析", "Resolutions"),
  resolved_note: w("卡片展示次数", "cards shown"),
  delivered_share: w("送达率", "Delivery rate"),
  delivered_of: w("已发出 {sent} 条，送达 {delivered} 条", "{delivered} of {sent} delivered"),
  failed: w("未送达", "Not delivered"),
  failed_note: w("失败或过期", "failed or expired"),
  waits: w(
    "营销类信息仅在 {from}–{to} 发送，将于 {at} 继续。",
    "Marketing messages only go out between {from} and {to}. Sending continues at {at}.",
  ),
  on_hold: w(
    "试发已完成：{sent} 条中送达 {delivered} 条（{share}），{failed} 条未送达。确认无误后放行其余 {rest} 个。",
    "Trial complete: {delivered} of {sent} delivered ({share}), {failed} not delivered. Check the result, then release the other {rest}.",
  ),
  on_hold_others: w(
    "试发已完成：{sent} 条中送达 {delivered} 条（{share}），{failed} 条未送达。其余 {rest} 个由有放行权限的成员（如审核员）放行。",
    "Trial complete: {delivered} of {sent} delivered ({share}), {failed} not delivered. The other {rest} can be released by a member with release permission, such as a reviewer.",
  ),
  rejected_note: w("审批未通过：{reason}", "Rejected: {reason}"),
  four_eyes: w(
    "您创建、提交过此任务，或导入过任务的号码，因此须由另一位成员审批。",
    "You created or submitted this send, or imported its numbers, so another member must approve it.",
  ),
  draft_note: w(
    "任务还是草稿，提交审批后由另一位成员决定是否发送。",
    "This is a draft. Submit it, and another member decides whether it's sent.",
  ),
  in_review_plan: w(
    "等待审批。通过后按计划自动执行，每次执行时预留 {units} 条额度。",
    "Waiting for approval. Once approved, it runs on schedule and each run reserves {units} {units:unit|units}.",
  ),
  in_review_note: w(
    "等待审批。通过后会预留 {units} 条额度并开始准备。",
    "Waiting for approval. Once the send is approved, {units} {units:unit is|units are} reserved and preparation starts.",
  ),
  expanding_note: w(
    "正在生成每个号码的专属短链：{expanded} / {all}",
    "Creating personal short links: {expanded} / {all}",
  ),
  ready_note: w("已准备就绪，将于 {at} 开始发送。", "Ready. Sending starts at {at}."),
  ready_now: w("已准备就绪，即将开始发送。", "Ready. Sending starts shortly."),
  replies: w("用户回复明细", "Replies"),
  replies_empty: w("还没有人回复", "No replies yet"),
  replies_empty_hint: w(
    "客户对该任务信息的回复会显示在这里。",
    "Customers' replies to this send's messages appear here.",
  ),
  deliveries: w("发送明细", "Deliveries"),
  deliveries_empty: w("还没有发送记录", "Nothing sent yet"),
  deliveries_empty_hint: w(
    "审批通过后，这里会列出每个号码的结果。",
    "After approval, each number's result is listed here.",
  ),
  phone: w("手机号", "Phone"),
  result: w("结果", "Result"),
  code: w("回执码", "Receipt code"),
  vendor: w("厂商", "Vendor"),
  handed_at: w("提交时间", "Sent to carrier"),
  final_at: w("结果时间", "Result time"),
  link: w("短链", "Short link"),
  preview: w("手机预览", "Phone preview"),
  create_links: w("生成解析标识", "Create links"),
  to_report: w("查看报表", "View report"),
  delivery_id: w("编号", "ID"),
  ordinal: w("序号", "No."),
  segments: w("短信条数", "SMS segments"),
  opened: w("解析次数", "Times resolved"),
};

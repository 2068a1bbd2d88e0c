import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of pausing, approving, resending and recurring sends. */
export const words = {
  resent_as: w("重发任务", "Resent as"),
  occurrences: w("执行记录", "Runs"),
  occurrences_empty: w("还没有执行过", "No runs yet"),
  occurrences_empty_hint: w(
    "到时间后会自动创建一个任务，沿用本计划的审批。",
    "At each scheduled time, a send is created automatically under this plan's approval.",
  ),
  recurring_note: w("{rhythm}，下次执行时间为 {at}。", "Runs {rhythm}. The next run is at {at}."),
  paused_by: w("由 {name} 于 {at} 暂停。", "Paused by {name} at {at}."),
  paused_by_system: w("系统于 {at} 暂停了此任务：{why}", "The system paused this send at {at}: {why}"),
  sent_back: w("系统于 {at} 将此任务退回审批：{why}", "The system sent this back for review at {at}: {why}"),
  sent_back_units: w(
    "等待审批。通过后继续向其余 {rest} 个号码发送，其额度已预留。",
    "Waiting for approval. Once approved, sending continues with the remaining {rest} {rest:number|numbers}, whose quota is already reserved.",
  ),
  paused_reason: w("原因：{reason}", "Reason: {reason}"),
  paused_hint: w(
    "未发出的号码暂不发送，已提交的号码继续等待回执。您可以恢复或取消任务。",
    "Messages not sent yet are on hold. Those already sent to the carrier still wait for receipts. You can resume or end the send.",
  ),
  paused_plan_hint: w(
    "暂停期间错过的发送不会补发；恢复后按计划继续。",
    "Runs missed while paused aren't made up. After you resume, the send runs on schedule.",
  ),
  failure_rate_hint: w(
    "请先核对号码来源、模板与通道，再决定恢复或取消；恢复后，失败次数重新计数。",
    "Check the numbers, template and channel, then resume or end the send. Failures are counted from zero after you resume.",
  ),
  restored_hint: w(
    "请向运营商核对备份之后已发出的号码，再决定继续发送或取消任务。取消后，未发出的号码不再发送，额度释放。",
    "Ask the carrier which numbers were sent messages after the backup. Then continue, or end the send. If you end it, nothing goes to the remaining numbers and their quota is released.",
  ),
  channel_sick: w(
    "通道「{name}」异常：运营商无响应，将于 {at} 再次尝试。未发出的号码不会丢失。",
    "The channel “{name}” is failing because the carrier isn't responding. We'll retry at {at}. Messages not sent yet aren't lost.",
  ),
  channel_throttled: w(
    "通道「{name}」被运营商限流，将于 {at} 继续。",
    "The carrier is throttling the channel “{name}”. Sending continues at {at}.",
  ),
  channel_paused: w(
    "通道「{name}」已暂停，恢复通道后继续发送。",
    "The channel “{name}” is paused. Sending continues when it's resumed.",
  ),
  channel_held: w(
    "平台已暂停通道「{name}」的运营商，恢复后自动继续发送。",
    "The platform has paused the carrier of the channel “{name}”. Sending continues automatically once it's resumed.",
  ),
  channel_revoked: w(
    "平台已收回通道「{name}」，任务不再提交给运营商。可以取消未发出的号码，或等待平台恢复授权。",
    "The platform has withdrawn the channel “{name}”, so nothing more is sent. End the send, or wait until access is restored.",
  ),
  to_channels: w("查看通道", "View channels"),
  approvals: w("审批进度", "Approval progress"),
  approval_rule: w("规则「{rule}」", "Rule “{rule}”"),
  approval_default: w("默认（一位审批人）", "Default (one approver)"),
  approval_progress: w("{have} / {approvers}", "{have} of {approvers}"),
  approval_group: w("用户组「{group}」", "group “{group}”"),
  approval_anyone: w("任何有审批权限的成员", "any member who can approve"),
  approval_by: w("已批准：{names}", "Approved by {names}"),
  approval_by_none: w("还没有人批准", "No approvals yet"),
  approval_complete: w(
    "所需审批均已通过，但任务尚未开始：请任一审批人再点一次“通过”。",
    "All approvals are in, but the send hasn't started. Any approver can press “Approve” once more.",
  ),
  approval_stuck: w(
    "剩余可审批的成员不足（{open} 人），任务无法通过审批。请联系管理员添加审批人或修改规则。",
    "Not enough approvers are left ({open}), so the send can't be approved. Ask an admin to add approvers or change the rule.",
  ),
  approved_by_me: w("您已批准，还需其他审批人批准。", "You've approved it. More approvers are needed."),
  cost: w("费用：{text}", "Cost: {text}"),
  cost_each: w("每次费用：{text}", "Cost per run: {text}"),
  cost_beyond: w(
    "超出套餐：{beyond} 次解析将按需计费。",
    "{beyond} {beyond:resolution goes|resolutions go} beyond your packages and will be charged as pay-as-you-go.",
  ),
  cost_beyond_each: w(
    "超出套餐：按目前余量，每次有 {beyond} 次解析将按需计费。",
    "At the current balance, {beyond} {beyond:resolution|resolutions} per run will go beyond your packages and be charged as pay-as-you-go.",
  ),
  cost_short: w(
    "套餐还差 {beyond} 次解析，且按需计费已关闭，现在无法通过审批。",
    "Your packages are {beyond} {beyond:resolution|resolutions} short and pay-as-you-go is off, so this can't be approved now.",
  ),
  charged: w("已消耗：{text}", "Cost so far: {text}"),
  twin: w(
    "同一模板一周内已向相同的号码发送过：「{name}」（{batch}，{at}）。请确认不是重复发送。",
    "The same template went to the same numbers within the past week: “{name}” ({batch}, {at}). Check that this isn't a duplicate.",
  ),
  capped_note: w(
    "{count} 个号码在此时段已达到频次上限，未向其发送，额度已释放。",
    "{count} {count:number|numbers} had reached the frequency cap, so {count:it was|they were} skipped and {count:its|their} quota was released.",
  ),
  opted_out_note: w(
    "{count} 个号码已退订签名【{signature}】，未向其发送，额度已释放。",
    "{count} {count:number has|numbers have} opted out of 【{signature}】, so {count:it was|they were} skipped and {count:its|their} quota was released.",
  ),
  to_settings: w("频次设置", "Frequency caps"),
  to_opt_outs: w("退订名单", "Opt-out list"),
  look: w("时间", "Time"),
  look_all: w("全部", "All"),
  look_hour: w("最近 1 小时", "Last hour"),
  look_day: w("最近 24 小时", "Last 24 hours"),
};

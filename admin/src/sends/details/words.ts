import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the details over all sends. */
export const words = {
  find_number: w("查号码", "Find a number"),
  title: w("发送任务明细", "Send details"),
  note: w(
    "全部发送任务中每个号码的结果。发送时间为提交给运营商的时间；尚未提交的号码见各任务的发送明细。",
    "The result for each number across all sends. The send time is when the message was sent to the carrier. Numbers with nothing sent yet are listed under each send.",
  ),
  time: w("发送时间", "Send time"),
  last_hour: w("最近 1 小时", "Last hour"),
  last_day: w("最近 24 小时", "Last 24 hours"),
  custom: w("自定义", "Custom"),
  from: w("开始时间", "Start time"),
  to: w("结束时间", "End time"),
  too_long: w("发送时间范围最长 24 小时，请缩短。", "The range can't exceed 24 hours. Choose a shorter one."),
  backwards: w("结束时间应晚于开始时间。", "The end time must be after the start time."),
  zone: w("以企业时区 {zone} 为准，最长 24 小时", "Enterprise time zone {zone}, up to 24 hours"),
  phone: w("手机号（完整号码）", "Phone (full number)"),
  empty: w("这段时间内没有发送", "No sends in this period"),
  empty_hint: w(
    "换一个时间范围，或到发送任务中查看哪些任务尚未开始。",
    "Choose another time range, or check Sends for those that haven't started.",
  ),
  nothing: w("{when}内没有符合条件的记录", "No matches for this period: {when}"),
  nothing_hint: w(
    "只查找了这段时间的记录。可以换一个时间段，或放宽筛选条件。",
    "We only searched this period. Choose another, or remove some filters.",
  ),
  nothing_number: w(
    "只查找了这段时间的记录。如需查找全部时间的记录，请使用号码旁的“该号码的收发记录”。",
    "We only searched this period. To search all time, use “All activity for this number” next to the number.",
  ),
  to_sends: w("查看发送任务", "View sends"),
};

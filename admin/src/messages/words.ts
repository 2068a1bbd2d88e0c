import { w } from "@tidings/shared/ground/locale.ts";
import { WHAT_HELPS } from "@tidings/shared/messages/message_story.ts";

/** Texts of the story of a message and of a number. */
export const words = {
  title: w("短信收发记录", "Message activity"),
  title_number: w("号码收发记录", "Number activity"),
  note_number: w(
    "输入完整号码，查看发往该号码的短信及未收到的原因。号码脱敏显示，查询次数会被统计。",
    "Enter a full number to see the messages sent to it and why any didn't arrive. The number stays masked, and each search is counted.",
  ),
  page: w("打开页面", "Open page"),
  close: w("关闭", "Close"),
  send: w("任务", "Send"),
  template: w("模板", "Template"),
  signature: w("签名", "Signature"),
  channel: w("通道", "Channel"),
  link: w("短链", "Short link"),
  link_masked: w(
    "只有可以查看完整号码的成员才能看到完整短链。",
    "Only members who can view full numbers see the full short link.",
  ),
  what_helps: WHAT_HELPS,
  time_line: w("时间线", "Timeline"),
  all: w("该号码的全部收发记录", "All activity for this number"),
  not_again: w("不能重新发送：{why}", "Can't be sent again. {why}"),
  why: w("该号码收到的内容，或未收到的原因", "What the number received, or why it received nothing"),
  messages: w("发给该号码的短信", "Messages to this number"),
  replies: w("该号码的回复", "Replies"),
};

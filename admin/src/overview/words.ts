import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the overview. */
export const words = {
  hello: w("{name}，您好", "Hello, {name}"),
  hello_note: w("{enterprise} · {day}", "{enterprise} · {day}"),
  week_empty: w("近 7 天没有发送", "Nothing was sent in the last 7 days"),
  week_empty_hint: w(
    "发送后，这里会显示每天的送达与解析。",
    "After a send each day's deliveries and resolutions stand here.",
  ),
  waiting: w("待我审核", "Waits for me"),
  waiting_count: w("待我审核（{count}）", "Waits for me ({count})"),
  waiting_through: w("逐项审核", "Go through them"),
  approve: w("通过", "Approve"),
  reject: w("驳回", "Reject"),
  waiting_none: w("没有等待您审核的内容", "Nothing waits for you"),
  waiting_none_hint: w(
    "同事提交模板或发送任务后，会出现在这里。",
    "When a colleague submits a template or a send it appears here.",
  ),
  waiting_mine: w("我提交的，等待他人审核", "Submitted by me, waits for another"),
  waiting_others: w("等待审核", "Waits for review"),
  waiting_more: w("此外还有 {count} 项", "and {count} more"),
  waiting_by: w("{name} · {when}", "{name} · {when}"),
  running: w("进行中的任务", "Running sends"),
  running_none: w("没有进行中的任务", "No send is running"),
  running_none_hint: w("批准后的发送任务会在这里显示进度。", "Approved sends show their progress here."),
  packages: w("套餐用量", "Packages"),
  packages_none: w("还没有套餐包", "No packages yet"),
  packages_none_hint: w("未订购时按需计费。", "Without one everything is pay as you go."),
  order: w("订购套餐包", "Order a package"),
  all: w("查看全部", "See all"),
  left: w(
    "可用 {available, number} / {granted, number}",
    "{available, number} of {granted, number} available",
  ),
  payg: w("按需已用 {count, number}", "{count, number} pay as you go"),
  unpaid: w("未支付 {count, number}", "{count, number} unpaid"),
  outside_none: w("还没有通道", "No channel yet"),
  outside_none_hint: w(
    "平台管理员开通后，这里会显示各通道的状态。",
    "How each channel is stands here once a platform admin has granted one.",
  ),
  vendors_templates: w("查看模板", "See the templates"),
  guide: w("流程指引", "How it goes"),
  guide_note: w("从开通到第一条消息", "From opening to the first message"),
  beginning: w("开始使用：发出第一条消息", "Begin: send the first message"),
  beginning_note: w(
    "每一步的状态由系统按已有的内容得出，随时可以离开再回来。",
    "How far each step is comes from what there is, so you can leave and come back.",
  ),
  beginning_done: w("已完成 {done} / {of}", "{done} of {of} done"),
  intro: w("Tidings 是什么", "What is Tidings?"),
  intro_text: w(
    "Tidings 让企业以智能信息（富媒体短信卡片）触达客户：模板经内部四眼审核与各手机厂商审核，发送任务由另一位成员批准，额度先预留、卡片被展示才扣减，每个号码恰好有一个结果。同样的操作也能在 Slack、Discord 与终端里完成。",
    "Tidings brings rich messages to customers' phones: templates are reviewed by a second person and by each phone maker, sends are approved by another member, quota is reserved first and used only when a phone shows the card, and every number ends in exactly one result. The same can be done in Slack, Discord and a terminal.",
  ),
};

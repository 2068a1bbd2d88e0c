import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of what became of a trial, and of the bars that show what failed. */
export const words = {
  title: w("试发结果", "The trial"),
  title_kept: w("试发结果（放行时）", "The trial, as it was when the rest was released"),
  rate: w("送达率", "Delivered"),
  rate_of: w("{sent} 条中送达 {delivered} 条", "{delivered} of {sent} sent"),
  failed: w("未送达", "Not delivered"),
  open: w("暂无结果", "Without news"),
  open_note: w("尚未收到回执，或回执超时", "No receipt yet, or none in time"),
  shown: w("卡片展示", "Cards shown"),
  shown_note: w("手机已展示卡片的号码数", "Phones that asked for the card"),
  waits: w("试发还有 {count} 个号码未发出", "{count} of the trial are still to be sent"),
  why: w("未送达原因", "Why not delivered"),
  none_failed: w("没有失败", "Nothing failed"),
  by_vendor: w("按手机厂商", "By phone maker"),
  vendor: w("厂商", "Maker"),
  vendor_unknown: w("未知", "Not known"),
  delivered: w("送达", "Delivered"),
  of: w("{delivered} / {sent}", "{delivered} of {sent}"),
  looked_at: w(
    "原因与厂商按试发的前 {count} 个号码统计。",
    "Reasons and makers are those of the first {count} numbers of the trial.",
  ),
  release_rate: w(
    "试发的 {sent} 条中已送达 {delivered} 条（{share}），未送达 {failed} 条，暂无结果 {open} 条。",
    "Of the trial's {sent} messages {delivered} were delivered ({share}), {failed} were not, and {open} are without news.",
  ),
  release_why: w("未送达原因：{reasons}", "Why: {reasons}"),
  release_bad: w(
    "试发有较多号码未送达，请先查明原因。",
    "Many messages of the trial did not arrive: find out why first.",
  ),
  bar: w(
    "{sent} 条已发出：送达 {delivered}（{share}），未送达 {failed}，暂无结果 {open}；待发 {waits}，已取消 {cancelled}",
    "{sent} sent: {delivered} delivered ({share}), {failed} not, {open} without news; {waits} to go, {cancelled} ended",
  ),
  bar_delivered: w("送达 {share}", "{share} delivered"),
  bar_trial: w("试发送达 {share}", "Trial: {share} delivered"),
  bar_failed: w("未送达 {count}", "{count} not delivered"),
  bar_open: w("暂无结果 {count}", "{count} without news"),
  bar_cancelled: w("已取消 {count}", "{count} ended"),
  bar_none: w("尚未发出", "Nothing sent yet"),
};

import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of what became of a trial, and of the bars that show what failed. */
export const words = {
  title: w("试发结果", "Trial result"),
  title_kept: w("试发结果（放行时）", "Trial result (at release)"),
  rate: w("送达率", "Delivery rate"),
  rate_of: w("{sent} 条中送达 {delivered} 条", "{delivered} of {sent} delivered"),
  failed: w("未送达", "Not delivered"),
  open: w("暂无结果", "No result yet"),
  open_note: w("尚未收到回执，或回执超时", "No receipt yet, or it timed out"),
  shown: w("卡片展示", "Card views"),
  shown_note: w("手机已展示卡片的号码数", "Numbers whose phones showed the card"),
  waits: w("试发还有 {count} 个号码未发送", "Trial not yet sent to {count} {count:number|numbers}"),
  why: w("未送达原因", "Why not delivered"),
  none_failed: w("没有失败", "No failures"),
  by_vendor: w("按手机厂商", "By phone vendor"),
  vendor: w("厂商", "Vendor"),
  vendor_unknown: w("未知", "Unknown"),
  delivered: w("送达", "Delivered"),
  of: w("{delivered} / {sent}", "{delivered} of {sent}"),
  looked_at: w(
    "原因与厂商按试发的前 {count} 个号码统计。",
    "Reasons and vendors are based on the first {count} numbers of the trial.",
  ),
  release_rate: w(
    "试发的 {sent} 条中已送达 {delivered} 条（{share}），未送达 {failed} 条，暂无结果 {open} 条。",
    "Of {sent} trial messages, {delivered} were delivered ({share}), {failed} weren't, and {open} have no result yet.",
  ),
  release_why: w("未送达原因：{reasons}", "Reasons: {reasons}"),
  release_bad: w(
    "试发中有较多号码未送达，请先查明原因。",
    "Many trial messages weren't delivered. Find out why first.",
  ),
  bar: w(
    "{sent} 条已发出：送达 {delivered}（{share}），未送达 {failed}，暂无结果 {open}；待发 {waits}，已取消 {cancelled}",
    "{sent} sent: {delivered} delivered ({share}), {failed} failed, {open} with no result yet; {waits} not sent yet, {cancelled} ended",
  ),
  bar_delivered: w("送达 {share}", "{share} delivered"),
  bar_trial: w("试发：送达 {share}", "Trial: {share} delivered"),
  bar_failed: w("未送达 {count}", "{count} not delivered"),
  bar_open: w("暂无结果 {count}", "{count} with no result yet"),
  bar_cancelled: w("已取消 {count}", "{count} ended"),
  bar_none: w("尚未发出", "Nothing sent yet"),
};

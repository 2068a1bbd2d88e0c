import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the balances. */
export const words = {
  available_of: w("可用（共 {granted, number}）", "of {granted, number} available"),
  runs_out: w(
    "按最近 14 天的用量（每天约 {count, number} 次），预计 {day} 用完",
    "At the rate of the last 14 days (about {count, number} a day), your quota runs out on {day}",
  ),
  low_days: w("剩余额度不足 14 天，请及时订购", "Less than 14 days of quota left. Order soon."),
  low_share: w("剩余额度不足套餐的 10 %，请及时订购", "Less than 10 % of the package is left. Order soon."),
  payg: w("按需计费已用 {count, number}", "Pay-as-you-go usage: {count, number}"),
  unpaid: w(
    "{count, number} 次点击超出套餐且尚未支付，请订购套餐，或允许超出套餐后扣减",
    "{count, number} unpaid {count:click|clicks} beyond your packages. Order a package, or allow usage beyond packages.",
  ),
  next_expiry: w("最早到期：{at}", "Next expiry: {at}"),
  chart: w("近 30 天每日解析（已扣减）", "Daily resolutions (deducted), last 30 days"),
  used: w("已使用", "Used"),
  audit: w("核对账目", "Check ledger"),
  audit_ok: w(
    "账目一致：{accounts} 个余额、{transfers} 笔转移、{sends} 个任务均已核对。",
    "Ledger matches. Checked: {accounts} balances, {transfers} transfers, {sends} sends.",
  ),
  audit_bad: w(
    "发现 {count} 处不一致，请联系管理员。",
    "{count} {count:mismatch|mismatches} found. Contact an admin.",
  ),
};

import { defineWords } from "../ui/words.ts";

/** Texts of the balances. */
export const words = defineWords(
  "quotas",
  {
    available_of: "可用，共 {granted, number}",
    runs_out: "按最近 14 天的用量（每天约 {count, number} 次），预计 {day} 用完",
    low_days: "剩余额度不足 14 天，请及时订购",
    low_share: "剩余额度不足套餐的 10%，请及时订购",
    payg: "按需已用 {count, number}",
    unpaid: "超出套餐、尚未支付的点击 {count, number} 次：订购套餐或允许超出套餐后扣减",
    next_expiry: "最近到期：{at}",
    chart: "近 30 天每日解析（已扣减）",
    used: "已使用",
    audit: "核对账目",
    audit_ok: "账目一致：{accounts} 个余额、{transfers} 笔转移、{sends} 个任务均已核对。",
    audit_bad: "发现 {count} 处不一致，请联系管理员。",
  },
  {
    available_of: "available of {granted, number}",
    runs_out: "At the pace of the last 14 days (about {count, number} a day) it runs out on {day}",
    low_days: "Less than 14 days are left: order in time",
    low_share: "Less than a tenth of the packages is left: order in time",
    payg: "{count, number} pay as you go",
    unpaid:
      "{count, number} clicks beyond the packages are not paid for: the next package pays, or pay-as-you-go once it is on",
    next_expiry: "Next expiry: {at}",
    chart: "Resolved (and so used) by day, last 30 days",
    used: "Used",
    audit: "Check the books",
    audit_ok: "The books agree. Checked: balances {accounts}, transfers {transfers}, sends {sends}.",
    audit_bad: "{count} resources do not agree. Tell an administrator.",
  },
);

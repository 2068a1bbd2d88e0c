import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { kindWords } from "./offers.ts";
import { QUOTA_KIND_WORDS } from "./words.ts";

/** A package (PKG-1): the units of a paid order, used up in the order in which packages expire. */
export const quotaPackage = defineResource({
  noun: "package",
  view: "package_cards",
  title: "order_no",
  order: ["expires_at", "asc"],
  opens: false,
  words: {
    note: w(
      "优先使用套餐（先到期的先用），超出部分按需计费。余额始终等于账本记录之和。",
      "Packages are used first, starting with those that expire soonest. Usage beyond them is pay-as-you-go. Balances always equal the sum of the ledger.",
    ),
    empty: w("还没有套餐包", "No packages yet"),
    empty_hint: w(
      "未订购时按需计费；订购套餐包后优先使用套餐。",
      "Without a package, usage is pay-as-you-go. Once you order packages, they're used first.",
    ),
  },
  fields: {
    kind: {
      kind: "choice",
      label: w("信息类型", "Message type"),
      values: QUOTA_KIND_WORDS,
      list: "head",
      filter: "is",
      text: kindWords,
    },
    available: { kind: "count", label: w("剩余", "Remaining"), list: "head", sort: true },
    size: { kind: "count", label: w("额度", "Quota") },
    expires_at: { kind: "time", label: w("到期时间", "Expires"), sort: true, filter: "span" },
    paid_at: { kind: "time", label: w("付款时间", "Paid"), list: "wide", sort: true },
    order_no: {
      kind: "reference",
      label: w("订单", "Order"),
      to: "orders",
      id: "order_id",
      list: "wide",
    },
  },
  forms: {},
  transitions: {},
});

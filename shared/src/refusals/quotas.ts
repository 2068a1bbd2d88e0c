import type { Refusal } from "./refusal.ts";

/** Refusals of the price list and of orders (PKG-1). */
export const QUOTA_REFUSALS = {
  sku_taken: {
    status: 409,
    zh: "价目表中已有编码「{name}」。",
    en: "The price list already has the code “{name}”.",
    hint_zh: "请换一个编码，或修改已有的报价。",
    hint_en: "Choose another code, or edit the existing offer.",
    at: ["sku"],
  },
  offer_withdrawn: {
    status: 409,
    zh: "套餐「{name}」已下架。",
    en: "The package “{name}” was taken off sale.",
    hint_zh: "请在价目表中另选一个套餐。",
    hint_en: "Choose another package from the price list.",
  },
  offer_not_yet: {
    status: 409,
    zh: "套餐「{name}」尚未开售，开售时间：{from}（{zone}）。",
    en: "The package “{name}” goes on sale at {from} ({zone}).",
    hint_zh: "请在开售后订购，或另选一个套餐。",
    hint_en: "Order it once it's on sale, or choose another package.",
  },
  offer_over: {
    status: 409,
    zh: "套餐「{name}」已于 {until}（{zone}）停售。",
    en: "The package “{name}” went off sale at {until} ({zone}).",
    hint_zh: "请在价目表中另选一个套餐。",
    hint_en: "Choose another package from the price list.",
  },
  offer_changed: {
    status: 409,
    zh: "套餐「{name}」的报价在您查看后有变动，因此未下单。",
    en: "The package “{name}” has changed since you viewed it, so nothing was ordered.",
    hint_zh: "请查看新的价格后再订购。",
    hint_en: "Check the new price, then order.",
  },
  offer_edited: {
    status: 409,
    zh: "套餐「{name}」在您编辑期间被他人修改，您的修改未保存。",
    en: "Someone else edited the package “{name}” while you were editing it, so your edit wasn't saved.",
    hint_zh: "请查看当前内容后重新修改。",
    hint_en: "Look at the current version and edit it again.",
  },
  own_payment: {
    status: 403,
    zh: "您是该企业的成员，不能确认本企业的付款。",
    en: "You belong to this enterprise, so you can't confirm its payment.",
    hint_zh: "请由另一位平台管理员确认。",
    hint_en: "Another platform admin must confirm it.",
  },
  not_the_orderer: {
    status: 403,
    zh: "只有下单人可以取消订单。",
    en: "Only the person who placed the order can cancel it.",
    hint_zh: "请联系下单人，或由平台管理员拒绝该订单。",
    hint_en: "Contact the person who placed the order, or ask a platform admin to decline it.",
  },
} as const satisfies Record<string, Refusal>;

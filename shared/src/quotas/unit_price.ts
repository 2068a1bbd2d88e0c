import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { QUOTA_INPUTS } from "./inputs.ts";
import { PRICED_ITEM_WORDS } from "./words.ts";

const ITEM: Words = w("计费项", "Billing item");
const EACH: Words = w("每条单价", "Unit price");

/** What a unit beyond the packages costs from a time on (PKG-2). Prices are never changed: a new one follows. */
export const unitPrice = defineResource({
  noun: "unit_price",
  view: "unit_price_cards",
  title: "item",
  order: ["since", "desc"],
  opens: false,
  words: {
    note: w(
      "超出套餐部分的单价。新价格对之后的预留生效，之前的预留保持原价。",
      "Price per unit beyond packages. A new price applies to later reservations. Earlier ones keep their price.",
    ),
    empty: w("还没有按需单价", "No prices yet"),
    empty_hint: w("价目表中没有按需单价。", "The price list has no pay-as-you-go prices."),
  },
  fields: {
    item: {
      kind: "choice",
      label: ITEM,
      values: PRICED_ITEM_WORDS,
      list: "head",
      filter: "is",
    },
    price_micros: { kind: "money", label: EACH, currency: "currency", parts: 1_000_000, list: "head" },
    current: {
      kind: "flag",
      label: w("状态", "State"),
      values: {
        true: { tone: "good", zh: "当前价格", en: "Current" },
        false: { tone: "neutral", zh: "以前的价格", en: "Previous" },
      },
      filter: "is",
    },
    since: { kind: "time", label: w("生效时间", "Effective from"), filter: "span", sort: true },
  },
  forms: {
    create: form(QUOTA_INPUTS.set_unit_price, {
      verb: "set_unit_price",
      sudo: true,
      alias: "unit-price set",
      title: w("定价", "Set price"),
      confirm: w("定价", "Set the price"),
      done: w("价格已更新", "Price updated"),
      inputs: {
        item: { kind: "choice", label: ITEM, values: PRICED_ITEM_WORDS, initial: "aim_resolution" },
        price_micros: { kind: "money", label: EACH, parts: 1_000_000, min: 0 },
      },
    }),
  },
  transitions: {},
  elsewhere: ["set"],
});

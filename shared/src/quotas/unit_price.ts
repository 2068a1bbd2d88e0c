import type { Words } from "../ground/locale.ts";
import { offered } from "../ground/offered.ts";
import { defineResource, form } from "../resource/define.ts";
import { QUOTA_INPUTS } from "./inputs.ts";
import { PRICED_ITEM_WORDS } from "./words.ts";

const ITEM: Words = { zh: "计费项", en: "Item" };
const EACH: Words = { zh: "每条", en: "Each" };

/** What a unit beyond the packages costs from a time on (PKG-2). Prices are never changed: a new one follows. */
export const unitPrice = defineResource({
  noun: "unit_price",
  view: "unit_price_cards",
  title: "item",
  order: ["since", "desc"],
  opens: false,
  words: {
    note: {
      zh: "超出套餐的部分每条的价格。新价格对之后的预留生效，之前的保持不变。",
      en: "What each unit beyond the packages costs. A new price holds for what is reserved from then on; what was reserved before keeps its own.",
    },
    empty: { zh: "还没有按需单价", en: "No price yet" },
    empty_hint: {
      zh: "价目表未给出按需单价。",
      en: "The price list has no price for what goes beyond the packages.",
    },
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
      label: { zh: "状态", en: "State" },
      values: {
        true: { tone: "good", zh: "当前价格", en: "Holds now" },
        false: { tone: "neutral", zh: "以前的价格", en: "Earlier" },
      },
      filter: "is",
    },
    since: { kind: "time", label: { zh: "生效时间", en: "Since" }, filter: "span", sort: true },
  },
  forms: {
    create: form(QUOTA_INPUTS.set_unit_price, {
      verb: "set_unit_price",
      sudo: true,
      alias: "unit-price set",
      title: { zh: "定价", en: "Set a price" },
      confirm: { zh: "定价", en: "Set the price" },
      done: { zh: "价格已更新", en: "The price is set" },
      inputs: {
        item: { kind: "choice", label: ITEM, values: offered(PRICED_ITEM_WORDS), initial: "aim_resolution" },
        price_micros: { kind: "money", label: EACH, parts: 1_000_000, min: 0 },
      },
    }),
  },
  transitions: {},
  elsewhere: ["set"],
});

import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { QUOTA_INPUTS } from "./inputs.ts";
import { kindWords, MOST_SIZE, SKU, validityText } from "./offers.ts";
import { OFFER_STATE_WORDS, PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

const CODE: Words = w("编码", "Code");
const KIND: Words = w("信息类型", "Message type");
const UNITS: Words = w("套餐次数", "Units");
const PRICE: Words = w("价格", "Price");
const FROM: Words = w("开售时间", "On sale from");
const UNTIL: Words = w("停售时间", "On sale until");
const SAVED: Words = w("价目表已更新", "Price list updated");
const CODE_HINT: Words = w(
  "2 到 32 位小写字母、数字或 -，用于命令，例如 aim-100k",
  "2–32 lowercase letters, digits or -, used in commands, such as aim-100k",
);

const inputs = {
  sku: {
    kind: "text",
    label: CODE,
    hint: CODE_HINT,
    max: 32,
    problem: (value: string) => (SKU.test(value.trim()) ? null : CODE_HINT),
  },
  kind: { kind: "choice", label: KIND, values: QUOTA_KIND_WORDS, initial: "aim_resolution" },
  spec: {
    kind: "choice",
    label: w("规格", "Networks"),
    values: PACKAGE_SPEC_WORDS,
    initial: "three_network",
    when: ({ kind }: { readonly kind?: unknown }) => kind === "basic",
  },
  size: { kind: "count", label: UNITS, min: 1, max: MOST_SIZE },
  price_fen: { kind: "money", label: PRICE, parts: 100, min: 1 },
  validity_months: {
    kind: "count",
    label: w("有效期（月）", "Validity (months)"),
    min: 1,
    max: 60,
    initial: 12,
  },
  sale_from: {
    kind: "time",
    label: FROM,
    hint: w("不填则立即开售", "Leave empty to start immediately"),
    optional: true,
  },
  sale_until: {
    kind: "time",
    label: UNTIL,
    hint: w("不填则一直在售", "Leave empty for no end date"),
    optional: true,
  },
} as const;

/** An offer of the price list (PKG-1). Platform admins keep them; everybody who is signed in sees those on sale. */
export const offer = defineResource({
  noun: "offer",
  view: "offer_cards",
  title: "sku",
  order: ["size", "asc"],
  words: {
    note: w(
      "在售的套餐包，由平台管理员维护；超出套餐的部分按需计费。",
      "Packages on sale, managed by platform admins. Usage beyond packages is pay-as-you-go.",
    ),
    empty: w("暂无在售套餐包", "No packages on sale"),
    empty_hint: w(
      "价目表由平台管理员维护；没有套餐时按需计费。",
      "Platform admins manage the price list. Without packages, usage is pay-as-you-go.",
    ),
  },
  fields: {
    sku: { kind: "text", label: CODE, mono: true, list: "head", page: "no", filter: "part" },
    kind: {
      kind: "choice",
      label: KIND,
      values: QUOTA_KIND_WORDS,
      filter: "is",
      text: kindWords,
    },
    size: { kind: "count", label: UNITS, sort: true },
    price_fen: { kind: "money", label: PRICE, currency: "currency", list: "head", sort: true },
    unit_micros: {
      kind: "money",
      label: w("折合每次价格", "Per unit"),
      currency: "currency",
      parts: 1_000_000,
      sort: true,
    },
    validity_months: {
      kind: "text",
      label: w("有效期", "Validity"),
      text: ({ validity_months: months }) => ({
        zh: validityText(Number(months), "zh-CN"),
        en: validityText(Number(months), "en"),
      }),
    },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: OFFER_STATE_WORDS,
      platform: true,
      page: "chat",
      filter: "is",
    },
    sale_from: { kind: "time", label: FROM, platform: true, list: "wide" },
    sale_until: { kind: "time", label: UNTIL, list: "wide" },
  },
  forms: {
    create: form(QUOTA_INPUTS.create_offer, {
      verb: "create_offer",
      sudo: true,
      title: w("新增套餐报价", "New offer"),
      confirm: w("保存", "Save"),
      done: SAVED,
      inputs,
    }),
    update: form(QUOTA_INPUTS.update_offer, {
      verb: "update_offer",
      sudo: true,
      revised: true,
      title: w("修改套餐报价", "Edit offer"),
      confirm: w("保存", "Save"),
      note: w(
        "新报价对之后的订单生效；已有订单保持下单时的报价。",
        "The new terms apply to later orders. Existing orders keep their original terms.",
      ),
      done: SAVED,
      inputs,
    }),
  },
  transitions: {
    withdraw: {
      label: w("下架", "Take off sale"),
      question: w("下架套餐 {sku}？", "Take {sku} off sale?"),
      body: w(
        "下架后不能再订购，也不能恢复；已有订单不受影响。",
        "The package can't be ordered any more or put back on sale. Existing orders aren't affected.",
      ),
      final: w("下架后不能恢复。确定下架吗？", "The package can't be put back on sale. Take it off sale?"),
      done: w("{sku} 已下架", "{sku} was taken off sale"),
      tone: "danger",
      inList: true,
      from: ["listed"],
      platform: true,
    },
  },
});

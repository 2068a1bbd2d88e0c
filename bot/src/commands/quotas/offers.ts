import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { moneyText, unitPriceText } from "@tidings/shared/quotas/money.ts";
import { kindText, type Offer, type PriceList, validityText } from "@tidings/shared/quotas/offers.ts";
import { PRICED_ITEM_WORDS } from "@tidings/shared/quotas/words.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";

const SAYS = {
  title: { zh: "价目表", en: "Price list" },
  none: { zh: "暂无在售套餐包。", en: "No package is on sale." },
  sku: { zh: "编码", en: "Code" },
  kind: { zh: "信息类型", en: "Kind" },
  size: { zh: "套餐（次）", en: "Units" },
  price: { zh: "价格", en: "Price" },
  each: { zh: "折合每次", en: "A unit" },
  valid: { zh: "有效期", en: "Valid" },
  units: {
    zh: "按需计费（超出套餐的部分，每条）：{prices}",
    en: "Pay as you go, each beyond the packages: {prices}",
  },
  order: { zh: "订购：order place <编码> [数量]", en: "To order: order place <code> [quantity]" },
  unknown: {
    zh: "价目表中没有「{text}」。在售：{names}",
    en: "The price list has no “{text}”. On sale: {names}",
  },
} as const satisfies Record<string, Words>;

/** The price list as it is now. */
export const priceList = ({ session }: Context): Promise<PriceList> => verb<PriceList>(session, "price_list");

/** The offer that is named by its code, or by its id. @throws UserError that lists what is on sale */
export function offerNamed({ locale }: Context, { offers }: PriceList, text: string): Offer {
  const wanted = text.trim().toLowerCase();
  const found = offers.find(({ sku, id }) => sku === wanted || id === wanted);
  if (found) return found;
  const names = offers.map(({ sku }) => sku).join(", ") || "—";
  throw new UserError(fillPlaces(say(SAYS.unknown, locale), { text: text.trim(), names }), "offer");
}

export const offers = defineCommand({
  name: "offers",
  feature: "quotas",
  admin: true,
  words: {
    title: { zh: "价目表", en: "Offers" },
    description: {
      zh: "查看在售套餐包和按需单价",
      en: "Shows the packages on sale, and what a unit costs beyond them",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const list = await priceList(context);
    const priced = Object.entries(PRICED_ITEM_WORDS).filter(([item]) => list.units[item] !== undefined);
    const prices = priced
      .map(
        ([item, words]) =>
          `${say(words, locale)} ${unitPriceText(list.units[item] ?? 0, list.currency, locale)}`,
      )
      .join(" · ");
    const note = priced.length === 0 ? [] : [fillPlaces(say(SAYS.units, locale), { prices })];
    if (list.offers.length === 0) {
      return {
        tone: "plain",
        title: say(SAYS.title, locale),
        text: [say(SAYS.none, locale), ...note].join("\n"),
      };
    }
    const columns: readonly [Words, "left" | "right", (offer: Offer) => string][] = [
      [SAYS.sku, "left", ({ sku }) => sku],
      [SAYS.kind, "left", (offer) => kindText(offer, locale)],
      [SAYS.size, "right", ({ size }) => count(size)],
      [SAYS.price, "right", ({ price_fen, currency }) => moneyText(price_fen, currency, locale)],
      // Hundredths of the currency are ten thousand millionths.
      [
        SAYS.each,
        "right",
        ({ price_fen, size, currency }) => unitPriceText((price_fen * 10_000) / size, currency, locale),
      ],
      [SAYS.valid, "left", ({ validity_months }) => validityText(validity_months, locale)],
    ];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      text: [...note, say(SAYS.order, locale)].join("\n"),
      table: {
        name: "offers",
        columns: columns.map(([words, align]) => ({ title: say(words, locale), align })),
        rows: list.offers.map((offer) => columns.map(([, , value]) => value(offer))),
      },
    };
  },
});

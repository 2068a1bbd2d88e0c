import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";
import {
  kindText,
  MOST_QUANTITY,
  type Offer,
  type PriceList,
  validityText,
} from "@tidings/shared/quotas/offers.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { doneAnswer } from "../../engine/done.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand, isPermitted } from "../../registry/registry.ts";

const SAYS = {
  ask: w("确定订购 {quantity} 个「{sku}」吗？", "Order {quantity} of {sku}?"),
  what: w("套餐", "Package"),
  units: w("额度", "Units"),
  price: w("价格", "Price"),
  quantity: w("购买数量", "Quantity"),
  total: w("配置费用", "Total"),
  valid: w("有效期", "Validity"),
  valid_from: w("自付款确认起 {time}", "{time} from payment confirmation"),
  itself: w(
    "本部署自动确认付款，下单后额度立即生效。套餐包不支持退订退款。",
    "This deployment confirms payments automatically, so your quota is available immediately. Packages are non-refundable.",
  ),
  waits: w(
    "下单后请付款并注明订单号；平台管理员确认付款后额度生效。套餐包不支持退订退款。",
    "Pay after ordering and quote the order number. Your quota is available once a platform admin confirms the payment. Packages are non-refundable.",
  ),
  nothing: w("目前没有在售的套餐包。", "No packages are on sale right now."),
  how: w(
    "如需确认，请点击按钮，或执行：`order place {sku} {quantity} --revision {revision}`",
    "To order, click the button or run: `order place {sku} {quantity} --revision {revision}`",
  ),
  protected: w(
    "本企业已开启操作保护：订购须再次输入密码，请在管理台或终端中订购。",
    "Password confirmation is on, so ordering needs your password again. Order in the panel or the terminal.",
  ),
  button: w("确认订购（{total}）", "Confirm order ({total})"),
  unknown: w("价目表中没有「{text}」。在售：{names}", "“{text}” isn't on the price list. On sale: {names}"),
  paid: w("订单已支付，额度已生效", "Order paid, quota available"),
  placed: w("订单已提交，等待确认付款", "Order placed, awaiting payment confirmation"),
} as const satisfies Record<string, Words>;

/** The price list as it is now. */
const priceList = ({ session }: Context): Promise<PriceList> => verb<PriceList>(session, "price_list");

/** The offer that is named by its code, or by its id. @throws UserError that lists what is on sale */
function offerNamed({ locale }: Context, { offers }: PriceList, text: string): Offer {
  const wanted = text.trim().toLowerCase();
  const found = offers.find(({ sku, id }) => sku === wanted || id === wanted);
  if (found) return found;
  if (offers.length === 0) throw new UserError(say(SAYS.nothing, locale), "offer");
  const names = offers.map(({ sku }) => sku).join(", ");
  throw new UserError(fillPlaces(say(SAYS.unknown, locale), { text: text.trim(), names }), "offer");
}

export const orderPlace = defineCommand({
  name: "order place",
  aliases: ["order"],
  feature: "quotas",
  admin: true,
  words: {
    title: w("订购套餐包", "Order packages"),
    description: w(
      "按价目表订购套餐包；先显示费用，确认后下单",
      "Orders packages from the price list; shows the total first",
    ),
    options: {
      offer: w("套餐编码", "Package code"),
      quantity: w("购买数量", "Quantity"),
      revision: w("所查看报价的版本", "Revision viewed"),
    },
  },
  input: z.object({
    offer: z.string().trim().min(1).max(40),
    quantity: z.coerce.number().int().min(1).max(MOST_QUANTITY).default(1),
    revision: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
  }),
  positional: ["offer", "quantity"],
  permission: "KooMessage:quota:order",
  reads: false,
  audience: "chat_channel",
  suggests: {
    offer: async (context, typed) =>
      (await priceList(context)).offers
        .map(({ sku }) => sku)
        .filter((sku) => sku.includes(typed.toLowerCase())),
  },
  async run(context, { offer: named, quantity, revision }): Promise<Answer> {
    const list = await priceList(context);
    const offer = offerNamed(context, list, named);
    if (revision === undefined) return totalFirst(context, list, offer, quantity);
    const made = await verb<{ readonly id: string; readonly state: string }>(
      context.session,
      "create_order",
      {
        input: { offer_id: offer.id, quantity, revision },
        request: context.request(`order/${offer.id}/${quantity}`),
      },
    );
    const told = made.state === "paid" ? [SAYS.paid] : [SAYS.placed, SAYS.waits];
    const text = told.map((words) => say(words, context.locale)).join("\n");
    return doneAnswer(context, [{ resource: "order", id: made.id }], text);
  },
});

/** What it costs, and a button: nothing is ordered before its total was shown. */
function totalFirst(context: Context, list: PriceList, offer: Offer, quantity: number): Answer {
  const { locale } = context;
  // In chat nobody gives a password, so there is no button that could work.
  const barred = context.me.enterprise?.operation_protection === true && context.source !== "terminal";
  if (!isPermitted(orderPlace, context.me))
    throw new Refusal("forbidden", 403, { details: { action: "KooMessage:quota:order" } });
  const total = moneyText(offer.price_fen * quantity, offer.currency, locale);
  const places = { sku: offer.sku, quantity: count(quantity), total, revision: offer.revision };
  const told = (words: Words, more: object = {}) => hinted(words, context, { ...places, ...more });
  const fields: [Words, string][] = [
    [SAYS.what, `${kindText(offer, locale)} · ${count(offer.size)}`],
    [SAYS.price, moneyText(offer.price_fen, offer.currency, locale)],
    [SAYS.quantity, count(quantity)],
    [SAYS.units, count(offer.size * quantity)],
    [SAYS.total, total],
    [SAYS.valid, told(SAYS.valid_from, { time: validityText(offer.validity_months, locale) })],
  ];
  return {
    tone: "warn",
    title: told(SAYS.ask),
    fields: fields.map(([words, value]) => ({ label: say(words, locale), value })),
    text: [
      told(list.orders_confirm_themselves ? SAYS.itself : SAYS.waits),
      told(barred ? SAYS.protected : SAYS.how),
    ].join("\n"),
    ephemeral: true,
    actions: barred
      ? []
      : [
          {
            command: "order place",
            input: { offer: offer.id, quantity, revision: offer.revision },
            label: told(SAYS.button),
            style: "primary",
          },
        ],
  };
}

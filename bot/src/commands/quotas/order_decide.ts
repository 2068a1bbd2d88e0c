import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { moneyText } from "@tidings/shared/quotas/money.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { count } from "../../figures.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { findOrder, type OrderRow, orderFields, orderNumbers } from "./order_rows.ts";

const SAYS = {
  cancelled: { zh: "订单已取消", en: "The order is cancelled" },
  declined: { zh: "订单已拒绝", en: "The order is declined" },
  confirmed: { zh: "已确认付款，额度已发放", en: "The payment is confirmed, the units are there" },
  ask: { zh: "确认 {no} 的付款？", en: "Confirm the payment of {no}?" },
  warning: {
    zh: "{enterprise} 应付 {total}；确认后立即发放 {units} 次额度，不能撤销。核对到账后，加 --sure 再执行一次。",
    en: "{enterprise} owes {total}; it gets {units} units at once, and this cannot be undone. When you have seen the money, run it again with --sure.",
  },
} as const satisfies Record<string, Words>;

const order = z.string().trim().min(1).max(40);
const ORDER: Words = { zh: "订单号", en: "Order" };

const shown = (context: Context, row: OrderRow, words: Words): Answer => ({
  tone: "good",
  title: say(words, context.locale),
  fields: orderFields(context, row),
});

export const orderCancel = defineCommand({
  name: "order cancel",
  feature: "quotas",
  admin: true,
  words: {
    title: { zh: "取消订单", en: "Cancel an order" },
    description: {
      zh: "取消您下的、尚未付款的订单",
      en: "Takes back an order of yours that is not paid yet",
    },
    options: { order: ORDER },
  },
  input: z.object({ order }),
  positional: ["order"],
  permission: "KooMessage:quota:order",
  reads: false,
  audience: "chat_channel",
  suggests: { order: (context, typed) => orderNumbers(context, typed, "ordered") },
  async run(context, asked): Promise<Answer> {
    const { id } = await findOrder(context, asked.order);
    const row = await verb<OrderRow>(context.session, "cancel_order", {
      package_order: id,
      request: context.request(`cancel_order/${id}`),
    });
    return shown(context, row, SAYS.cancelled);
  },
});

export const orderConfirm = defineCommand({
  name: "order confirm",
  feature: "quotas",
  words: {
    title: { zh: "确认付款", en: "Confirm a payment" },
    description: {
      zh: "平台管理员：确认订单已付款，须写明付款凭据编号",
      en: "Platform admins: says that an order is paid, with the reference of the payment",
    },
    options: {
      order: ORDER,
      reference: { zh: "付款凭据编号", en: "Reference of the payment" },
      sure: { zh: "确认", en: "Sure" },
    },
  },
  input: z.object({ order, reference: z.string().trim().min(1).max(64), sure: z.boolean().optional() }),
  positional: ["order", "reference"],
  permission: null,
  // In chat nobody runs the deployment.
  terminalOnly: true,
  reads: false,
  audience: "person",
  async run(context, { order: named, reference, sure }): Promise<Answer> {
    const row = await findOrder(context, named);
    const places = {
      no: row.order_no,
      enterprise: row.enterprise_name,
      total: moneyText(row.total_fen, row.currency, context.locale),
      units: count(row.units),
    };
    if (!sure && row.state === "ordered") {
      return {
        tone: "warn",
        title: fillPlaces(say(SAYS.ask, context.locale), places),
        fields: orderFields(context, row),
        text: fillPlaces(say(SAYS.warning, context.locale), places),
      };
    }
    const paid = await verb<OrderRow>(context.session, "confirm_order", {
      package_order: row.id,
      input: { reference },
      request: context.request(`confirm_order/${row.id}`),
    });
    return shown(context, paid, SAYS.confirmed);
  },
});

export const orderDecline = defineCommand({
  name: "order decline",
  feature: "quotas",
  words: {
    title: { zh: "拒绝订单", en: "Decline an order" },
    description: {
      zh: "平台管理员：拒绝未付款的订单，须写明原因",
      en: "Platform admins: ends an order that is not paid, with a reason",
    },
    options: { order: ORDER, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({ order, reason: z.string().trim().min(1).max(500) }),
  positional: ["order", "reason"],
  permission: null,
  terminalOnly: true,
  reads: false,
  audience: "person",
  async run(context, { order: named, reason }): Promise<Answer> {
    const { id } = await findOrder(context, named);
    const row = await verb<OrderRow>(context.session, "decline_order", {
      package_order: id,
      reason,
      request: context.request(`decline_order/${id}`),
    });
    return shown(context, row, SAYS.declined);
  },
});

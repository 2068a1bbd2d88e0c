import { type Words, w } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import { defineResource, KEEP } from "../resource/define.ts";
import { kindWords } from "./offers.ts";
import { ORDER_STATE_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

const TOTAL: Words = w("金额", "Total");
const WAITING = ["ordered"];

/** An order of packages (PKG-1): an offer of the price list × a quantity, at the terms that were shown. */
export const order = defineResource({
  noun: "order",
  view: "orders",
  title: "order_no",
  order: ["ordered_at", "desc"],
  argument: "package_order",
  words: {
    note: w(
      "从价目表订购的套餐包。平台管理员确认付款后，额度生效。",
      "Packages ordered from the price list. Quota takes effect once a platform admin confirms payment.",
    ),
    empty: w("还没有订单", "No orders yet"),
    empty_hint: w(
      "从价目表订购后，订单及其状态会显示在这里。",
      "Orders from the price list and their states appear here.",
    ),
  },
  fields: {
    order_no: {
      kind: "text",
      label: w("订单号", "Order number"),
      mono: true,
      list: "head",
      page: "no",
      filter: "part",
    },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: ORDER_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    enterprise_name: {
      kind: "text",
      label: w("企业", "Enterprise"),
      platform: true,
      filter: "part",
    },
    kind: {
      kind: "choice",
      label: w("套餐", "Package"),
      values: QUOTA_KIND_WORDS,
      filter: "is",
      text: (row) => {
        const { zh, en } = kindWords(row);
        const what = `${Number(row.size).toLocaleString("en-US")} × ${row.quantity}`;
        return { zh: `${zh} · ${what}`, en: `${en} · ${what}` };
      },
    },
    total_fen: { kind: "money", label: TOTAL, currency: "currency", sort: true },
    units: { kind: "count", label: w("额度", "Units"), list: "no" },
    payment_reference: {
      kind: "text",
      label: w("付款", "Payment"),
      list: "wide",
      text: ({ state, confirmed_itself, payment_reference }) => {
        if (confirmed_itself) return w("系统自动确认", "confirmed automatically");
        return state === "ordered"
          ? w("待平台确认", "awaiting platform confirmation")
          : String(payment_reference ?? "—");
      },
    },
    ordered_at: {
      kind: "time",
      label: w("下单时间", "Ordered"),
      by: "ordered_by_name",
      filter: "span",
      sort: true,
    },
    decided_at: { kind: "time", label: w("处理时间", "Processed"), by: "decided_by_name", list: "no" },
    reason: { kind: "long", label: w("原因", "Reason"), list: "no" },
  },
  forms: {
    create: { verb: "create_order", title: w("订购套餐包", "Order package"), byHand: true },
  },
  transitions: {
    cancel: {
      label: w("取消订单", "Cancel order"),
      question: w("取消订单 {order_no}？", "Cancel order {order_no}?"),
      keep: KEEP,
      body: w(
        "尚未付款的订单将被取消。若已付款，请不要取消，等待平台确认。",
        "The unpaid order will be cancelled. If you have paid, don't cancel it. Wait for the platform to confirm the payment.",
      ),
      done: w("订单已取消", "Order cancelled"),
      tone: "danger",
      inList: true,
      from: WAITING,
    },
    confirm: {
      label: w("确认付款", "Confirm payment"),
      question: w("确认订单 {order_no} 的付款？", "Confirm payment for order {order_no}?"),
      body: (row) => {
        const total = (locale: "zh-CN" | "en") =>
          moneyText(Number(row.total_fen), String(row.currency), locale);
        const units = Number(row.units).toLocaleString("en-US");
        return {
          zh: `「${row.enterprise_name}」应付 ${total("zh-CN")}。确认后立即发放 ${units} 次额度，不能撤销。`,
          en: `“${row.enterprise_name}” owes ${total("en")}. Confirming grants ${units} units immediately. You can't undo this.`,
        };
      },
      done: w("已确认付款，额度已发放", "Payment confirmed, quota granted"),
      tone: "main",
      inList: true,
      from: WAITING,
      platform: true,
      inputs: {
        reference: {
          kind: "text",
          label: w("付款凭据编号（银行流水号等）", "Payment reference (such as a bank transaction number)"),
          max: 64,
        },
      },
      sure: w("我已核实收到这笔付款", "I have checked that this payment arrived"),
    },
    decline: {
      label: w("拒绝订单", "Decline order"),
      question: w("拒绝订单 {order_no}？", "Decline order {order_no}?"),
      body: w("仅用于未付款的订单；企业会看到原因。", "For unpaid orders. The enterprise sees the reason."),
      done: w("订单已拒绝", "Order declined"),
      tone: "danger",
      reason: "required",
      inList: true,
      from: WAITING,
      platform: true,
    },
  },
});

import type { Words } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import { defineResource } from "../resource/define.ts";
import { kindWords } from "./offers.ts";
import { ORDER_STATE_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

const TOTAL: Words = { zh: "金额", en: "Total" };
const WAITING = ["ordered"];

/** An order of packages (PKG-1): an offer of the price list × a quantity, at the terms that were shown. */
export const order = defineResource({
  noun: "order",
  view: "orders",
  title: "order_no",
  order: ["ordered_at", "desc"],
  argument: "package_order",
  words: {
    note: {
      zh: "从价目表订购的套餐包。平台管理员确认付款后，额度生效。",
      en: "Packages that were ordered from the price list. The units come when a platform admin confirms the payment.",
    },
    empty: { zh: "还没有订单", en: "No orders yet" },
    empty_hint: {
      zh: "从价目表订购后，订单及其状态会显示在这里。",
      en: "What is ordered from the price list stands here with its state.",
    },
  },
  fields: {
    order_no: {
      kind: "text",
      label: { zh: "订单号", en: "Order" },
      mono: true,
      list: "head",
      page: "no",
      filter: "part",
    },
    state: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: ORDER_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    enterprise_name: {
      kind: "text",
      label: { zh: "企业", en: "Enterprise" },
      platform: true,
      filter: "part",
    },
    kind: {
      kind: "choice",
      label: { zh: "套餐", en: "Package" },
      values: QUOTA_KIND_WORDS,
      filter: "is",
      text: (row) => {
        const { zh, en } = kindWords(row);
        const what = `${Number(row.size).toLocaleString("en-US")} × ${row.quantity}`;
        return { zh: `${zh} · ${what}`, en: `${en} · ${what}` };
      },
    },
    total_fen: { kind: "money", label: TOTAL, currency: "currency", sort: true },
    units: { kind: "count", label: { zh: "额度", en: "Units" }, list: "no" },
    payment_reference: {
      kind: "text",
      label: { zh: "付款", en: "Payment" },
      list: "wide",
      text: ({ state, confirmed_itself, payment_reference }) => {
        if (confirmed_itself) return { zh: "系统自动确认", en: "confirmed by the system" };
        return state === "ordered"
          ? { zh: "待平台确认", en: "the platform confirms it" }
          : String(payment_reference ?? "—");
      },
    },
    ordered_at: {
      kind: "time",
      label: { zh: "下单", en: "Ordered" },
      by: "ordered_by_name",
      filter: "span",
      sort: true,
    },
    decided_at: { kind: "time", label: { zh: "处理", en: "Decided" }, by: "decided_by_name", list: "no" },
    reason: { kind: "long", label: { zh: "原因", en: "Reason" }, list: "no" },
  },
  forms: {
    create: { verb: "create_order", title: { zh: "订购套餐包", en: "Order a package" }, byHand: true },
  },
  transitions: {
    cancel: {
      label: { zh: "取消订单", en: "Cancel the order" },
      question: { zh: "取消订单 {order_no}？", en: "Cancel order {order_no}?" },
      body: {
        zh: "尚未付款的订单将被取消。若已付款，请不要取消，等待平台确认。",
        en: "An order that is not paid yet. If you have paid, leave it: the platform confirms it.",
      },
      done: { zh: "订单已取消", en: "The order is cancelled" },
      tone: "danger",
      inList: true,
      from: WAITING,
    },
    confirm: {
      label: { zh: "确认付款", en: "Confirm payment" },
      question: { zh: "确认订单 {order_no} 的付款？", en: "Confirm the payment of {order_no}?" },
      body: (row) => {
        const total = (locale: "zh-CN" | "en") =>
          moneyText(Number(row.total_fen), String(row.currency), locale);
        const units = Number(row.units).toLocaleString("en-US");
        return {
          zh: `${row.enterprise_name} 应付 ${total("zh-CN")}。确认后立即发放 ${units} 次额度，不能撤销。`,
          en: `${row.enterprise_name} owes ${total("en")}. It gets ${units} units at once; this cannot be undone.`,
        };
      },
      done: { zh: "已确认付款，额度已发放", en: "The payment is confirmed, the units are there" },
      tone: "main",
      inList: true,
      from: WAITING,
      platform: true,
      inputs: {
        reference: {
          kind: "text",
          label: {
            zh: "付款凭据编号（银行流水号等）",
            en: "Reference of the payment (bank statement, receipt)",
          },
          max: 64,
        },
      },
      sure: { zh: "我已核对收到这笔付款", en: "I have seen that this payment came" },
    },
    decline: {
      label: { zh: "拒绝订单", en: "Decline the order" },
      question: { zh: "拒绝订单 {order_no}？", en: "Decline {order_no}?" },
      body: {
        zh: "用于未付款的订单；企业会看到原因。",
        en: "For an order that is not paid. The enterprise reads the reason.",
      },
      done: { zh: "订单已拒绝", en: "The order is declined" },
      tone: "danger",
      reason: "required",
      inList: true,
      from: WAITING,
      platform: true,
    },
  },
});

import { defineResource } from "../resource/define.ts";
import { LEDGER_REASON_WORDS, QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS } from "./words.ts";

/** An entry of the ledger (PKG-3): every transfer has two, which add up to zero. */
export const ledgerEntry = defineResource({
  noun: "ledger_entry",
  view: "ledger_entries",
  title: "reason",
  order: ["id", "desc"],
  numbered: true,
  opens: false,
  words: {
    note: {
      zh: "每笔转移记两条，相加为零；余额即账本之和。",
      en: "Every transfer has two entries that add up to zero; a balance is the sum of its entries.",
    },
    empty: { zh: "还没有记录", en: "Nothing here yet" },
    empty_hint: {
      zh: "订单付款、批准发送、卡片被解析时，都会记账。",
      en: "Paid orders, approvals and resolutions are booked here.",
    },
  },
  fields: {
    at: { kind: "time", label: { zh: "时间", en: "Time" }, filter: "span" },
    reason: {
      kind: "choice",
      label: { zh: "原因", en: "Reason" },
      values: LEDGER_REASON_WORDS,
      list: "head",
      filter: "is",
    },
    account: {
      kind: "choice",
      label: { zh: "科目", en: "Account" },
      values: QUOTA_ACCOUNT_WORDS,
      filter: "is",
    },
    amount: {
      kind: "count",
      label: { zh: "变动", en: "Change" },
      list: "head",
      text: ({ amount }) => `${Number(amount) > 0 ? "+" : ""}${Number(amount).toLocaleString("en-US")}`,
    },
    kind: { kind: "choice", label: { zh: "信息类型", en: "Kind" }, values: QUOTA_KIND_WORDS, filter: "is" },
    holder: {
      kind: "reference",
      label: { zh: "任务", en: "Task" },
      to: ({ send_id, holder_id }) => `/${send_id ? "sends" : "resolve-tasks"}/${holder_id}`,
      id: "holder_id",
    },
    // What an auditor adds up by; in files, and in the list of anyone who chooses them.
    id: { kind: "count", label: { zh: "流水号", en: "Entry number" }, list: "no" },
    transfer: { kind: "text", label: { zh: "转移编号", en: "Transfer" }, mono: true, list: "no" },
    package_id: { kind: "text", label: { zh: "套餐编号", en: "Package" }, mono: true, list: "no" },
  },
  forms: {},
  transitions: {},
});

import { w } from "../ground/locale.ts";
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
    note: w(
      "每笔转移记为两条记录，金额相加为零；余额等于各条记录之和。",
      "Each transfer has two entries that add up to zero. A balance is the sum of its entries.",
    ),
    empty: w("还没有记录", "No entries yet"),
    empty_hint: w(
      "订单付款、发送获批和卡片解析都会在这里记账。",
      "Order payments, send approvals and card resolutions are recorded here.",
    ),
  },
  fields: {
    at: { kind: "time", label: w("时间", "Time"), filter: "span" },
    reason: {
      kind: "choice",
      label: w("原因", "Reason"),
      values: LEDGER_REASON_WORDS,
      list: "head",
      filter: "is",
    },
    account: {
      kind: "choice",
      label: w("科目", "Account"),
      values: QUOTA_ACCOUNT_WORDS,
      filter: "is",
    },
    amount: {
      kind: "count",
      label: w("变动", "Change"),
      list: "head",
      text: ({ amount }) => `${Number(amount) > 0 ? "+" : ""}${Number(amount).toLocaleString("en-US")}`,
    },
    kind: { kind: "choice", label: w("信息类型", "Message type"), values: QUOTA_KIND_WORDS, filter: "is" },
    holder: {
      kind: "reference",
      label: w("任务", "Task"),
      to: ({ send_id, holder_id }) => `/${send_id ? "sends" : "resolve-tasks"}/${holder_id}`,
      id: "holder_id",
    },
    // What an auditor adds up by; in files, and in the list of anyone who chooses them.
    id: { kind: "count", label: w("流水号", "Entry number"), list: "no" },
    transfer: { kind: "text", label: w("转移编号", "Transfer ID"), mono: true, list: "no" },
    package_id: { kind: "text", label: w("套餐编号", "Package ID"), mono: true, list: "no" },
  },
  forms: {},
  transitions: {},
});

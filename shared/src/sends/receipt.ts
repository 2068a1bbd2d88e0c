import { CARRIER_NAMES } from "../channels/words.ts";
import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import { CODE_MEANS, codeWords } from "./codes.ts";
import { RECEIPT_STATUS_WORDS } from "./incoming.ts";

/** A receipt of a carrier that belongs to no message of ours. Numbers in it are masked. */
export const receipt = defineResource({
  noun: "receipt",
  view: "receipt_cards",
  title: "reference",
  order: ["received_at", "desc"],
  numbered: true,
  opens: false,
  unlogged: true,
  words: {
    note: w(
      "这些回执由运营商发来，但无法对应到任何消息。偶尔出现属正常；同一通道大量出现时，请与运营商核对消息编号。",
      "Carrier receipts that match none of our messages. A few are normal; if one channel has many, check the message references with the carrier.",
    ),
    empty: w("没有未知回执", "No unknown receipts"),
    empty_hint: w("目前每条回执都对应一条消息。", "Every receipt so far matches a message."),
  },
  fields: {
    reference: {
      kind: "text",
      label: w("消息编号", "Reference"),
      mono: true,
      list: "head",
      filter: "part",
    },
    status: {
      kind: "choice",
      label: w("状态", "State"),
      values: RECEIPT_STATUS_WORDS,
      list: "head",
      filter: "is",
    },
    code: {
      kind: "text",
      label: w("运营商代码", "Carrier code"),
      filter: "part",
      advanced: true,
    },
    code_said: { kind: "text", label: CODE_MEANS, text: (row) => codeWords(row) ?? "—" },
    vendor: {
      kind: "text",
      label: w("厂商", "Vendor"),
      text: ({ vendor }) => (vendor === null ? "—" : VENDOR_WORDS[vendor]),
    },
    channel: { kind: "text", label: w("通道", "Channel"), filter: "part", known: CARRIER_NAMES },
    received_at: { kind: "time", label: w("收到时间", "Received"), sort: true, filter: "span" },
  },
  forms: {},
  transitions: {},
});

import { defineResource } from "../resource/define.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
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
    note: {
      zh: "运营商发来、但无法对应任何消息的回执。偶有属正常；同一通道大量出现时，请与运营商核对消息编号。",
      en: "Receipts of carriers that belong to no message of ours. One now and then is usual; where one channel has many, compare the references with the carrier.",
    },
    empty: { zh: "没有未知回执", en: "No unknown receipt" },
    empty_hint: {
      zh: "目前每条回执都对应一条消息。",
      en: "Each receipt that came belongs to a message.",
    },
  },
  fields: {
    reference: {
      kind: "text",
      label: { zh: "消息编号", en: "Reference" },
      mono: true,
      list: "head",
      filter: "part",
    },
    status: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: RECEIPT_STATUS_WORDS,
      list: "head",
      filter: "is",
    },
    code: {
      kind: "text",
      label: { zh: "运营商代码", en: "Carrier's code" },
      filter: "part",
      advanced: true,
    },
    vendor: {
      kind: "text",
      label: { zh: "厂商", en: "Vendor" },
      text: ({ vendor }) => (vendor === null ? "—" : VENDOR_WORDS[vendor]),
    },
    channel: { kind: "text", label: { zh: "通道", en: "Channel" }, filter: "part" },
    received_at: { kind: "time", label: { zh: "收到时间", en: "Received" }, sort: true, filter: "span" },
  },
  forms: {},
  transitions: {},
});

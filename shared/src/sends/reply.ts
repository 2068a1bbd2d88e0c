import { defineResource } from "../resource/define.ts";
import { REPLY_EFFECT_WORDS } from "./incoming.ts";

/** What people replied (上行, BSN-2), and who opted out by it. Numbers, also those in the text, are masked. */
export const reply = defineResource({
  noun: "reply",
  view: "reply_cards",
  title: "phone",
  order: ["received_at", "desc"],
  opens: false,
  unlogged: true,
  words: {
    note: {
      zh: "客户对短信的回复（上行）。回复 R、T、TD、N、退订 等即退订所答签名；号码已打码。",
      en: "What people answered to a text message. R, T, TD, N, 退订 and the like opt out of the signature that was answered. Numbers are masked.",
    },
    empty: { zh: "还没有回复", en: "No reply yet" },
    empty_hint: {
      zh: "客户回复短信后会出现在这里。",
      en: "What people answer to a message comes up here.",
    },
  },
  fields: {
    phone: { kind: "phone", label: { zh: "手机号", en: "Number" }, list: "head", filter: "number" },
    text: { kind: "long", label: { zh: "内容", en: "Text" }, filter: "part" },
    opted_out: {
      kind: "flag",
      label: { zh: "结果", en: "What it did" },
      values: REPLY_EFFECT_WORDS,
      list: "head",
      filter: "is",
    },
    signature: {
      kind: "text",
      label: { zh: "签名", en: "Signature" },
      filter: "part",
      advanced: true,
      text: ({ signature }) => (signature === null ? "—" : `【${signature}】`),
    },
    channel: { kind: "text", label: { zh: "通道", en: "Channel" }, filter: "part" },
    received_at: { kind: "time", label: { zh: "收到时间", en: "Received" }, sort: true, filter: "span" },
  },
  forms: {},
  transitions: {},
});

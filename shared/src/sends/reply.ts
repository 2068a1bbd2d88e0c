import { w } from "../ground/locale.ts";
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
    note: w(
      "客户对短信的回复（上行）。回复 R、T、TD、N、退订 等即退订所答签名；号码已打码。",
      "What people answered to a text message. R, T, TD, N, 退订 and the like opt out of the signature that was answered. Numbers are masked.",
    ),
    empty: w("还没有回复", "No reply yet"),
    empty_hint: w("客户回复短信后会出现在这里。", "What people answer to a message comes up here."),
  },
  fields: {
    phone: { kind: "phone", label: w("手机号", "Number"), list: "head", filter: "number" },
    text: { kind: "long", label: w("内容", "Text"), filter: "part" },
    opted_out: {
      kind: "flag",
      label: w("结果", "What it did"),
      values: REPLY_EFFECT_WORDS,
      list: "head",
      filter: "is",
    },
    signature: {
      kind: "text",
      label: w("签名", "Signature"),
      filter: "part",
      advanced: true,
      text: ({ signature }) => (signature === null ? "—" : `【${signature}】`),
    },
    channel: { kind: "text", label: w("通道", "Channel"), filter: "part" },
    received_at: { kind: "time", label: w("收到时间", "Received"), sort: true, filter: "span" },
  },
  forms: {},
  transitions: {},
});

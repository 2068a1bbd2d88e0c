import { CARRIER_NAMES } from "../channels/words.ts";
import { w } from "../ground/locale.ts";
import { NETWORK, NETWORK_LABELS } from "../numbers/networks.ts";
import { defineResource } from "../resource/define.ts";
import { PICK_TEMPLATES, TEMPLATE_FIELDS } from "../templates/reference.ts";
import { REPLY_EFFECT_WORDS } from "./incoming.ts";
import { MESSAGE_KIND_WORDS } from "./words.ts";

const SEND = w("发送任务", "Send");

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
      "客户的回复（上行），归到该签名下最近一次发给该号码的信息。回复 R、T、TD、N、退订 等即退订所答签名；号码已脱敏。",
      "Customer replies, each matched to the last message sent to that number under the signature. R, T, TD, N, 退订 and similar opt out of the signature. Numbers are masked.",
    ),
    empty: w("还没有回复", "No replies yet"),
    empty_hint: w("客户的回复会显示在这里。", "Customers' replies to your messages appear here."),
  },
  fields: {
    phone: { kind: "phone", label: w("手机号", "Phone number"), list: "head", filter: "number" },
    text: { kind: "long", label: w("内容", "Text"), filter: "part" },
    opted_out: {
      kind: "flag",
      label: w("结果", "Result"),
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
    send_name: { kind: "reference", label: SEND, to: "sends", id: "send_id", filter: "part" },
    batch_no: {
      kind: "text",
      label: w("任务批次", "Batch"),
      mono: true,
      list: "wide",
      filter: "part",
      advanced: true,
    },
    send_id: {
      kind: "text",
      label: w("任务 ID", "Send ID"),
      list: "no",
      filter: "id",
      advanced: true,
    },
    template_name: {
      ...TEMPLATE_FIELDS.template_name,
      to: ({ message_kind }) => (message_kind === "basic" ? "basic-templates" : "templates"),
      picks: PICK_TEMPLATES,
      list: "no",
    },
    template_id: TEMPLATE_FIELDS.template_id,
    message_kind: {
      kind: "choice",
      label: w("信息类型", "Message type"),
      values: MESSAGE_KIND_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    network: { kind: "choice", label: NETWORK, values: NETWORK_LABELS, filter: "is" },
    channel: {
      kind: "text",
      label: w("通道", "Channel"),
      list: "wide",
      filter: "part",
      advanced: true,
      known: CARRIER_NAMES,
    },
    received_at: { kind: "time", label: w("收到时间", "Received"), sort: true, filter: "span" },
  },
  forms: {},
  transitions: {},
});

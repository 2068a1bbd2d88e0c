import { defineResource } from "../resource/define.ts";

/** An enterprise as anyone who runs the deployment sees it: how much there is of it, and no row of its own (decisions §3). */
export const tenant = defineResource({
  noun: "tenant",
  view: "tenant_cards",
  title: "name",
  order: ["created_at", "desc"],
  opens: false,
  words: {
    note: {
      zh: "本部署的企业。只显示数量，看不到任何企业的内容。",
      en: "The enterprises of this deployment: how much there is of each, and nothing of what is in it.",
    },
    empty: { zh: "还没有企业", en: "No enterprise yet" },
    empty_hint: {
      zh: "有人开通企业后会显示在这里。",
      en: "An enterprise that somebody opens stands here.",
    },
  },
  fields: {
    name: { kind: "text", label: { zh: "企业", en: "Enterprise" }, list: "head", filter: "part" },
    members: { kind: "count", label: { zh: "启用的成员", en: "Active members" }, sort: true },
    channels: { kind: "count", label: { zh: "通道", en: "Channels" }, sort: true },
    sends: { kind: "count", label: { zh: "发送任务", en: "Sends" }, list: "no", sort: true },
    sends_30d: { kind: "count", label: { zh: "30 天内发送任务", en: "Sends in 30 days" }, sort: true },
    handed_30d: {
      kind: "count",
      label: { zh: "30 天内提交条数", en: "Messages in 30 days" },
      list: "wide",
      sort: true,
    },
    open_orders: { kind: "count", label: { zh: "待确认订单", en: "Orders that wait" }, sort: true },
    last_send_at: { kind: "time", label: { zh: "最近发送", en: "Last send" }, list: "no", sort: true },
    created_at: { kind: "time", label: { zh: "开通时间", en: "Opened" }, filter: "span", sort: true },
  },
  forms: {},
  transitions: {},
});

import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";

/** An enterprise as anyone who runs the deployment sees it: how much there is of it, and no row of its own (decisions §3). */
export const tenant = defineResource({
  noun: "tenant",
  view: "tenant_cards",
  title: "name",
  order: ["created_at", "desc"],
  opens: false,
  words: {
    note: w(
      "列出本部署的全部企业，只显示数量，看不到任何企业的内容。",
      "All enterprises on this deployment, with counts only. You can't see any enterprise's content.",
    ),
    empty: w("还没有企业", "No enterprises yet"),
    empty_hint: w("企业开通后会显示在这里。", "Enterprises appear here once someone creates one."),
  },
  fields: {
    name: { kind: "text", label: w("企业", "Enterprise"), list: "head", filter: "part" },
    members: { kind: "count", label: w("启用的成员", "Active members"), sort: true },
    channels: { kind: "count", label: w("通道", "Channels"), sort: true },
    sends: { kind: "count", label: w("发送任务", "Sends"), list: "no", sort: true },
    sends_30d: { kind: "count", label: w("近 30 天发送任务数", "Sends in last 30 days"), sort: true },
    handed_30d: {
      kind: "count",
      label: w("近 30 天提交条数", "Submitted in last 30 days"),
      list: "wide",
      sort: true,
    },
    open_orders: { kind: "count", label: w("待确认订单", "Unconfirmed orders"), sort: true },
    last_send_at: { kind: "time", label: w("最近发送", "Last send"), list: "no", sort: true },
    created_at: { kind: "time", label: w("开通时间", "Created"), filter: "span", sort: true },
  },
  forms: {},
  transitions: {},
});

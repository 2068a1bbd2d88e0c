import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { kindsText } from "./told.ts";

const PROVIDERS = {
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
};
const LANGUAGES = {
  "zh-CN": label("neutral", "简体中文", "简体中文"),
  en: label("neutral", "English", "English"),
};

/** A chat channel that is told of alerts (BOT-4). It subscribes from within, through the bot. */
export const chatChannel = defineResource({
  noun: "chat_channel",
  view: "chat_subscriptions",
  title: "chat_channel",
  order: ["created_at", "desc"],
  opens: false,
  words: {
    note: w(
      "在聊天频道中使用 subscribe 命令即可订阅告警；此处可以取消。",
      "A channel subscribes from within, with the command subscribe; here you can end it.",
    ),
    empty: w("还没有频道订阅", "No channel has subscribed"),
    empty_hint: w(
      "在 Slack 或 Discord 频道中执行 subscribe。",
      "Send subscribe in a channel of Slack or Discord.",
    ),
  },
  fields: {
    chat_channel: {
      kind: "text",
      label: w("频道", "Channel"),
      mono: true,
      list: "head",
      filter: "part",
    },
    provider: { kind: "choice", label: w("平台", "Platform"), values: PROVIDERS, list: "head" },
    kinds: {
      kind: "texts",
      label: w("订阅的类型", "Told of"),
      text: ({ kinds }) => kindsText(kinds),
    },
    locale: { kind: "choice", label: w("语言", "Language"), values: LANGUAGES, list: "wide" },
    created_at: { kind: "time", label: w("订阅时间", "Since"), list: "wide", sort: true },
  },
  forms: {},
  elsewhere: ["subscribe", "update"],
  transitions: {
    unsubscribe: {
      label: w("取消订阅", "Unsubscribe"),
      question: w("取消订阅？", "Unsubscribe?"),
      body: w(
        "频道 {chat_channel} 将不再收到告警。",
        "The channel {chat_channel} is told of alerts no more.",
      ),
      done: w(
        "已取消订阅，不再向频道 {chat_channel} 发送消息。",
        "The channel {chat_channel} is told nothing any more.",
      ),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

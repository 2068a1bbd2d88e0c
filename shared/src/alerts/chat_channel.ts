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
    note: {
      zh: "在聊天频道中使用 subscribe 命令即可订阅告警；此处可以取消。",
      en: "A channel subscribes from within, with the command subscribe; here you can end it.",
    },
    empty: { zh: "还没有频道订阅", en: "No channel has subscribed" },
    empty_hint: {
      zh: "在 Slack 或 Discord 频道中执行 subscribe。",
      en: "Send subscribe in a channel of Slack or Discord.",
    },
  },
  fields: {
    chat_channel: {
      kind: "text",
      label: { zh: "频道", en: "Channel" },
      mono: true,
      list: "head",
      filter: "part",
    },
    provider: { kind: "choice", label: { zh: "平台", en: "Platform" }, values: PROVIDERS, list: "head" },
    kinds: {
      kind: "texts",
      label: { zh: "订阅的类型", en: "Told of" },
      text: ({ kinds }) => kindsText(kinds),
    },
    locale: { kind: "choice", label: { zh: "语言", en: "Language" }, values: LANGUAGES, list: "wide" },
    created_at: { kind: "time", label: { zh: "订阅时间", en: "Since" }, list: "wide", sort: true },
  },
  forms: {},
  elsewhere: ["subscribe", "update"],
  transitions: {
    unsubscribe: {
      label: { zh: "取消订阅", en: "Unsubscribe" },
      question: { zh: "取消订阅？", en: "Unsubscribe?" },
      body: {
        zh: "频道 {chat_channel} 将不再收到告警。",
        en: "The channel {chat_channel} is told of alerts no more.",
      },
      done: {
        zh: "已取消订阅，不再向频道 {chat_channel} 发送消息。",
        en: "The channel {chat_channel} is told nothing any more.",
      },
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

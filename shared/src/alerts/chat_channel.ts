import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { CHAT_CHANNEL_INPUTS } from "./chat_channel_inputs.ts";
import { kindsProblem, kindsText, splitKinds } from "./told.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS } from "./words.ts";

const KINDS = w("订阅的类型", "Subscribed to");
const LANGUAGE = w("语言", "Language");

const PROVIDERS = {
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
};
/** The languages of what is posted in a chat channel. */
export const CHANNEL_LANGUAGES = {
  "zh-CN": label("neutral", "简体中文", "简体中文"),
  en: label("neutral", "English", "English"),
};

/** A chat channel that is told of alerts (BOT-4). It subscribes from within, through the bot. */
export const chatChannel = defineResource({
  noun: "chat_channel",
  view: "chat_subscriptions",
  title: "name",
  order: ["created_at", "desc"],
  opens: false,
  words: {
    note: w(
      "在聊天频道中使用 subscribe 命令即可订阅告警；此处可以修改或取消。发到频道的卡片、告警和汇总均使用该频道的语言。",
      "To subscribe to alerts, run the subscribe command in a chat channel. Edit or end subscriptions here. Cards, alerts and digests posted to a channel use that channel's language.",
    ),
    empty: w("还没有频道订阅", "No channels subscribed yet"),
    empty_hint: w(
      "在 Slack 或 Discord 频道中执行 subscribe。",
      "Run subscribe in a Slack or Discord channel.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("频道", "Channel"), list: "head", page: "no", filter: "part" },
    provider: { kind: "choice", label: w("平台", "Platform"), values: PROVIDERS, list: "head" },
    kinds: {
      kind: "texts",
      label: KINDS,
      text: ({ kinds }) => kindsText(kinds),
    },
    chat_channel: { kind: "text", label: w("频道编号", "Channel ID"), mono: true, list: "wide" },
    locale: { kind: "choice", label: LANGUAGE, values: CHANNEL_LANGUAGES, list: "wide" },
    created_at: { kind: "time", label: w("订阅时间", "Subscribed"), list: "wide", sort: true },
  },
  forms: {
    update: form(CHAT_CHANNEL_INPUTS.update_chat_channel, {
      verb: "update_chat_channel",
      title: w("修改频道订阅", "Edit subscription"),
      confirm: w("保存", "Save"),
      done: w("已保存", "Saved"),
      inputs: {
        kinds: {
          kind: "texts",
          label: KINDS,
          most: ALERT_KINDS.length,
          values: ALERT_KINDS,
          named: ALERT_KIND_WORDS,
          split: splitKinds,
          problem: kindsProblem,
        },
        locale: { kind: "choice", label: LANGUAGE, values: CHANNEL_LANGUAGES, initial: "zh-CN" },
      },
    }),
  },
  elsewhere: ["subscribe"],
  transitions: {
    unsubscribe: {
      label: w("取消订阅", "Unsubscribe"),
      question: w("取消订阅？", "Unsubscribe?"),
      body: w("频道 {name} 将不再收到告警。", "Channel {name} won't get alerts any more."),
      done: w(
        "已取消订阅，不再向频道 {name} 发送消息。",
        "Unsubscribed. Channel {name} gets no more messages.",
      ),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

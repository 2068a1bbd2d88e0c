import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { CHAT_CHANNEL_INPUTS } from "./chat_channel_inputs.ts";
import { kindsProblem, kindsText, splitKinds } from "./told.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS } from "./words.ts";

const KINDS = w("订阅的类型", "Told of");
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
      "在聊天频道中使用 subscribe 命令即可订阅告警；此处可以修改或取消。发到频道的卡片、告警和汇总都用频道的语言。",
      "A channel subscribes from within, with the command subscribe; here you can edit or end it. Cards, alerts and digests that are posted there are in the language of the channel.",
    ),
    empty: w("还没有频道订阅", "No channel has subscribed"),
    empty_hint: w(
      "在 Slack 或 Discord 频道中执行 subscribe。",
      "Send subscribe in a channel of Slack or Discord.",
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
    chat_channel: { kind: "text", label: w("频道编号", "Id"), mono: true, list: "wide" },
    locale: { kind: "choice", label: LANGUAGE, values: CHANNEL_LANGUAGES, list: "wide" },
    created_at: { kind: "time", label: w("订阅时间", "Since"), list: "wide", sort: true },
  },
  forms: {
    update: form(CHAT_CHANNEL_INPUTS.update_chat_channel, {
      verb: "update_chat_channel",
      title: w("修改频道订阅", "Edit the subscription"),
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
      body: w("频道 {name} 将不再收到告警。", "The channel {name} is told of alerts no more."),
      done: w("已取消订阅，不再向频道 {name} 发送消息。", "The channel {name} is told nothing any more."),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

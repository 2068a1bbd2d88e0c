import { w } from "../ground/locale.ts";
import { reachTroubleWords } from "../ground/reach_trouble.ts";
import { label } from "../ground/tone.ts";
import { addressProblem, MAX_JUMP_URL } from "../links/jump.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { ROBOT_INPUTS } from "./robot_inputs.ts";
import { ROBOT_HEALTH_WORDS, ROBOT_KIND_WORDS } from "./robot_words.ts";
import { kindsProblem, kindsText, splitKinds } from "./told.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS } from "./words.ts";

const NAME = w("名称", "Name");
const KIND = w("平台", "Platform");
const ADDRESS = w("Webhook 地址", "Webhook URL");
const SECRET = w("签名密钥", "Signing secret");
const KINDS = w("消息类型", "Message types");
const LANGUAGE = w("语言", "Language");
const LANGUAGES = {
  "zh-CN": label("neutral", "简体中文", "简体中文"),
  en: label("neutral", "English", "English"),
};

const told = {
  name: { kind: "text", label: NAME, max: 64 },
  kinds: {
    kind: "texts",
    label: KINDS,
    hint: w("留空表示除汇总外的全部类型。", "Leave empty for all types except digests."),
    optional: true,
    most: ALERT_KINDS.length,
    values: ALERT_KINDS,
    named: ALERT_KIND_WORDS,
    split: splitKinds,
    problem: kindsProblem,
  },
  locale: { kind: "choice", label: LANGUAGE, values: LANGUAGES, initial: "zh-CN" },
} as const;

const door = {
  address: {
    kind: "text",
    label: ADDRESS,
    hint: w(
      "机器人设置页提供的 https 地址。保存后只显示主机名。",
      "The https address from the bot's settings page. After saving, only its host is shown.",
    ),
    secret: true,
    max: MAX_JUMP_URL,
    problem: (url: string) => addressProblem(url, true),
  },
  secret: {
    kind: "text",
    label: SECRET,
    hint: w(
      "飞书、钉钉填写加签密钥；Webhook 的密钥格式为 whsec_ 加 base64 字符串。没有则留空。保存后不再显示。",
      "The signing secret from Feishu or DingTalk; for a webhook, whsec_ plus base64. Leave empty if there is none. Not shown again after saving.",
    ),
    secret: true,
    optional: true,
    max: 200,
  },
} as const;

/** An incoming webhook that is told of alerts and digests, and can answer nothing (BOT-4). */
export const robot = defineResource({
  noun: "robot",
  view: "robot_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "把同样的告警和汇总发到飞书、钉钉、企业微信的群机器人或任意 Webhook。仅用于通知，不能在其中操作。",
      "Post the same alerts and digests to group bots in Feishu, DingTalk and WeCom, or to any webhook. These are notifications only, without actions.",
    ),
    empty: w("还没有机器人", "No bots yet"),
    empty_hint: w(
      "在群里添加自定义机器人，把地址填到这里。",
      "Add a custom bot to the group, then enter its address here.",
    ),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: KIND, values: ROBOT_KIND_WORDS, filter: "is" },
    host: { kind: "text", label: w("主机", "Host"), mono: true },
    health: { kind: "choice", label: w("状态", "State"), values: ROBOT_HEALTH_WORDS },
    kinds: {
      kind: "texts",
      label: KINDS,
      list: "wide",
      text: ({ kinds }) => kindsText(kinds),
    },
    locale: { kind: "choice", label: LANGUAGE, values: LANGUAGES, list: "no" },
    signed: {
      kind: "flag",
      label: w("加签", "Signed"),
      values: { true: label("good", "是", "yes"), false: label("neutral", "否", "no") },
      list: "no",
    },
    failures: { kind: "count", label: w("连续失败", "Consecutive failures"), list: "wide" },
    last_error: {
      kind: "text",
      label: w("最近错误", "Last error"),
      list: "wide",
      when: ({ last_error }) => last_error !== null,
      text: ({ last_error }) => reachTroubleWords(last_error ?? ""),
      reads: ["last_error"],
    },
    last_at: { kind: "time", label: w("最近发送", "Last sent"), list: "wide" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ROBOT_INPUTS.create_robot, {
      verb: "create_robot",
      sudo: true,
      title: w("添加机器人", "Add bot"),
      confirm: w("添加", "Add"),
      done: w("机器人已添加，请发送测试消息", "Bot added. Send a test message."),
      inputs: {
        ...told,
        kind: { kind: "choice", label: KIND, values: ROBOT_KIND_WORDS, initial: "feishu" },
        ...door,
      },
    }),
    update: form(ROBOT_INPUTS.update_robot, {
      verb: "update_robot",
      title: w("修改机器人", "Edit bot"),
      confirm: w("保存", "Save"),
      done: w("已保存", "Saved"),
      inputs: told,
    }),
  },
  transitions: {
    test: {
      label: w("发送测试消息", "Send test message"),
      question: w("发送测试消息？", "Send a test message?"),
      body: w(
        "消息几秒后出现在群里；如果失败，原因会显示在此页。",
        "The message appears in the group within seconds. Failures are shown here.",
      ),
      done: w("已加入发送队列", "Queued"),
      tone: "main",
      atOnce: true,
      from: ["active"],
    },
    pause: {
      label: w("暂停", "Pause"),
      title: w("暂停机器人", "Pause bot"),
      question: w("暂停机器人？", "Pause this bot?"),
      body: w(
        "暂停期间产生的消息不会补发。",
        "Anything that happens while the bot is paused isn't sent later.",
      ),
      done: w("已暂停", "Paused"),
      inList: true,
      from: ["active"],
    },
    resume: {
      label: w("恢复", "Resume"),
      title: w("恢复机器人", "Resume bot"),
      question: w("恢复机器人？", "Resume this bot?"),
      body: w("从现在起继续发送。", "The bot starts sending again right away."),
      done: w("已恢复", "Resumed"),
      inList: true,
      atOnce: true,
      from: ["paused"],
    },
    rotate: {
      label: w("更换地址", "Change address"),
      question: w("更换地址和密钥？", "Change address and secret?"),
      body: w("立即生效。", "Takes effect immediately."),
      done: w("地址已更换", "Address changed"),
      inputs: door,
      from: ["active", "paused"],
    },
    delete: {
      label: w("删除", "Delete"),
      title: w("删除机器人", "Delete bot"),
      question: w("删除机器人「{name}」？", "Delete bot “{name}”?"),
      body: w(
        "机器人的地址会一并删除，待发送的消息不再发送。",
        "Its address is deleted too, and queued messages aren't sent.",
      ),
      done: w("机器人「{name}」已删除", "Bot “{name}” deleted"),
      tone: "danger",
      deletes: true,
      from: ["active", "paused"],
    },
  },
});

import type { Words } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { addressProblem, MAX_JUMP_URL } from "../links/jump.ts";
import { defineResource, form } from "../resource/define.ts";
import { CREATED_AT } from "../resource/reviewed.ts";
import { ROBOT_INPUTS } from "./robot_inputs.ts";
import { ROBOT_HEALTH_WORDS, ROBOT_KIND_WORDS } from "./robot_words.ts";
import { kindsProblem, kindsText, splitKinds } from "./told.ts";
import { ALERT_KINDS } from "./words.ts";

const words = (zh: string, en: string): Words => ({ zh, en });
const NAME = words("名称", "Name");
const KIND = words("平台", "Platform");
const ADDRESS = words("Webhook 地址", "Address of the webhook");
const SECRET = words("签名密钥", "Secret");
const KINDS = words("消息类型", "Told of");
const LANGUAGE = words("语言", "Language");
const LANGUAGES = {
  "zh-CN": label("neutral", "简体中文", "简体中文"),
  en: label("neutral", "English", "English"),
};

const told = {
  name: { kind: "text", label: NAME, max: 64 },
  kinds: {
    kind: "texts",
    label: KINDS,
    hint: words(
      `留空为汇总以外的全部。可选：${ALERT_KINDS.join("、")}`,
      `Empty: all but digests. There is: ${ALERT_KINDS.join(", ")}`,
    ),
    optional: true,
    most: ALERT_KINDS.length,
    values: ALERT_KINDS,
    split: splitKinds,
    problem: kindsProblem,
  },
  locale: { kind: "choice", label: LANGUAGE, values: LANGUAGES, initial: "zh-CN" },
} as const;

const door = {
  address: {
    kind: "text",
    label: ADDRESS,
    hint: words(
      "机器人设置页给出的 https 地址。保存后只显示主机名。",
      "The https address that the page of the bot gives. Only its host is shown afterwards.",
    ),
    secret: true,
    max: MAX_JUMP_URL,
    problem: (url: string) => addressProblem(url, true),
  },
  secret: {
    kind: "text",
    label: SECRET,
    hint: words(
      "飞书、钉钉的加签密钥；Webhook 为 whsec_ 加 base64。没有则留空。保存后不再显示。",
      "The signing secret of Feishu or DingTalk; of a webhook whsec_ and base64. Empty where there is none. Never shown again.",
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
    note: words(
      "把同样的告警和汇总发到飞书、钉钉、企业微信的群机器人或任意 Webhook，只通知，不能操作。",
      "Alerts and digests go to group bots of Feishu, DingTalk and WeCom, or to any webhook. They are told, and can do nothing.",
    ),
    empty: words("还没有机器人", "No robot yet"),
    empty_hint: words(
      "在群里添加自定义机器人，把地址填到这里。",
      "Add a custom bot to a group there, and its address here.",
    ),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: KIND, values: ROBOT_KIND_WORDS, filter: "is" },
    host: { kind: "text", label: words("主机", "Host"), mono: true },
    health: { kind: "choice", label: words("状态", "State"), values: ROBOT_HEALTH_WORDS },
    kinds: {
      kind: "texts",
      label: KINDS,
      list: "wide",
      text: ({ kinds }) => kindsText(kinds),
    },
    locale: { kind: "choice", label: LANGUAGE, values: LANGUAGES, list: "no" },
    signed: {
      kind: "flag",
      label: words("加签", "Signed"),
      values: { true: label("good", "是", "yes"), false: label("neutral", "否", "no") },
      list: "no",
    },
    failures: { kind: "count", label: words("连续失败", "Failures in a row"), list: "wide" },
    last_error: { kind: "text", label: words("最近错误", "Last error"), list: "wide" },
    last_at: { kind: "time", label: words("最近发送", "Last posted"), list: "wide" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ROBOT_INPUTS.create_robot, {
      verb: "create_robot",
      sudo: true,
      title: words("添加机器人", "Add a robot"),
      confirm: words("添加", "Add it"),
      done: words("机器人已添加，请发送测试消息", "The robot is added: post a test"),
      inputs: {
        ...told,
        kind: { kind: "choice", label: KIND, values: ROBOT_KIND_WORDS, initial: "feishu" },
        ...door,
      },
    }),
    update: form(ROBOT_INPUTS.update_robot, {
      verb: "update_robot",
      title: words("修改机器人", "Edit the robot"),
      confirm: words("保存", "Save"),
      done: words("已保存", "Saved"),
      inputs: told,
    }),
  },
  transitions: {
    test: {
      label: words("发送测试消息", "Post a test"),
      question: words("发送测试消息？", "Post a test message?"),
      body: words(
        "几秒后在群里出现；失败原因显示在此页。",
        "It is there in seconds; if not, this page says why.",
      ),
      done: words("已排队发送", "On its way"),
      tone: "main",
      atOnce: true,
      from: ["active"],
    },
    pause: {
      label: words("暂停", "Pause"),
      title: words("暂停机器人", "Pause a robot"),
      question: words("暂停机器人？", "Pause the robot?"),
      body: words("暂停期间发生的事不会补发。", "What happens meanwhile is not told later."),
      done: words("已暂停", "Paused"),
      inList: true,
      from: ["active"],
    },
    resume: {
      label: words("恢复", "Resume"),
      title: words("恢复机器人", "Resume a robot"),
      question: words("恢复机器人？", "Resume the robot?"),
      body: words("从现在起继续发送。", "It is told of what happens from now on."),
      done: words("已恢复", "Resumed"),
      inList: true,
      atOnce: true,
      from: ["paused"],
    },
    rotate: {
      label: words("更换地址", "Change the address"),
      question: words("更换地址和密钥？", "Change address and secret?"),
      body: words("立即生效。", "From the next post on."),
      done: words("地址已更换", "The address is changed"),
      inputs: door,
      from: ["active", "paused"],
    },
    delete: {
      label: words("删除", "Delete"),
      title: words("删除机器人", "Delete a robot"),
      question: words("删除机器人「{name}」？", "Delete the robot “{name}”?"),
      body: words(
        "地址随之删除，等待中的消息不再发送。",
        "Its address goes with it, and what waits is not posted.",
      ),
      done: words("机器人「{name}」已删除", "The robot “{name}” is deleted"),
      tone: "danger",
      deletes: true,
      from: ["active", "paused"],
    },
  },
});

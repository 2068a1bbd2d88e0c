import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { alertWords } from "./text.ts";
import { ALERT_KIND_WORDS } from "./words.ts";

const STATES = { open: label("warning", "未读", "Not seen"), seen: label("neutral", "已读", "Seen") };

/** What somebody should look at (GRD-1). A review that waits has a list of its own, so the list can leave it out. */
export const alert = defineResource({
  noun: "alert",
  view: "alert_cards",
  title: "name",
  order: ["id", "desc"],
  numbered: true,
  opens: false,
  words: {
    note: {
      zh: "需要有人看一眼的事。已订阅的聊天频道会同时收到。",
      en: "What somebody should look at. Chat channels that subscribed are told too.",
    },
    empty: { zh: "没有告警", en: "No alerts" },
    empty_hint: {
      zh: "通道异常、任务被暂停、短链被冻结等都会出现在这里。",
      en: "Sick channels, paused sends, frozen links and the like are listed here.",
    },
  },
  fields: {
    kind: {
      kind: "choice",
      label: { zh: "类型", en: "Kind" },
      values: ALERT_KIND_WORDS,
      list: "head",
      filter: "is",
    },
    name: { kind: "text", label: { zh: "内容", en: "What" }, text: alertWords },
    at: { kind: "time", label: { zh: "时间", en: "When" }, list: "head", sort: true, filter: "span" },
    state: { kind: "choice", label: { zh: "状态", en: "Seen" }, values: STATES, filter: "is" },
    seen_at: {
      kind: "time",
      label: { zh: "查看", en: "Seen by" },
      by: "seen_by_name",
      list: "wide",
    },
    waits: {
      kind: "flag",
      label: { zh: "待审批提醒", en: "Reviews that waited" },
      values: { true: label("neutral", "是", "yes"), false: label("neutral", "否", "no") },
      list: "no",
      page: "no",
      filter: "is",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    see: {
      label: { zh: "标为已读", en: "Mark as seen" },
      question: { zh: "标为已读？", en: "Mark it as seen?" },
      body: { zh: "记下谁先看过。", en: "Who saw it first is kept." },
      done: { zh: "已标为已读", en: "Marked as seen" },
      inList: true,
      atOnce: true,
      from: ["open"],
    },
  },
});

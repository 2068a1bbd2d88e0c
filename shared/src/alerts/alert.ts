import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { alertWords } from "./text.ts";
import { ALERT_KIND_WORDS } from "./words.ts";

const STATES = {
  open: label("warning", "未读", "Not seen"),
  own: label("neutral", "由您引起，未读", "Your own act, not seen"),
  seen: label("neutral", "已读", "Seen"),
};

/** What somebody should look at (GRD-1). A review that waits has a list of its own, so the list can leave it out. */
export const alert = defineResource({
  noun: "alert",
  view: "alert_cards",
  title: "name",
  order: ["id", "desc"],
  numbered: true,
  opens: false,
  words: {
    note: w(
      "需要有人看一眼的事。已订阅的聊天频道会同时收到。",
      "What somebody should look at. Chat channels that subscribed are told too.",
    ),
    empty: w("没有告警", "No alerts"),
    empty_hint: w(
      "通道异常、任务被暂停、短链被冻结等都会出现在这里。",
      "Sick channels, paused sends, frozen links and the like are listed here.",
    ),
  },
  fields: {
    kind: {
      kind: "choice",
      label: w("类型", "Kind"),
      values: ALERT_KIND_WORDS,
      list: "head",
      filter: "is",
    },
    name: { kind: "text", label: w("内容", "What"), text: alertWords },
    at: { kind: "time", label: w("时间", "When"), list: "head", sort: true, filter: "span" },
    state: { kind: "choice", label: w("状态", "Seen"), values: STATES, filter: "is" },
    seen_at: {
      kind: "time",
      label: w("查看", "Seen by"),
      by: "seen_by_name",
      list: "wide",
    },
    waits: {
      kind: "flag",
      label: w("待审批提醒", "Reviews that waited"),
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
      label: w("标为已读", "Mark as seen"),
      question: w("标为已读？", "Mark it as seen?"),
      body: w("记下谁先看过。", "Who saw it first is kept."),
      done: w("已标为已读", "Marked as seen"),
      inList: true,
      atOnce: true,
      from: ["open", "own"],
    },
  },
});

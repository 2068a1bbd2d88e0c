import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { alertWords } from "./text.ts";
import { ALERT_KIND_WORDS } from "./words.ts";

const STATES = {
  open: label("warning", "未读", "Unread"),
  own: label("neutral", "未读（由您的操作触发）", "Unread, about your own action"),
  before: label("neutral", "未读（您加入前的告警）", "Unread, from before you joined"),
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
      "需要您关注的事项。已订阅的聊天频道会同时收到告警。",
      "Things that need your attention. Subscribed chat channels get them too.",
    ),
    empty: w("没有告警", "No alerts"),
    empty_hint: w(
      "通道异常、任务被暂停、短链被冻结等都会出现在这里。",
      "Failing channels, paused sends, frozen links and similar alerts appear here.",
    ),
  },
  fields: {
    kind: {
      kind: "choice",
      label: w("类型", "Type"),
      values: ALERT_KIND_WORDS,
      list: "head",
      filter: "is",
    },
    name: { kind: "text", label: w("内容", "Details"), text: alertWords },
    at: { kind: "time", label: w("时间", "Time"), list: "head", sort: true, filter: "span" },
    state: { kind: "choice", label: w("状态", "State"), values: STATES, filter: "is" },
    seen_at: {
      kind: "time",
      label: w("查看人", "Read by"),
      by: "seen_by_name",
      list: "wide",
    },
    waits: {
      kind: "flag",
      label: w("待审批提醒", "Approval reminders"),
      values: { true: label("neutral", "是", "Yes"), false: label("neutral", "否", "No") },
      list: "no",
      page: "no",
      filter: "is",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    see: {
      label: w("标为已读", "Mark as read"),
      question: w("标为已读？", "Mark as read?"),
      body: w("系统会记录最先查看的人。", "We record the first person to open it."),
      done: w("已标为已读", "Marked as read"),
      inList: true,
      atOnce: true,
      from: ["open", "own", "before"],
    },
  },
});

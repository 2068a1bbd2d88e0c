import { defineResource } from "../resource/define.ts";
import { INCIDENT_CAUSE_WORDS, INCIDENT_STATE_WORDS } from "./incident_words.ts";
import { type IncidentEvent, incidentReport, timeLine } from "./time_line.ts";

/** What the system has stopped or found wrong, until it is over (GRD-1). */
export const incident = defineResource({
  noun: "incident",
  view: "incident_cards",
  title: "name",
  order: ["number", "desc"],
  number: "number",
  words: {
    note: {
      zh: "系统暂停或发现异常的事：发送任务、通道、短链、账目。每件事一个事件，直到恢复正常。",
      en: "What the system has paused or found wrong: sends, channels, links, books. One incident a thing, until it is over.",
    },
    empty: { zh: "没有事件", en: "No incidents" },
    empty_hint: {
      zh: "任务被系统暂停、通道异常、短链被冻结或账目不符时，会自动出现在这里。",
      en: "When the system pauses a send, a channel is sick, a link is frozen or the books disagree, it stands here by itself.",
    },
  },
  fields: {
    number: {
      kind: "count",
      label: { zh: "事件号", en: "Incident no." },
      list: "head",
    },
    name: {
      kind: "text",
      label: { zh: "对象", en: "What" },
      list: "head",
      filter: "part",
      text: ({ name, cause }) => name || INCIDENT_CAUSE_WORDS[cause as keyof typeof INCIDENT_CAUSE_WORDS],
    },
    cause: { kind: "choice", label: { zh: "类型", en: "Kind" }, values: INCIDENT_CAUSE_WORDS, filter: "is" },
    state: { kind: "choice", label: { zh: "状态", en: "State" }, values: INCIDENT_STATE_WORDS, filter: "is" },
    owner_name: { kind: "person", label: { zh: "负责人", en: "Owner" } },
    opened_at: {
      kind: "time",
      label: { zh: "发生时间", en: "Began" },
      sort: true,
      filter: "span",
    },
    closed_at: { kind: "time", label: { zh: "结束时间", en: "Ended" }, by: "closed_by_name", list: "wide" },
    closed_reason: {
      kind: "long",
      label: { zh: "报告", en: "Report" },
      list: "no",
      page: "page",
      when: ({ closed_at }) => closed_at !== null,
      text: (row) => incidentReport(row) ?? "",
    },
    events: {
      kind: "long",
      label: { zh: "经过", en: "Time line" },
      list: "no",
      page: "page",
      text: ({ events }, zone) => timeLine(events as unknown as readonly IncidentEvent[], zone),
    },
  },
  forms: {},
  transitions: {
    take: {
      label: { zh: "我来处理", en: "Take it" },
      question: { zh: "由您处理？", en: "Take it?" },
      body: { zh: "您成为负责人。", en: "You look after it from now on." },
      done: { zh: "由您处理", en: "It is yours" },
      tone: "main",
      inList: true,
      atOnce: true,
      from: ["open"],
    },
    take_over: {
      label: { zh: "接过来", en: "Take it over" },
      question: { zh: "从现任负责人接过来？", en: "Take it over from its owner?" },
      body: { zh: "您成为负责人，经过里写明。", en: "You look after it from now on; the time line says so." },
      done: { zh: "改由您处理", en: "It is yours now" },
      inList: true,
      from: ["taken"],
    },
    note: {
      label: { zh: "记一笔", en: "Add a note" },
      question: { zh: "记录进展", en: "Add a note" },
      body: {
        zh: "写入经过，并发到聊天卡片的讨论串。",
        en: "It goes into the time line, and into the threads of its cards.",
      },
      done: { zh: "已记录", en: "Noted" },
      reason: "required",
      from: ["open", "taken"],
    },
    close: {
      label: { zh: "结束", en: "Close" },
      question: { zh: "结束事件？", en: "Close the incident?" },
      body: {
        zh: "写明结论。再次发生时会开一个新的事件。",
        en: "Say how it ended. If it happens again, that is another incident.",
      },
      done: { zh: "事件已结束", en: "The incident is closed" },
      reason: "required",
      from: ["open", "taken"],
    },
  },
});

import { CARRIER_NAMES } from "../channels/words.ts";
import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
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
    note: w(
      "被系统暂停或出现异常的发送任务、通道、短链和账目。每个异常对应一个事件，恢复正常后事件结束。",
      "Sends, channels, short links and quota ledgers that the system paused or found a problem with. Each problem is one incident until it's resolved.",
    ),
    empty: w("没有事件", "No incidents"),
    empty_hint: w(
      "任务被系统暂停、通道异常、短链被冻结或账目不符时，相应事件会自动出现在这里。",
      "An incident appears here automatically when the system pauses a send, a channel fails, a link is frozen or the quota ledger doesn't match.",
    ),
  },
  fields: {
    number: {
      kind: "count",
      label: w("事件号", "Incident number"),
      list: "head",
    },
    name: {
      kind: "text",
      label: w("对象", "Subject"),
      list: "head",
      filter: "part",
      text: ({ name, cause }) => {
        if (name && cause === "channel") return knownWords(CARRIER_NAMES, name);
        return name || INCIDENT_CAUSE_WORDS[cause as keyof typeof INCIDENT_CAUSE_WORDS];
      },
    },
    cause: { kind: "choice", label: w("类型", "Type"), values: INCIDENT_CAUSE_WORDS, filter: "is" },
    state: { kind: "choice", label: w("状态", "State"), values: INCIDENT_STATE_WORDS, filter: "is" },
    owner_name: { kind: "person", label: w("负责人", "Owner") },
    opened_at: {
      kind: "time",
      label: w("发生时间", "Started"),
      sort: true,
      filter: "span",
    },
    closed_at: { kind: "time", label: w("结束时间", "Ended"), by: "closed_by_name", list: "wide" },
    closed_reason: {
      kind: "long",
      label: w("报告", "Report"),
      list: "no",
      page: "page",
      when: ({ closed_at }) => closed_at !== null,
      text: (row) => incidentReport(row) ?? "",
    },
    events: {
      kind: "long",
      label: w("处理记录", "Timeline"),
      list: "no",
      page: "page",
      text: ({ events }, zone) => timeLine(events as unknown as readonly IncidentEvent[], zone),
    },
  },
  forms: {},
  transitions: {
    take: {
      label: w("我来处理", "Take ownership"),
      question: w("确定由您处理吗？", "Take ownership of this incident?"),
      body: w("您将成为负责人。", "You become the owner."),
      done: w("已由您处理", "You're the owner"),
      tone: "main",
      inList: true,
      atOnce: true,
      from: ["open"],
    },
    take_over: {
      label: w("接手", "Take over"),
      question: w("确定从现任负责人处接手吗？", "Take it over from the current owner?"),
      body: w(
        "您将成为负责人，此变更会记入处理记录。",
        "You become the owner, and the timeline records the change.",
      ),
      done: w("已改由您处理", "You're now the owner"),
      inList: true,
      from: ["taken"],
    },
    note: {
      label: w("添加记录", "Add a note"),
      question: w("记录进展", "Add a note"),
      body: w(
        "进展会写入处理记录，并发到聊天卡片的讨论串。",
        "The note is added to the timeline and posted in the threads of the incident's chat cards.",
      ),
      done: w("已记录", "Note added"),
      reason: "required",
      from: ["open", "taken"],
    },
    close: {
      label: w("结束", "Close"),
      question: w("结束事件？", "Close this incident?"),
      body: w(
        "请写明结论。问题再次发生时会新建一个事件。",
        "Enter your conclusion. If the problem happens again, a new incident opens.",
      ),
      done: w("事件已结束", "Incident closed"),
      reason: "required",
      from: ["open", "taken"],
    },
  },
});

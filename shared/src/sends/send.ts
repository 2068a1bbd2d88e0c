import { columnsText } from "../numbers/columns.ts";
import { chargesText, costText } from "../quotas/cost.ts";
import { defineResource } from "../resource/define.ts";
import { REVIEW_FIELDS } from "../resource/reviewed.ts";
import { SIGNATURE_KIND_WORDS } from "../sms/words.ts";
import { TEMPLATE_FIELDS } from "../templates/reference.ts";
import { type SendCard, sentText } from "./card.ts";
import { isLate } from "./late.ts";
import { sendStateLabel } from "./outcome.ts";
import {
  approvalsWords,
  asksMore,
  both,
  fileWords,
  leftOutWords,
  nextWords,
  openedWords,
  parentWords,
  pauseWords,
  reachWords,
  segmentsWords,
  tallyWords,
  timingWords,
  trialWords,
  untilWords,
  validityWords,
} from "./send_texts.ts";
import { SEND_TRANSITIONS } from "./send_transitions.ts";
import { SEND_ORIGIN_WORDS, SEND_STATE_WORDS, SEND_TIMING_WORDS } from "./words.ts";

const isPlan = ({ timing }: SendCard) => timing === "recurring";

/** A send task (SND-1 to SND-4, ACC-1). Its forms, its tally, its trial and its deliveries are drawn by hand. */
export const send = defineResource({
  noun: "send",
  view: "send_cards",
  title: "name",
  order: ["created_at", "desc"],
  number: "batch_no",
  words: {
    note: {
      zh: "每个任务：创建 → 审批（四眼）→ 试发 → 放行 → 每个号码都有结果。",
      en: "Each task: made → approved by a second person → trial → release → a result for every number.",
    },
    empty: { zh: "还没有发送任务", en: "No send tasks yet" },
    empty_hint: {
      zh: "选择一个已通过的模板和一份号码文件，就可以创建。",
      en: "Take an approved template and a number file, and make one.",
    },
  },
  fields: {
    name: { kind: "text", label: { zh: "任务名称", en: "Name" }, list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: SEND_STATE_WORDS,
      tag: (row) => sendStateLabel(row as SendCard),
      list: "head",
      page: "chat",
      filter: "is",
      advanced: true,
    },
    paused_at: {
      kind: "time",
      label: { zh: "暂停", en: "Paused" },
      list: "no",
      page: "chat",
      when: ({ state }) => state === "paused",
      text: pauseWords,
    },
    approvals: {
      kind: "json",
      label: { zh: "审批", en: "Approvals" },
      list: "no",
      page: "chat",
      when: asksMore,
      text: approvalsWords,
    },
    batch_no: {
      kind: "text",
      label: { zh: "任务批次", en: "Batch" },
      mono: true,
      list: "no",
      page: "chat",
      filter: "part",
      advanced: true,
    },
    origin: {
      kind: "choice",
      label: { zh: "任务来源", en: "Comes from" },
      values: SEND_ORIGIN_WORDS,
      list: "no",
      page: "no",
      filter: "is",
      advanced: true,
      mark: "own",
      when: ({ origin }) => origin !== "own",
    },
    parent_name: {
      kind: "reference",
      label: { zh: "任务来源", en: "Comes from" },
      to: "sends",
      id: "parent_id",
      list: "no",
      when: ({ origin }) => origin !== "own",
      text: parentWords,
    },
    ...TEMPLATE_FIELDS,
    signature: {
      kind: "text",
      label: { zh: "短信签名", en: "Signature" },
      list: "wide",
      filter: "part",
      advanced: true,
      text: ({ signature }) => `【${signature}】`,
    },
    signature_kind: {
      kind: "choice",
      label: { zh: "签名类型", en: "Kind of signature" },
      values: SIGNATURE_KIND_WORDS,
      list: "no",
      page: "page",
    },
    file_name: {
      kind: "reference",
      label: { zh: "号码", en: "Numbers" },
      to: "numbers",
      id: "number_file_id",
      list: "no",
      text: fileWords,
    },
    accepted: { kind: "count", label: { zh: "号码数", en: "Numbers" }, page: "no" },
    expanded: {
      kind: "count",
      label: { zh: "进度", en: "Progress" },
      page: "no",
      when: ({ expanded }) => expanded !== null,
      text: reachWords,
    },
    timing: {
      kind: "choice",
      label: { zh: "发送方式", en: "Timing" },
      values: SEND_TIMING_WORDS,
      filter: "is",
      advanced: true,
      text: timingWords,
    },
    next_at: {
      kind: "time",
      label: { zh: "下次执行", en: "Next" },
      list: "no",
      when: isPlan,
      text: nextWords,
    },
    repeat_until: {
      kind: "time",
      label: { zh: "截止", en: "Until" },
      list: "no",
      when: isPlan,
      text: untilWords,
    },
    trial: { kind: "json", label: { zh: "试发", en: "Trial" }, list: "no", page: "page", text: trialWords },
    validity_days: {
      kind: "count",
      label: { zh: "短链有效期", en: "Links valid for" },
      list: "no",
      page: "page",
      text: validityWords,
    },
    cost: {
      kind: "json",
      label: { zh: "预计消耗", en: "Cost" },
      list: "no",
      page: "chat",
      when: ({ cost }) => Boolean(cost),
      text: ({ cost, timing }: SendCard) =>
        both((locale) => (cost ? costText(cost, locale, timing === "recurring") : "")),
    },
    charged: {
      kind: "json",
      label: { zh: "已消耗", en: "Cost so far" },
      list: "no",
      page: "chat",
      when: ({ charged }) => Boolean(charged),
      text: ({ charged }: SendCard) => both((locale) => (charged ? chargesText(charged, locale) : "")),
    },
    intended: {
      kind: "count",
      label: { zh: "号码去向", en: "Account" },
      list: "no",
      page: "chat",
      text: tallyWords,
    },
    resolved: {
      kind: "count",
      label: { zh: "短链解析", en: "Links opened" },
      list: "no",
      page: "chat",
      when: ({ resolved }) => (resolved ?? 0) > 0,
      text: openedWords,
    },
    waits_for: REVIEW_FIELDS.waits_for,
    submitted_at: REVIEW_FIELDS.submitted_at,
    submitted_by_name: {
      kind: "person",
      label: { zh: "提交人", en: "Submitted by" },
      list: "no",
      page: "no",
      filter: "part",
      advanced: true,
    },
    decided_at: { ...REVIEW_FIELDS.decided_at, label: { zh: "审批", en: "Decided" } },
    reason: { kind: "long", label: { zh: "说明", en: "Reason given" }, list: "no" },
    started_at: { kind: "time", label: { zh: "开始发送", en: "Started" }, list: "no", page: "page" },
    finished_at: { kind: "time", label: { zh: "结束", en: "Finished" }, list: "no", page: "page" },
    columns: {
      kind: "json",
      label: { zh: "参数对应的列", en: "Columns" },
      list: "no",
      when: ({ columns }) => Object.keys(columns as object).length > 0,
      text: ({ columns }: SendCard) => columnsText(columns),
    },
    left_out: {
      kind: "count",
      label: { zh: "未计入的号码", en: "Left out" },
      list: "no",
      when: ({ left_out }) => left_out > 0,
      text: leftOutWords,
    },
    consent: { kind: "long", label: { zh: "同意依据", en: "Consent" }, list: "no" },
    consent_name: {
      kind: "file",
      label: { zh: "同意凭证", en: "Evidence of consent" },
      proof: "consent",
      path: "consent_path",
      list: "no",
      when: ({ consent_name }) => Boolean(consent_name),
    },
    segments: {
      kind: "count",
      label: { zh: "短信条数", en: "SMS" },
      list: "no",
      when: ({ segments }) => segments > 0,
      text: segmentsWords,
    },
    sms_text: {
      kind: "long",
      label: { zh: "短信内容", en: "SMS text" },
      list: "no",
      page: "page",
      text: (row) => sentText(row as SendCard),
    },
    created_at: {
      kind: "time",
      label: { zh: "创建时间", en: "Created" },
      page: "no",
      filter: "span",
      sort: true,
    },
  },
  forms: {
    create: { verb: "create_send", title: { zh: "新建发送任务", en: "New send task" }, byHand: true },
    update: {
      verb: "update_send",
      title: { zh: "编辑", en: "Edit" },
      byHand: true,
      // Of a send whose time has passed, a new time is its author's next step.
      button: (row: SendCard) =>
        isLate(row)
          ? { label: { zh: "修改时间", en: "Edit the time" }, query: "?step=timing" }
          : { label: { zh: "编辑", en: "Edit" } },
    },
  },
  transitions: SEND_TRANSITIONS,
});

import { CARRIER_NAMES } from "../channels/words.ts";
import { w } from "../ground/locale.ts";
import { DOMAIN_NAMES } from "../links/words.ts";
import { columnsText } from "../numbers/columns.ts";
import { NETWORK } from "../numbers/networks.ts";
import { chargesText, costText } from "../quotas/cost.ts";
import { defineResource } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
import { NOUNS } from "../resource/nouns.ts";
import { pickPerson } from "../resource/picks.ts";
import { REVIEW_FIELDS } from "../resource/reviewed.ts";
import { SIGNATURE_KIND_WORDS } from "../sms/words.ts";
import { PICK_TEMPLATES, TEMPLATE_FIELDS } from "../templates/reference.ts";
import { isPlan, type SendCard, sentText } from "./card.ts";
import { isLate } from "./late.ts";
import { linksWords } from "./links_made.ts";
import { networksText } from "./networks.ts";
import { SEND_PRESETS, SHOWN_STATE_WORDS, sendStateLabel } from "./outcome.ts";
import {
  approvalsWords,
  asksMore,
  both,
  fileWords,
  leftOutWords,
  nextWords,
  openedWords,
  optOutsWords,
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
import { MESSAGE_KIND_WORDS, SEND_ORIGIN_WORDS, SEND_TIMING_WORDS, SEND_TYPE_WORDS } from "./words.ts";

const hasCard = ({ kind }: SendCard) => kind === "aim";
const isBasic = ({ kind }: SendCard) => kind === "basic";
/** A text alone has no template of what is shown, a storyboard no text. */
const hasTemplate = ({ kind }: SendCard) => kind !== "text";
const hasText = ({ kind }: SendCard) => kind !== "basic";

/** A send task (SND-1 to SND-4, ACC-1). Its forms, its tally, its trial and its deliveries are drawn by hand. */
export const send = defineResource({
  noun: "send",
  view: "send_cards",
  title: "name",
  order: ["created_at", "desc"],
  copies: { name: "name" },
  number: "batch_no",
  words: {
    note: w(
      "任务流程：创建 → 审批（由另一位成员）→ 试发 → 放行 → 每个号码均有结果。",
      "Each send: create → approve (by a second person) → trial → release → a result for every number.",
    ),
    empty: w("还没有发送任务", "No sends yet"),
    empty_hint: w(
      "选择一个已通过的模板和一份号码文件，即可创建发送任务。",
      "Choose an approved template and a number file to create one.",
    ),
  },
  presets: SEND_PRESETS,
  fields: {
    name: { kind: "text", label: w("任务名称", "Name"), list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: SHOWN_STATE_WORDS,
      at: "shown_state",
      several: true,
      tag: (row) => sendStateLabel(row as SendCard),
      list: "head",
      page: "chat",
      filter: "is",
    },
    paused_at: {
      kind: "time",
      label: w("暂停", "Paused"),
      list: "no",
      page: "chat",
      when: ({ state, pause_code }) => state === "paused" || (state === "in_review" && pause_code !== null),
      text: pauseWords,
    },
    approvals: {
      kind: "json",
      label: w("审批", "Approvals"),
      list: "no",
      page: "chat",
      when: asksMore,
      text: approvalsWords,
    },
    batch_no: {
      kind: "text",
      label: w("任务批次", "Batch"),
      mono: true,
      list: "no",
      page: "chat",
      filter: "part",
      advanced: true,
    },
    origin: {
      kind: "choice",
      label: w("任务来源", "Source"),
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
      label: w("任务来源", "Source"),
      to: "sends",
      id: "parent_id",
      list: "no",
      when: ({ parent_id }) => parent_id !== null,
      text: parentWords,
    },
    kind: {
      kind: "choice",
      label: w("信息类型", "Message type"),
      values: MESSAGE_KIND_WORDS,
      // For those who choose it, as the timing is: with both, a window of 1,280 px does not show the progress.
      list: "no",
      filter: "is",
      advanced: true,
    },
    send_type: {
      kind: "choice",
      label: w("发送类型", "Send type"),
      values: SEND_TYPE_WORDS,
      list: "no",
      when: isBasic,
    },
    ...TEMPLATE_FIELDS,
    template_name: {
      ...TEMPLATE_FIELDS.template_name,
      to: (row: SendCard) =>
        row.template_id === null
          ? null
          : `/${NOUNS[isBasic(row) ? "basic_template" : "template"].path}/${row.template_id}`,
      picks: PICK_TEMPLATES,
      when: hasTemplate,
    },
    shared_params: {
      kind: "json",
      label: w("群发参数", "Shared values"),
      list: "no",
      when: ({ shared_params }) => Object.keys((shared_params ?? {}) as object).length > 0,
      text: ({ shared_params }: SendCard) => columnsText(shared_params as Readonly<Record<string, string>>),
    },
    sms_template_name: {
      kind: "reference",
      label: w("短消息模板", "SMS template"),
      to: "sms-templates",
      id: "sms_template_id",
      list: "no",
      when: hasText,
    },
    signature: {
      kind: "text",
      label: w("短信签名", "Signature"),
      list: "no",
      filter: "part",
      advanced: true,
      text: ({ signature }) => `【${signature}】`,
    },
    signature_kind: {
      kind: "choice",
      label: w("签名类型", "Signature type"),
      values: SIGNATURE_KIND_WORDS,
      list: "no",
      page: "page",
      when: hasText,
    },
    channel_name: {
      kind: "reference",
      label: w("通道", "Channel"),
      to: "channels",
      id: "channel_id",
      list: "no",
      filter: "part",
      picks: [
        {
          column: "channel_id",
          from: { view: "channel_cards", key: "id", title: "name", known: CARRIER_NAMES },
        },
      ],
      advanced: true,
      text: ({ channel_name }: SendCard) => knownWords(CARRIER_NAMES, channel_name ?? ""),
    },
    domain_name: {
      kind: "reference",
      label: w("短链域名", "Short link domain"),
      to: "domains",
      id: "domain_id",
      list: "no",
      when: hasCard,
      text: ({ domain_name }: SendCard) => knownWords(DOMAIN_NAMES, domain_name ?? ""),
    },
    links_made: {
      kind: "json",
      label: w("短链与解析", "Links and resolutions"),
      list: "no",
      when: hasCard,
      text: ({ links_made }: SendCard) => linksWords(links_made),
    },
    file_name: {
      kind: "reference",
      label: w("号码", "Numbers"),
      to: "numbers",
      id: "number_file_id",
      list: "no",
      text: fileWords,
    },
    accepted: { kind: "count", label: w("号码数", "Numbers"), page: "no" },
    expanded: {
      kind: "count",
      label: w("进度", "Progress"),
      page: "no",
      when: ({ expanded }) => expanded !== null,
      text: reachWords,
    },
    timing: {
      kind: "choice",
      label: w("发送方式", "Timing"),
      values: SEND_TIMING_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
      text: timingWords,
    },
    next_at: {
      kind: "time",
      label: w("下次执行", "Next run"),
      list: "no",
      when: isPlan,
      text: nextWords,
    },
    repeat_until: {
      kind: "time",
      label: w("截止", "Ends"),
      list: "no",
      when: isPlan,
      text: untilWords,
    },
    trial: { kind: "json", label: w("试发", "Trial"), list: "no", page: "page", text: trialWords },
    validity_days: {
      kind: "count",
      label: w("短链有效期", "Link validity"),
      list: "no",
      page: "page",
      when: hasCard,
      text: validityWords,
    },
    cost: {
      kind: "json",
      label: w("预计消耗", "Estimated cost"),
      list: "no",
      page: "chat",
      when: ({ cost }) => Boolean(cost),
      text: ({ cost, timing, kind }: SendCard) =>
        both((locale) => (cost ? costText(cost, locale, timing === "recurring", kind) : "")),
    },
    charged: {
      kind: "json",
      label: w("已消耗", "Cost so far"),
      list: "no",
      page: "chat",
      when: ({ charged }) => Boolean(charged),
      text: ({ charged, kind }: SendCard) =>
        both((locale) => (charged ? chargesText(charged, locale, kind) : "")),
    },
    intended: {
      kind: "count",
      label: w("号码去向", "Numbers by status"),
      list: "no",
      page: "chat",
      text: tallyWords,
    },
    networks: {
      kind: "json",
      label: NETWORK,
      list: "no",
      page: "chat",
      when: ({ networks }) => (networks ?? []).length > 0,
      text: (row: SendCard) => both((locale) => networksText(row, locale)),
    },
    resolved: {
      kind: "count",
      label: w("短链解析", "Resolutions"),
      list: "no",
      page: "chat",
      when: ({ resolved }) => (resolved ?? 0) > 0,
      text: openedWords,
    },
    waits_for: REVIEW_FIELDS.waits_for,
    submitted_at: REVIEW_FIELDS.submitted_at,
    submitted_by_name: {
      kind: "person",
      label: w("提交人", "Submitted by"),
      list: "no",
      page: "no",
      filter: "part",
      picks: [pickPerson("submitted_by")],
      advanced: true,
    },
    decided_at: { ...REVIEW_FIELDS.decided_at, label: w("审批", "Approved or rejected") },
    reason: { kind: "long", label: w("说明", "Note"), list: "no" },
    started_at: {
      kind: "time",
      label: w("开始发送", "Started"),
      list: "no",
      page: "page",
      filter: "span",
      advanced: true,
    },
    finished_at: { kind: "time", label: w("结束", "Finished"), list: "no", page: "page" },
    columns: {
      kind: "json",
      label: w("参数对应的列", "Parameter columns"),
      list: "no",
      when: ({ columns }) => Object.keys(columns as object).length > 0,
      text: ({ columns }: SendCard) => columnsText(columns),
    },
    left_out: {
      kind: "count",
      label: w("未计入的号码", "Not counted"),
      list: "no",
      when: ({ left_out }) => left_out > 0,
      text: leftOutWords,
    },
    opt_outs: {
      kind: "count",
      label: w("已退订", "Opted out"),
      list: "no",
      // From the approval on the account says how many were left out.
      when: ({ opt_outs, expanded }) => opt_outs > 0 && expanded === null,
      text: optOutsWords,
    },
    consent: { kind: "long", label: w("同意依据", "Basis of consent"), list: "no" },
    consent_name: {
      kind: "file",
      label: w("同意凭证", "Proof of consent"),
      proof: "consent",
      path: "consent_path",
      list: "no",
      when: ({ consent_name }) => Boolean(consent_name),
    },
    segments: {
      kind: "count",
      label: w("短信条数", "SMS segments"),
      list: "no",
      when: ({ segments }) => segments > 0,
      text: segmentsWords,
    },
    sms_text: {
      kind: "long",
      label: w("短信内容", "SMS text"),
      list: "no",
      page: "page",
      when: hasText,
      text: (row) => sentText(row as SendCard),
    },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      page: "no",
      filter: "span",
      sort: true,
    },
  },
  forms: {
    create: { verb: "create_send", title: w("新建发送任务", "New send"), byHand: true },
    update: {
      verb: "update_send",
      title: w("编辑", "Edit"),
      byHand: true,
      // Of a send whose time has passed, a new time is its author's next step.
      button: (row: SendCard) =>
        isLate(row)
          ? { label: w("修改时间", "Change time"), query: "?step=timing" }
          : { label: w("编辑", "Edit") },
    },
  },
  transitions: SEND_TRANSITIONS,
});

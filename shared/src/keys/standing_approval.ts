import { CARRIER_NAMES } from "../channels/words.ts";
import { capital, type Words, w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
import { NOUNS } from "../resource/nouns.ts";
import {
  CREATED_AT,
  REVIEW_FIELDS,
  reviewedForms,
  reviewOffers,
  SUBMIT_AGAIN,
} from "../resource/reviewed.ts";
import { KEY_INPUTS } from "./inputs.ts";
import { besideWords, PAUSED, STANDING_WORDS } from "./standing_words.ts";

const NAME: Words = w("名称", "Name");
const KEY: Words = w("访问密钥", "Access key");
const TEMPLATE: Words = w("模板", "Template");
const SMS: Words = w("短消息模板", "SMS template");
const CHANNEL: Words = w("通道", "Channel");
const FROM: Words = w("时段开始时间", "Earliest time");
const UNTIL: Words = w("时段结束时间", "Latest time");
const CALL: Words = w("每次最多号码数", "Max numbers per call");
const DAY: Words = w("每日最多号码数", "Max numbers per day");
const LAST: Words = w("有效期至", "Valid until");
const NONE: Words = w("无", "None");
const CONSENT: Words = w("同意依据", "Basis of consent");

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  access_key_id: {
    kind: "reference",
    label: KEY,
    option: "key",
    from: { view: "access_key_cards", key: "id", title: "name", where: { state: "active" } },
  },
  template_id: {
    kind: "reference",
    label: TEMPLATE,
    option: "template",
    hint: w(
      "以提交时生效的版本为准。纯短信发送无需选择。",
      "Uses the version in effect when you submit. Leave empty for text-only sends.",
    ),
    from: { view: "template_cards", key: "id", title: "name", where: { enabled: "true" } },
    open: NONE,
    optional: true,
  },
  sms_template_id: {
    kind: "reference",
    label: SMS,
    option: "sms",
    hint: w("基础版发送无需选择。", "Leave empty for basic edition sends."),
    from: { view: "sms_template_cards", key: "id", title: "name", where: { usable: "true" } },
    open: NONE,
    optional: true,
  },
  channel_id: {
    kind: "reference",
    label: CHANNEL,
    option: "channel",
    from: { view: "channel_cards", key: "id", title: "name", known: CARRIER_NAMES },
  },
  hour_from: {
    kind: "hour",
    label: FROM,
    hint: w(
      "按企业时区计算。两项都留空则不限时段。",
      "In the enterprise's time zone. Leave both empty for any time.",
    ),
    optional: true,
  },
  hour_until: {
    kind: "hour",
    label: UNTIL,
    hint: w(
      "只填一项时，另一项默认为当日零点或当日结束时间。",
      "If you set only one, the other is the start or end of the day.",
    ),
    // No clock shows the end of the day.
    begins: ({ hour_until }: { readonly hour_until?: unknown }) =>
      hour_until === "24:00:00" ? null : hour_until,
    optional: true,
  },
  most_a_call: { kind: "count", label: CALL, min: 1, max: 1_000_000, initial: 1 },
  most_a_day: { kind: "count", label: DAY, min: 1, max: 100_000_000, initial: 1_000 },
  last_day: { kind: "day", label: LAST, from: "today" },
  consent: {
    kind: "long",
    label: CONSENT,
    max: 500,
    hint: w(
      "营销发送的收件人在何处、以何种方式同意接收。调用未说明时，以此为准。",
      "For marketing sends: where and how recipients agreed to receive marketing messages. Used when a call doesn't specify this.",
    ),
    optional: true,
  },
} as const;

/** What an access key may send without an approval of each send (API-1). */
export const standingApproval = defineResource({
  noun: "standing_approval",
  view: "standing_approval_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "设定访问密钥无需逐次审批即可发送的内容：由一位成员提交，另一位成员审批通过一次即可。不符合条件的调用照常进入审批。",
      "What a key can send without approval each time. One member submits it and another approves it once. Calls that don't match go through approval as usual.",
    ),
    empty: w("还没有常设审批", "No standing approvals yet"),
    empty_hint: w(
      "先新建访问密钥，再提交该密钥可以发送的内容。",
      "Create an access key first, then submit what it can send.",
    ),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    ...REVIEW_FIELDS,
    standing: { kind: "choice", label: w("生效状态", "Status"), values: STANDING_WORDS, filter: "is" },
    access_key_name: { kind: "reference", label: KEY, to: NOUNS.access_key.path, id: "access_key_id" },
    template_name: {
      kind: "reference",
      label: TEMPLATE,
      to: NOUNS.template.path,
      id: "template_id",
      text: ({ template_name: name, version }) =>
        name === null ? NONE : { zh: `${name}（第 ${version} 版）`, en: `${name} (version ${version})` },
    },
    sms_template_name: { kind: "reference", label: SMS, to: NOUNS.sms_template.path, id: "sms_template_id" },
    signature_name: {
      kind: "reference",
      label: capital(NOUNS.sms_signature.one),
      to: NOUNS.sms_signature.path,
      id: "signature_id",
      list: "no",
      when: ({ signature_name }) => signature_name !== null,
    },
    channel_name: {
      kind: "reference",
      label: CHANNEL,
      to: NOUNS.channel.path,
      id: "channel_id",
      list: "wide",
      when: ({ channel_name }) => Boolean(channel_name),
      text: ({ channel_name }) => knownWords(CARRIER_NAMES, channel_name ?? ""),
    },
    hour_from: { kind: "hour", label: FROM, list: "no" },
    hour_until: { kind: "hour", label: UNTIL, list: "no" },
    most_a_call: { kind: "count", label: CALL },
    most_a_day: { kind: "count", label: DAY },
    used_today: { kind: "count", label: w("今日已用", "Used today"), list: "wide" },
    beside: {
      kind: "json",
      label: w("同类常设审批", "Also in effect"),
      list: "no",
      when: ({ beside }) => Boolean(beside),
      text: ({ beside }) => besideWords(beside),
    },
    last_day: { kind: "day", label: LAST, sort: true },
    consent: { kind: "long", label: CONSENT, list: "no" },
    ended_at: {
      kind: "time",
      label: w("结束时间", "Ended"),
      list: "no",
      when: ({ ended_at }) => ended_at !== null,
    },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: reviewedForms("standing_approval", KEY_INPUTS.create_standing_approval, inputs, {
    create: { title: w("新建常设审批", "New standing approval") },
    update: { title: w("修改常设审批", "Edit standing approval") },
  }),
  story: ({ standing }) => PAUSED[standing as keyof typeof PAUSED] ?? null,
  transitions: {
    submit: SUBMIT_AGAIN,
    ...reviewOffers(
      NOUNS.standing_approval.one,
      w(
        "通过后，此密钥符合条件的发送不再逐次审批。",
        "After approval, this key's matching sends no longer need approval each time.",
      ),
    ),
    close: {
      label: w("结束", "End"),
      title: w("结束常设审批", "End standing approval"),
      about: w("结束常设审批（不可恢复）", "Permanently ends a standing approval"),
      question: w("结束「{name}」？", "End “{name}”?"),
      body: w(
        "此后，该密钥的发送须逐次审批。等待中、已暂停和正在进行的发送也会停下，其余号码重新进入审批；已提交给运营商的不受影响。",
        "From then on, each of the key's sends needs approval. What waits, is paused or is running stops too: the rest of it goes back to review. What was handed to the carrier isn't affected.",
      ),
      done: w("常设审批「{name}」已结束", "Standing approval “{name}” ended"),
      tone: "danger",
      final: w("结束后不能恢复。", "You can't restore it after it ends."),
    },
  },
});

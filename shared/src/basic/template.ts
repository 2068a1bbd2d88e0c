import { CARRIER_NAMES } from "../channels/words.ts";
import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { NETWORK_WORDS } from "../numbers/words.ts";
import { defineResource } from "../resource/define.ts";
import { CREATED_AT, REVIEW_FIELDS, VERSION } from "../resource/reviewed.ts";
import { EDIT_BY_HAND } from "../templates/template_acts.ts";
import {
  ENABLED_WORDS,
  PARAMETER_WORDS,
  VENDOR_REVIEW_WORDS,
  VERSION_STATE_WORDS,
} from "../templates/words.ts";
import { framesWords } from "./frames_text.ts";
import { BASIC_TRANSITIONS, daysWords } from "./template_acts.ts";

/** What a network said of a version. */
export interface NetworkReview {
  readonly network: "mobile" | "unicom" | "telecom";
  readonly state: keyof typeof VENDOR_REVIEW_WORDS;
  readonly reason: string | null;
}

/** 审核状态 as §8.1 has it: disabled and expired are told beside those of the review. */
export const BASIC_STATE_WORDS = {
  draft: VERSION_STATE_WORDS.draft,
  in_review: VERSION_STATE_WORDS.in_review,
  carrier_review: label("progress", "运营商审核中", "In carrier review"),
  approved: VERSION_STATE_WORDS.approved,
  rejected: VERSION_STATE_WORDS.rejected,
  disabled: label("neutral", "已禁用", "Disabled"),
  expired: label("warning", "已过期", "Expired"),
} satisfies Labels<string>;
export type BasicState = keyof typeof BASIC_STATE_WORDS;

interface BasicRow {
  readonly name: string | null;
  readonly shown_state: string | null;
  readonly networks: readonly NetworkReview[] | null;
  readonly validity_days: number | null;
  readonly channel_name: string | null;
  readonly weight: number | null;
}

const both = (text: (locale: Locale) => string): Words => ({ zh: text("zh-CN"), en: text("en") });
const stateOf = ({ shown_state }: BasicRow) => BASIC_STATE_WORDS[(shown_state ?? "draft") as BasicState];

/** Each network with its decision and, where it gave one, its reason. */
export function networksText(networks: readonly NetworkReview[], locale: Locale): string {
  const texts = networks.map(({ network, state, reason }) => {
    const said = `${say(NETWORK_WORDS[network], locale)} ${say(VENDOR_REVIEW_WORDS[state], locale)}`;
    return reason ? `${said} (${reason})` : said;
  });
  return listText(texts, locale);
}

const MB = 1024 * 1024;
const megabytes = (bytes: number) => `${(bytes / MB).toFixed(2)} MB`;
/** A template of the basic edition with its latest version (BAS-1). Its storyboard, its preview and its check are drawn by hand. */
export const basicTemplate = defineResource({
  noun: "basic_template",
  view: "basic_template_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "智能信息基础版模板：编辑后先由另一位成员审核，再由运营商审核，通过后在有效期内可发送。",
      "Basic edition templates. Another member and then the carrier review each one. Once approved, a template can be sent until it expires.",
    ),
    empty: w("还没有基础版模板", "No basic templates yet"),
    empty_hint: w(
      "从空白或公共模板开始，插入文本、图片、音频、视频后提交审核。",
      "Start from scratch or a public template, add text, pictures, audio and video, then submit the template for review.",
    ),
  },
  fields: {
    name: {
      kind: "text",
      label: w("模板名称", "Name"),
      list: "head",
      page: "no",
      filter: "part",
      sort: true,
    },
    id: { kind: "text", label: w("模板 ID", "Template ID"), mono: true, list: "no", filter: "id" },
    state: {
      kind: "choice",
      label: w("审核状态", "Review status"),
      values: VERSION_STATE_WORDS,
      tag: stateOf,
      list: "head",
      page: "chat",
    },
    shown_state: {
      kind: "choice",
      label: w("模板状态", "Status"),
      values: BASIC_STATE_WORDS,
      list: "no",
      page: "no",
      filter: "is",
    },
    is_dynamic: {
      kind: "flag",
      label: w("模板类型", "Template type"),
      values: PARAMETER_WORDS,
      filter: "is",
    },
    enabled: {
      kind: "flag",
      label: w("启用状态", "Enabled"),
      values: ENABLED_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
      turn: ["enable", "disable"],
    },
    subject: { kind: "text", label: w("主题", "Subject"), filter: "part", advanced: true },
    content: {
      kind: "json",
      label: w("画面", "Frames"),
      list: "no",
      page: "chat",
      when: ({ content }) => framesWords(content) !== null,
      text: ({ content }) => framesWords(content) ?? w("", ""),
      reads: ["content"],
    },
    signature: { kind: "text", label: w("签名", "Signature"), list: "wide" },
    channel_name: { kind: "text", label: w("通道", "Channel"), list: "no", known: CARRIER_NAMES },
    networks: {
      kind: "json",
      label: w("运营商审核", "Carrier review"),
      list: "wide",
      when: ({ networks }) => ((networks as unknown as NetworkReview[] | null) ?? []).length > 0,
      text: ({ networks }) =>
        both((locale) => networksText((networks as unknown as NetworkReview[] | null) ?? [], locale)),
      reads: ["networks"],
    },
    validity_days: {
      kind: "count",
      label: w("有效期", "Validity"),
      list: "no",
      when: ({ validity_days }) => validity_days !== null,
      text: ({ validity_days }) => daysWords(validity_days),
      reads: ["validity_days"],
    },
    valid_until: { kind: "time", label: w("有效期至", "Valid until"), list: "wide", sort: true },
    weight: {
      kind: "count",
      label: w("大小", "Size"),
      list: "no",
      when: ({ weight }) => weight !== null,
      text: ({ weight }) => megabytes(weight ?? 0),
    },
    version: VERSION,
    used: { kind: "count", label: w("使用次数", "Times used"), list: "wide" },
    parameters: { kind: "texts", label: w("参数", "Parameters"), list: "no" },
    submitted_at: REVIEW_FIELDS.submitted_at,
    decided_at: REVIEW_FIELDS.decided_at,
    waits_for: REVIEW_FIELDS.waits_for,
    reason: REVIEW_FIELDS.reason,
    created_at: CREATED_AT,
  },
  forms: {
    create: { verb: "create_basic_template", title: w("新建基础版模板", "New basic template"), byHand: true },
    update: {
      verb: "update_basic_template",
      ...EDIT_BY_HAND,
    },
  },
  transitions: BASIC_TRANSITIONS,
});

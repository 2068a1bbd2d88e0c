import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { NETWORK_WORDS } from "../numbers/words.ts";
import { defineResource, type Offer } from "../resource/define.ts";
import { ASSIGN, CREATED_AT, REVIEW_FIELDS, URGE, VERSION } from "../resource/reviewed.ts";
import { COPY, DELETE, DISABLE, ENABLE, REJECT, TEST, WITHDRAW } from "../templates/template_acts.ts";
import { ENABLED_WORDS, VENDOR_REVIEW_WORDS, VERSION_STATE_WORDS } from "../templates/words.ts";
import { PARAMETER_WORDS } from "./words.ts";

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
  carrier_review: label("progress", "运营商审核中", "With the carrier"),
  approved: VERSION_STATE_WORDS.approved,
  rejected: VERSION_STATE_WORDS.rejected,
  disabled: label("neutral", "已禁用", "Switched off"),
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
const daysWords = (days: number | null): Words => ({
  zh: `${days ?? "-"} 天`,
  en: days === 1 ? "1 day" : `${days ?? "-"} days`,
});

/** Whom an approval leads to, said before it. */
const asksWords = ({ channel_name: name, validity_days }: BasicRow): Words => {
  const days = daysWords(validity_days);
  return w(
    `由通道「${name ?? "-"}」的运营商审核；有一个网络通过即可发送，有效期 ${days.zh}。`,
    `the carrier of “${name ?? "-"}” decides. With the first network that approves, it can be sent for ${days.en}.`,
  );
};

const RIGHTS = "KooMessageBasic:template";

const TRANSITIONS = {
  submit: {
    label: w("提交审核", "Submit for review"),
    question: w("提交模板「{name}」审核？", "Submit “{name}” for review?"),
    body: (row) => {
      const { zh, en } = asksWords(row);
      return w(
        `由另一位有审核权限的成员审核，审核期间不能修改。通过后${zh}`,
        `Another member decides; it cannot be changed meanwhile. Once approved, ${en}`,
      );
    },
    done: w("已提交审核", "Submitted"),
    needs: `${RIGHTS}:submit`,
    tone: "main",
    from: ["draft", "rejected"],
  },
  withdraw: {
    ...WITHDRAW,
    title: w("撤回基础版模板", "Withdraw a basic template"),
    needs: `${RIGHTS}:submit`,
  },
  approve: {
    label: w("通过", "Approve"),
    question: w("通过模板「{name}」？", "Approve “{name}”?"),
    body: (row) => {
      const { zh, en } = asksWords(row);
      return w(`通过后${zh}`, `Once approved, ${en}`);
    },
    done: w("已通过，正在提交运营商审核", "Approved; the carrier is asked now"),
    tone: "main",
    reason: "optional",
  },
  reject: REJECT,
  assign: ASSIGN,
  urge: URGE,
  enable: { ...ENABLE, title: w("启用基础版模板", "Enable a basic template") },
  disable: { ...DISABLE, title: w("禁用基础版模板", "Disable a basic template") },
  copy: {
    ...COPY,
    title: w("复制基础版模板", "Copy a basic template"),
    body: w(
      "以相同的内容、签名、通道和有效期新建一个草稿；已过期的也可复制，须重新审核。",
      "A draft with the same content, signature, channel and days is made, of an expired one too; it is reviewed again.",
    ),
    needs: `${RIGHTS}:create`,
  },
  test: {
    ...TEST,
    title: w("测试发送基础版模板", "Send a test of a basic template"),
    needs: `${RIGHTS}:submit`,
    inputs: { numbers: TEST.inputs.numbers, params: TEST.inputs.params },
  },
  delete: {
    ...DELETE,
    title: w("删除基础版模板", "Delete a basic template"),
    body: w(
      "不能恢复。历史与报表保留模板名称；名称可再用于新的模板。",
      "This cannot be undone. History and reports keep the name, and it is free for a new template.",
    ),
    needs: `${RIGHTS}:delete`,
  },
} as const satisfies Readonly<Record<string, Offer<BasicRow>>>;

/** A template of the basic edition with its latest version (BAS-1). Its storyboard, its preview and its check are drawn by hand. */
export const basicTemplate = defineResource({
  noun: "basic_template",
  view: "basic_template_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "智能信息基础版模板：编辑、内部审核（四眼）、运营商审核，在有效期内可发送。",
      "Storyboards of the basic edition: written, reviewed by a second person and by the carrier, then sent until they expire.",
    ),
    empty: w("还没有基础版模板", "No basic templates yet"),
    empty_hint: w(
      "从空白或一个公共模板开始：插入文本、图片、音频、视频，提交审核。",
      "Begin with nothing or a public template: put in texts, pictures, audio and video, and have it reviewed.",
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
    id: { kind: "text", label: w("模板 ID", "Template id"), mono: true, list: "no", filter: "id" },
    state: {
      kind: "choice",
      label: w("审核状态", "State"),
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
      label: w("模板类型", "Type"),
      values: PARAMETER_WORDS,
      filter: "is",
    },
    enabled: {
      kind: "flag",
      label: w("启用状态", "On or off"),
      values: ENABLED_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
      turn: ["enable", "disable"],
    },
    subject: { kind: "text", label: w("主题", "Subject"), filter: "part", advanced: true },
    signature: { kind: "text", label: w("签名", "Signature"), list: "wide" },
    channel_name: { kind: "text", label: w("通道", "Channel"), list: "no" },
    networks: {
      kind: "json",
      label: w("运营商审核", "Networks"),
      list: "wide",
      when: ({ networks }) => ((networks as unknown as NetworkReview[] | null) ?? []).length > 0,
      text: ({ networks }) =>
        both((locale) => networksText((networks as unknown as NetworkReview[] | null) ?? [], locale)),
      reads: ["networks"],
    },
    validity_days: {
      kind: "count",
      label: w("有效期", "Valid for"),
      list: "no",
      when: ({ validity_days }) => validity_days !== null,
      text: ({ validity_days }) => daysWords(validity_days),
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
    used: { kind: "count", label: w("使用次数", "Used"), list: "wide" },
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
      title: w("编辑", "Edit"),
      byHand: true,
      button: ({ state }: { readonly state: string | null }) => ({
        label: state === "approved" ? w("编辑为新版本", "Edit as a new version") : w("编辑", "Edit"),
      }),
    },
  },
  transitions: TRANSITIONS,
});

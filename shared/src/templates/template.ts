import { type Locale, listText, say, type Words } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { CATEGORY_WORDS, LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import { defineResource, type Offer } from "../resource/define.ts";
import { ASSIGN, REVIEW_FIELDS, URGE } from "../resource/reviewed.ts";
import { VENDOR_WORDS, type Vendor } from "../vendors/words.ts";
import { targetsOf, targetText } from "./targets.ts";
import { ENABLED_WORDS, TEMPLATE_USAGE_WORDS, VENDOR_REVIEW_WORDS, VERSION_STATE_WORDS } from "./words.ts";

/** What a vendor said of a version. */
export interface VendorReview {
  readonly vendor: Vendor;
  readonly state: keyof typeof VENDOR_REVIEW_WORDS;
  readonly reason: string | null;
}

interface TemplateRow {
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly live_version: number | null;
  readonly vendors: readonly Vendor[];
  readonly vendor_states: readonly VendorReview[] | null;
  readonly content: unknown;
}

const both = (text: (locale: Locale) => string): Words => ({ zh: text("zh-CN"), en: text("en") });

/** The vendors, each with its decision once it was submitted there. */
function vendorsOf({ vendors, vendor_states }: TemplateRow, locale: Locale): string {
  const texts = vendors.map((vendor) => {
    const name = say(VENDOR_WORDS[vendor], locale);
    const review = (vendor_states ?? []).find((each) => each.vendor === vendor);
    if (!review) return name;
    const words = say(VENDOR_REVIEW_WORDS[review.state], locale);
    return `${name} ${words}${review.reason ? ` (${review.reason})` : ""}`;
  });
  return listText(texts, locale);
}

/** No picture shows where a tap leads, and the approval binds it. */
const targets = ({ content }: TemplateRow, locale: Locale): string =>
  [...new Set(targetsOf(content).map((target) => targetText(target, locale)))].join("\n");

const versionWords = ({ version, live_version: live }: TemplateRow): Words => ({
  zh: `第 ${version} 版${live === null ? "" : `（线上 ${live}）`}`,
  en: `Version ${version}${live === null ? "" : ` (live: ${live})`}`,
});

const TRANSITIONS = {
  submit: {
    label: { zh: "提交审核", en: "Submit for review" },
    question: { zh: "提交模板审核？", en: "Submit for review?" },
    body: {
      zh: "提交后由另一位有审核权限的成员审核，审核期间不能修改。",
      en: "Another member with the review right decides. Until then it cannot be changed.",
    },
    done: { zh: "已提交审核", en: "Submitted" },
    needs: "KooMessage:template:submit",
    tone: "main",
    from: ["draft", "rejected"],
  },
  withdraw: {
    label: { zh: "撤回", en: "Withdraw" },
    title: { zh: "撤回模板", en: "Withdraw a template" },
    question: { zh: "撤回审核？", en: "Take it back from review?" },
    body: {
      zh: "模板回到草稿，可继续修改后重新提交。",
      en: "It becomes a draft again and can be changed.",
    },
    done: { zh: "已撤回，模板回到草稿", en: "Withdrawn: it is a draft again" },
    needs: "KooMessage:template:submit",
    from: ["in_review"],
  },
  approve: {
    label: { zh: "通过", en: "Approve" },
    question: { zh: "通过此模板？", en: "Approve this template?" },
    body: ({ vendors }) => ({
      zh: `通过后将提交给 ${vendors.length} 家厂商审核：${vendors.map((one) => VENDOR_WORDS[one].zh).join(" · ")}。`,
      en: `It then goes to ${vendors.length} ${vendors.length === 1 ? "vendor" : "vendors"} for review: ${vendors.map((one) => VENDOR_WORDS[one].en).join(" · ")}.`,
    }),
    done: { zh: "已通过，正在提交厂商审核", en: "Approved; the vendors are asked now" },
    tone: "main",
    reason: "optional",
  },
  reject: {
    label: { zh: "驳回", en: "Reject" },
    question: { zh: "驳回此模板？", en: "Reject this template?" },
    body: {
      zh: "提交人会看到您的意见，修改后可重新提交。",
      en: "The submitter reads your words and can mend and submit it again.",
    },
    done: { zh: "已驳回", en: "Rejected" },
    reason: "required",
  },
  assign: ASSIGN,
  urge: URGE,
  enable: {
    label: { zh: "启用", en: "Enable" },
    title: { zh: "启用模板", en: "Enable a template" },
    question: { zh: "启用「{name}」？", en: "Enable “{name}”?" },
    body: { zh: "可再用于新的发送任务。", en: "New sends can use it again." },
    done: { zh: "模板已启用", en: "The template is on" },
  },
  disable: {
    label: { zh: "禁用", en: "Disable" },
    title: { zh: "禁用模板", en: "Disable a template" },
    question: { zh: "禁用「{name}」？", en: "Disable “{name}”?" },
    body: { zh: "不能再用于新的发送任务。", en: "New sends cannot use it." },
    done: {
      zh: "模板已停用，不能再用于新的发送任务",
      en: "The template is off: new sends cannot use it",
    },
  },
} as const satisfies Readonly<Record<string, Offer<TemplateRow>>>;

/** A template with its latest version (TPL-1, TPL-6, TPL-7). Its editor, its preview and what is checked are drawn by hand. */
export const template = defineResource({
  noun: "template",
  view: "template_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: {
      zh: "智能信息模板：编辑、内部审核（四眼）、厂商审核，通过后即可发送。",
      en: "Rich message templates: written, reviewed by a second person, reviewed by the phone makers, then sent.",
    },
    empty: { zh: "还没有模板", en: "No templates yet" },
    empty_hint: {
      zh: "从一个版式开始：填好内容，提交审核，通过后即可用于发送。",
      en: "Begin with a layout: fill it in, have it reviewed, and send it.",
    },
  },
  fields: {
    name: {
      kind: "text",
      label: { zh: "模板名称", en: "Name" },
      list: "head",
      page: "no",
      filter: "part",
      sort: true,
    },
    state: {
      kind: "choice",
      label: { zh: "审核状态", en: "State" },
      values: VERSION_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    category: {
      kind: "choice",
      label: { zh: "类别", en: "Category" },
      values: Object.fromEntries(
        Object.entries(CATEGORY_WORDS).map(([name, { zh, en }]) => [name, label("neutral", zh, en)]),
      ),
      filter: "is",
      list: "wide",
    },
    layout: {
      kind: "choice",
      label: { zh: "版式", en: "Layout" },
      values: Object.fromEntries(
        LAYOUTS.map(({ layout, words: { zh, en } }) => [layout, label("neutral", zh, en)]),
      ),
      filter: "is",
      advanced: true,
      text: ({ layout }) => layoutOf(layout)?.words ?? layout,
    },
    vendors: {
      kind: "choices",
      label: { zh: "厂商", en: "Vendors" },
      values: VENDOR_WORDS,
      filter: "has",
      advanced: true,
      text: (row) => both((locale) => vendorsOf(row, locale)),
    },
    usage: {
      kind: "choice",
      label: { zh: "用途", en: "Usage" },
      values: TEMPLATE_USAGE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    enabled: {
      kind: "flag",
      label: { zh: "启用状态", en: "On or off" },
      values: ENABLED_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
      turn: ["enable", "disable"],
    },
    version: { kind: "text", label: { zh: "版本", en: "Version" }, text: versionWords },
    parameters: { kind: "texts", label: { zh: "参数", en: "Parameters" }, list: "no" },
    content: {
      kind: "json",
      label: { zh: "点击后", en: "A tap leads to" },
      list: "no",
      when: ({ content }) => targetsOf(content).length > 0,
      text: (row) => both((locale) => targets(row, locale)),
    },
    submitted_at: REVIEW_FIELDS.submitted_at,
    decided_at: REVIEW_FIELDS.decided_at,
    waits_for: REVIEW_FIELDS.waits_for,
    reason: { kind: "long", label: { zh: "审核意见", en: "Reviewer's words" }, list: "no" },
    created_at: { kind: "time", label: { zh: "创建时间", en: "Created" }, page: "page", sort: true },
  },
  forms: {
    create: { verb: "create_template", title: { zh: "新建模板", en: "New template" }, byHand: true },
    update: {
      verb: "update_template",
      title: { zh: "编辑", en: "Edit" },
      byHand: true,
      button: ({ state }: TemplateRow) => ({
        label:
          state === "approved"
            ? { zh: "编辑为新版本", en: "Edit as a new version" }
            : { zh: "编辑", en: "Edit" },
      }),
    },
  },
  transitions: TRANSITIONS,
});

import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { CATEGORY_WORDS, LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import type { Ahead } from "../resource/ahead.ts";
import { defineResource, type Offer } from "../resource/define.ts";
import type { Field } from "../resource/kinds.ts";
import { ASSIGN, REVIEW_FIELDS, URGE } from "../resource/reviewed.ts";
import { VENDOR_WORDS, type Vendor } from "../vendors/words.ts";
import { expectedWords } from "./koomessage/review_hours.ts";
import { targetsOf, targetText } from "./targets.ts";
import { COPY, DELETE, DISABLE, EDIT_BY_HAND, ENABLE, REJECT, TEST, WITHDRAW } from "./template_acts.ts";
import {
  ENABLED_WORDS,
  TEMPLATE_LINKS_WORDS,
  TEMPLATE_USAGE_WORDS,
  VENDOR_REVIEW_WORDS,
  VERSION_STATE_WORDS,
} from "./words.ts";

/** What a vendor said of a version. */
export interface VendorReview {
  readonly vendor: Vendor;
  readonly state: keyof typeof VENDOR_REVIEW_WORDS;
  readonly reason: string | null;
  /** Of an earlier version that was the same to it. */
  readonly kept?: boolean;
}

interface TemplateRow extends Ahead {
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly live_version: number | null;
  readonly vendors: readonly Vendor[];
  readonly vendor_states: readonly VendorReview[] | null;
  /** Whom the next approval asks; null where none is due, or nobody has approved anything yet. */
  readonly asks_vendors: readonly Vendor[] | null;
  readonly content: unknown;
}

const both = (text: (locale: Locale) => string): Words => ({ zh: text("zh-CN"), en: text("en") });

const KEPT = w("（沿用）", " (kept)");
const named = (vendors: readonly Vendor[], language: "zh" | "en") =>
  vendors.map((one) => VENDOR_WORDS[one][language]).join(language === "zh" ? "、" : ", ");

/** Who is asked, and who keeps its approval: what an approval leads to, said before it. */
function askedWords({ vendors, asks_vendors }: TemplateRow): Words {
  const asked = asks_vendors ?? vendors;
  const kept = vendors.filter((one) => !asked.includes(one));
  const zh = [
    asked.length > 0 ? `将提交给 ${asked.length} 家厂商审核：${named(asked, "zh")}。` : "",
    kept.length > 0 ? `${named(kept, "zh")}已审核过相同内容，沿用其结果，不再送审。` : "",
  ];
  const en = [
    asked.length > 0
      ? `It's submitted to ${asked.length} ${asked.length === 1 ? "vendor" : "vendors"} for review: ${named(asked, "en")}.`
      : "",
    kept.length > 0 ? `Already approved with the same content, no new review: ${named(kept, "en")}.` : "",
  ];
  return { zh: zh.join(""), en: en.filter(Boolean).join(" ") };
}

/** The vendors, each with its decision once it was submitted there. */
function vendorsOf({ vendors, vendor_states }: TemplateRow, locale: Locale): string {
  const texts = vendors.map((vendor) => {
    const name = say(VENDOR_WORDS[vendor], locale);
    const review = (vendor_states ?? []).find((each) => each.vendor === vendor);
    if (!review) return name;
    const words = say(VENDOR_REVIEW_WORDS[review.state], locale);
    const before = review.kept && review.state === "approved" ? say(KEPT, locale) : "";
    return `${name} ${words}${before}${review.reason ? ` (${review.reason})` : ""}`;
  });
  return listText(texts, locale);
}

/** No picture shows where a tap leads, and the approval binds it. */
const targets = ({ content }: TemplateRow, locale: Locale): string =>
  [...new Set(targetsOf(content).map((target) => targetText(target, locale)))].join("\n");

const versionWords = ({ version, live_version: live }: TemplateRow): Words => ({
  zh: `第 ${version} 版${live === null ? "" : `（线上：第 ${live} 版）`}`,
  en: `Version ${version}${live === null ? "" : ` (live: ${live})`}`,
});

/** The fields of a template of an enterprise that a public one has too. */
export const KIND_FIELDS = {
  category: {
    kind: "choice",
    label: w("类别", "Category"),
    values: Object.fromEntries(
      Object.entries(CATEGORY_WORDS).map(([name, { zh, en }]) => [name, label("neutral", zh, en)]),
    ),
    filter: "is",
    list: "wide",
  },
  layout: {
    kind: "choice",
    label: w("版式", "Layout"),
    values: Object.fromEntries(
      LAYOUTS.map(({ layout, words: { zh, en } }) => [layout, label("neutral", zh, en)]),
    ),
    filter: "is",
    text: ({ layout }: { readonly layout: string | null }) => layoutOf(layout ?? "")?.words ?? layout ?? "",
  },
} as const satisfies Readonly<Record<string, Field<never>>>;

const TRANSITIONS = {
  submit: {
    label: w("提交审核", "Submit for review"),
    question: w("提交模板审核？", "Submit template for review?"),
    body: (row) => {
      const { zh, en } = askedWords(row);
      return w(
        `提交后由另一位有审核权限的成员审核，审核期间不能修改。通过后${zh}`,
        `Another member with review permission reviews it first. You can't edit it in the meantime. ${en}`,
      );
    },
    done: w("已提交审核", "Submitted for review"),
    needs: "KooMessage:template:submit",
    tone: "main",
    from: ["draft", "rejected"],
  },
  withdraw: WITHDRAW,
  approve: {
    label: w("通过", "Approve"),
    question: w("通过此模板？", "Approve this template?"),
    body: (row) => {
      const { zh, en } = askedWords(row);
      return w(`通过后${zh}`, en);
    },
    done: w("已通过，正在提交厂商审核：{name}", "Approved; submitting to vendors: {name}"),
    tone: "main",
    reason: "optional",
  },
  reject: REJECT,
  assign: ASSIGN,
  urge: URGE,
  enable: ENABLE,
  disable: DISABLE,
  copy: COPY,
  test: {
    ...TEST,
    title: w("测试发送模板", "Send template test"),
  },
  delete: DELETE,
} as const satisfies Readonly<Record<string, Offer<TemplateRow>>>;

/** A template with its latest version (TPL-1, TPL-6, TPL-7). Its editor, its preview and what is checked are drawn by hand. */
export const template = defineResource({
  noun: "template",
  view: "template_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "智能信息模板：编辑后由另一位成员审核，再由厂商审核，通过后即可发送。",
      "Rich message templates. Another member reviews each one, then the vendors do. Once a template is approved, you can send it.",
    ),
    empty: w("还没有模板", "No templates yet"),
    empty_hint: w(
      "选择版式并填写内容，提交审核，通过后即可用于发送。",
      "Start with a layout, fill it in and submit it for review. Once it's approved, you can send it.",
    ),
  },
  fields: {
    name: {
      kind: "text",
      label: w("模板名称", "Template name"),
      list: "head",
      page: "no",
      filter: "part",
      sort: true,
    },
    state: {
      kind: "choice",
      label: w("审核状态", "Review status"),
      values: VERSION_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    category: KIND_FIELDS.category,
    resolve_kind: {
      kind: "choice",
      label: w("解析标识类型", "Link type"),
      values: TEMPLATE_LINKS_WORDS,
      list: "no",
      filter: "is",
    },
    layout: KIND_FIELDS.layout,
    vendors: {
      kind: "choices",
      label: w("厂商", "Vendors"),
      values: VENDOR_WORDS,
      filter: "has",
      text: (row) => both((locale) => vendorsOf(row, locale)),
    },
    sms_signatures: {
      kind: "texts",
      label: w("送审短信签名", "SMS signatures for review"),
      list: "no",
    },
    asks_vendors: {
      kind: "choices",
      label: w("再次提交时送审", "Reviewed when resubmitted"),
      values: VENDOR_WORDS,
      list: "no",
      when: ({ asks_vendors, vendors }) => (asks_vendors ?? vendors).length < vendors.length,
      text: ({ asks_vendors }) =>
        asks_vendors?.length === 0
          ? w("无需送审：各厂商均已审核通过相同内容", "None: each vendor has approved the same content")
          : w(named(asks_vendors ?? [], "zh"), named(asks_vendors ?? [], "en")),
    },
    usage: {
      kind: "choice",
      label: w("用途", "Usage"),
      values: TEMPLATE_USAGE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
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
    version: { kind: "text", label: w("版本", "Version"), text: versionWords },
    used: { kind: "count", label: w("使用次数", "Times used"), list: "wide" },
    parameters: { kind: "texts", label: w("参数", "Parameters"), list: "no" },
    content: {
      kind: "json",
      label: w("点击后的动作", "Tap action"),
      list: "no",
      when: ({ content }) => targetsOf(content).length > 0,
      text: (row) => both((locale) => targets(row, locale)),
    },
    submitted_at: REVIEW_FIELDS.submitted_at,
    decided_at: REVIEW_FIELDS.decided_at,
    waits_for: REVIEW_FIELDS.waits_for,
    expected_at: {
      kind: "time",
      label: w("厂商审核预计完成时间", "Vendor review expected"),
      list: "no",
      when: ({ expected_at }) => typeof expected_at === "string",
      text: (row) => expectedWords(row),
    },
    reason: { kind: "long", label: w("审核意见", "Review note"), list: "no" },
    created_at: { kind: "time", label: w("创建时间", "Created"), page: "page", sort: true },
  },
  forms: {
    create: { verb: "create_template", title: w("新建模板", "Create template"), byHand: true },
    update: {
      verb: "update_template",
      ...EDIT_BY_HAND,
    },
  },
  transitions: TRANSITIONS,
});

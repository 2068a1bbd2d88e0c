import type { Words } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { TEMPLATE_USAGE_WORDS, VENDOR_REVIEW_WORDS } from "../templates/words.ts";
import { VENDOR_LABELS } from "../vendors/words.ts";

const VENDOR: Words = { zh: "厂商", en: "Vendor" };

/** What a vendor decides about a template, where the carrier does not tell it (TPL-7): a platform admin writes it down. */
export const vendorReview = defineResource({
  noun: "vendor_review",
  view: "vendor_review_cards",
  title: "template_name",
  order: ["asked_at", "desc"],
  number: "vendor",
  words: {
    note: {
      zh: "这些企业的运营商不回传厂商审核结果：请将内容提交给厂商，再登记其决定。有一家通过，模板即可使用。",
      en: "The carriers of these enterprises do not tell what vendors decide. Hand the content to the vendor, then write its decision down. A template is live with the first vendor that approves it.",
    },
    empty: { zh: "没有需要登记的厂商审核", en: "Nothing to write down" },
    empty_hint: {
      zh: "厂商审核结果由平台登记的企业提交模板后，会显示在这里。",
      en: "Templates of enterprises whose vendor decisions the platform writes down stand here.",
    },
  },
  fields: {
    template_name: {
      kind: "text",
      label: { zh: "模板", en: "Template" },
      list: "head",
      page: "no",
      filter: "part",
    },
    vendor: { kind: "choice", label: VENDOR, values: VENDOR_LABELS, list: "head", filter: "is" },
    state: {
      kind: "choice",
      label: { zh: "决定", en: "Decision" },
      values: VENDOR_REVIEW_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    enterprise_name: { kind: "text", label: { zh: "企业", en: "Enterprise" }, filter: "part" },
    version: { kind: "count", label: { zh: "版本", en: "Version" }, list: "wide" },
    usage: { kind: "choice", label: { zh: "用途", en: "Usage" }, values: TEMPLATE_USAGE_WORDS, list: "wide" },
    asked_at: { kind: "time", label: { zh: "待登记自", en: "Waits since" }, filter: "span", sort: true },
    decided_at: {
      kind: "time",
      label: { zh: "登记", en: "Written down" },
      by: "decided_by_name",
      list: "no",
    },
    reason: { kind: "long", label: { zh: "厂商的原因", en: "Reason of the vendor" }, list: "no" },
    content: { kind: "json", label: { zh: "内容", en: "Content" }, list: "no", page: "page" },
  },
  forms: {},
  transitions: {
    pass: {
      label: { zh: "登记通过", en: "Approved" },
      question: {
        zh: "登记厂商已通过「{template_name}」？",
        en: "Did the vendor approve “{template_name}”?",
      },
      body: {
        zh: "该厂商的手机即可显示此模板；模板有一家通过即可使用。",
        en: "Phones of this vendor show it. The template is live with the first vendor.",
      },
      done: { zh: "已登记通过", en: "It is written down as approved" },
      tone: "main",
      inList: true,
      from: ["pending", "rejected"],
      platform: true,
    },
    refuse: {
      label: { zh: "登记驳回", en: "Rejected" },
      question: { zh: "登记厂商已驳回「{template_name}」？", en: "Did the vendor reject “{template_name}”?" },
      body: { zh: "企业会看到厂商的原因。", en: "The enterprise reads the vendor's reason." },
      done: { zh: "已登记驳回", en: "It is written down as rejected" },
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["pending", "approved"],
      platform: true,
    },
  },
});

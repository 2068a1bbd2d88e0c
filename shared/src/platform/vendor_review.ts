import { type Words, w } from "../ground/locale.ts";
import { NAMED_NETWORK_LABELS } from "../numbers/networks.ts";
import { defineResource } from "../resource/define.ts";
import { TEMPLATE_USAGE_WORDS, VENDOR_REVIEW_WORDS } from "../templates/words.ts";
import { VENDOR_LABELS } from "../vendors/words.ts";

const VENDOR: Words = w("厂商", "Vendor");

/** What a vendor decides about a template, where the carrier does not tell it (TPL-7): a platform admin writes it down. */
export const vendorReview = defineResource({
  noun: "vendor_review",
  view: "vendor_review_cards",
  title: "template_name",
  order: ["asked_at", "desc"],
  number: "decider",
  words: {
    note: w(
      "这些企业的运营商不回传厂商审核结果。请将内容提交给厂商，再登记厂商的审核结果。任一厂商通过，模板即可使用。",
      "These enterprises' carriers don't return vendor decisions. Submit the content to the vendor, then record its decision. One vendor's approval is enough to use a template.",
    ),
    empty: w("没有待登记的厂商审核结果", "No vendor decisions to record"),
    empty_hint: w(
      "如企业的厂商审核结果由平台登记，该企业提交的模板会显示在这里。",
      "If the platform records vendor decisions for an enterprise, the enterprise's templates appear here once submitted.",
    ),
  },
  fields: {
    template_name: {
      kind: "text",
      label: w("模板", "Template"),
      list: "head",
      page: "no",
      filter: "part",
    },
    vendor: {
      kind: "choice",
      label: VENDOR,
      values: VENDOR_LABELS,
      list: "head",
      filter: "is",
      when: ({ vendor }) => vendor !== null,
    },
    network: {
      kind: "choice",
      label: w("网络", "Network"),
      values: NAMED_NETWORK_LABELS,
      list: "wide",
      filter: "is",
      when: ({ network }) => network !== null,
    },
    state: {
      kind: "choice",
      label: w("审核结果", "Decision"),
      values: VENDOR_REVIEW_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    enterprise_name: { kind: "text", label: w("企业", "Enterprise"), filter: "part" },
    version: { kind: "count", label: w("版本", "Version"), list: "wide" },
    usage: { kind: "choice", label: w("用途", "Usage"), values: TEMPLATE_USAGE_WORDS, list: "wide" },
    asked_at: { kind: "time", label: w("等待开始时间", "Waiting since"), filter: "span", sort: true },
    decided_at: {
      kind: "time",
      label: w("登记", "Recorded"),
      by: "decided_by_name",
      list: "no",
    },
    reason: { kind: "long", label: w("厂商给出的原因", "Vendor's reason"), list: "no" },
    content: { kind: "json", label: w("内容", "Content"), list: "no", page: "page" },
  },
  forms: {},
  transitions: {
    pass: {
      label: w("登记通过", "Record approval"),
      question: w(
        "将「{template_name}」的审核结果登记为「已通过」？",
        "Record that the vendor approved “{template_name}”?",
      ),
      body: w(
        "登记后，该厂商的手机即可显示此模板；任一厂商通过，模板即可使用。",
        "This vendor's phones can show the template. One vendor's approval is enough to use it.",
      ),
      done: w("已登记为「已通过」", "Approval recorded"),
      tone: "main",
      inList: true,
      from: ["pending", "rejected"],
      platform: true,
    },
    refuse: {
      label: w("登记驳回", "Record rejection"),
      question: w(
        "将「{template_name}」的审核结果登记为「已驳回」？",
        "Record that the vendor rejected “{template_name}”?",
      ),
      body: w("企业会看到厂商给出的原因。", "The enterprise sees the vendor's reason."),
      done: w("已登记为「已驳回」", "Rejection recorded"),
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["pending", "approved"],
      platform: true,
    },
  },
});

import { SIGNATURE_LETTER } from "../filings/letters.ts";
import { type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import {
  CREATED_AT,
  FOR_GOOD,
  reviewedForms,
  reviewFields,
  reviewOffers,
  SUBMIT_AGAIN,
} from "../resource/reviewed.ts";
import { THIRD } from "../sms/changes.ts";
import { PURPOSE } from "../sms/promotion.ts";
import { ADD_A_SIGNATURE, SIGNATURE_IN_REVIEW, SIGNATURE_NAME } from "../sms/signature_name.ts";
import { BASIC_SIGNATURE_INPUTS } from "./signature_inputs.ts";

type Values = Readonly<Record<string, unknown>>;

const COMPANY: Words = w("企事业单位全称", "Full legal name");
const AUTHORISATION: Words = w("签名授权函", "Authorisation letter");
const OTHER: Words = w("其他材料", "Other materials");

const inputs = {
  name: SIGNATURE_NAME,
  company_name: {
    kind: "text",
    label: COMPANY,
    hint: w(
      "签名所属单位在营业执照上的全称。",
      "The signature owner's full name, as on its business licence.",
    ),
    note: ({ filed_company: filed }: Values) =>
      filed ? { zh: `本企业的全称：${filed}`, en: `Your enterprise's full name: ${filed}` } : null,
    max: 100,
    problem: (typed: string) =>
      typed.trim().length >= 2
        ? null
        : w("全称须为 2 至 100 个字符", "The full name must be 2–100 characters"),
  },
  third_party: {
    kind: "flag",
    label: THIRD,
    hint: w(
      "签名的企事业单位全称与本企业的全称一致时选“否”，反之选“是”。",
      "Choose “No” if the signature's full legal name matches your enterprise's, otherwise “Yes”.",
    ),
    values: YES_NO,
    initial: false,
  },
  proof: {
    kind: "file",
    label: AUTHORISATION,
    hint: w(
      "pdf，不超过 2 MB。备案授权函已包含此签名时，无需上传。",
      "PDF, up to 2 MB. Not needed if the filing's authorisation letter already covers this signature.",
    ),
    proof: "signature",
    letter: SIGNATURE_LETTER,
    when: ({ name }: Values, { filed_signatures: filed }: Values) =>
      !(Array.isArray(filed) && filed.includes(String(name ?? "").trim())),
  },
  other: {
    kind: "file",
    label: OTHER,
    hint: w("zip 或 rar，不超过 2 MB。", "ZIP or RAR, up to 2 MB."),
    proof: "archive",
    optional: true,
  },
  note: {
    ...PURPOSE,
    hint: w("若有特殊要求，请详细说明。", "Describe any special requirements."),
  },
} as const;

/** A signature of the basic edition (BSG-1, §8.3): 【name】 at the head of every message; reviewed by another member. */
export const basicSignature = defineResource({
  noun: "basic_signature",
  view: "basic_signature_cards",
  title: "name",
  order: ["created_at", "desc"],
  most: 200,
  words: {
    note: w(
      "智能信息基础版开头的【签名】。由另一位成员审核，通过后可用于基础版模板。",
      "The 【signature】 at the start of a basic edition message. Another member reviews it. Once it's approved, basic templates can use it.",
    ),
    empty: w("还没有基础版签名", "No basic signatures yet"),
    empty_hint: ADD_A_SIGNATURE,
  },
  fields: {
    name: { kind: "text", label: SIGNATURE_NAME.label, list: "head", page: "no", filter: "part" },
    company_name: { kind: "text", label: COMPANY },
    third_party: { kind: "flag", label: THIRD, values: YES_NO, list: "wide" },
    filed: {
      kind: "flag",
      label: w("备案授权函", "Filing authorisation"),
      values: {
        true: { tone: "good", zh: "已包含此签名", en: "Covers this signature" },
        false: { tone: "neutral", zh: "未包含此签名", en: "Doesn't cover this signature" },
      },
      list: "no",
    },
    note: { kind: "long", label: PURPOSE.label, list: "no" },
    ...reviewFields("signature", AUTHORISATION),
    state: {
      ...reviewFields("signature", AUTHORISATION).state,
      values: REVIEW_STATE_WORDS,
      advanced: undefined,
    },
    other_name: { kind: "file", label: OTHER, proof: "archive", path: "other_path", list: "no" },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: reviewedForms("basic_signature", BASIC_SIGNATURE_INPUTS.create_basic_signature, inputs, {
    create: {
      knows: "signature_filings",
      title: w("添加基础版签名", "Add basic signature"),
      done: SIGNATURE_IN_REVIEW,
    },
    update: {
      knows: "signature_filings",
      title: w("修改基础版签名", "Edit basic signature"),
      note: w(
        "由另一位成员审核。已通过的签名一经修改，须重新审核通过后才能使用。",
        "Another member reviews it. If you edit an approved signature, it can't be used until it's approved again.",
      ),
    },
  }),
  transitions: {
    submit: { ...SUBMIT_AGAIN, from: ["draft", "rejected"] },
    ...reviewOffers(
      NOUNS.basic_signature.one,
      w("通过后即可用于基础版模板和发送。", "Once it's approved, basic templates and sends can use it."),
    ),
    delete: {
      label: w("删除", "Delete"),
      title: w("删除基础版签名", "Delete basic signature"),
      question: w("删除签名「{name}」？", "Delete signature “{name}”?"),
      body: w("用过的签名不能删除。", "Signatures that have been used can't be deleted."),
      done: w("签名已删除", "Signature deleted"),
      tone: "danger",
      deletes: true,
      final: FOR_GOOD,
    },
  },
});

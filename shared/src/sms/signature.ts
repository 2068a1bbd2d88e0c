import { type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";
import {
  CREATED_AT,
  REVIEW_FIELDS,
  replaces,
  reviewedForms,
  reviewOffers,
  SUBMIT_AGAIN,
  VERSION,
  versionStory,
} from "../resource/reviewed.ts";
import { APP, LICENCE, SOURCE, signatureChanges, THIRD } from "./changes.ts";
import { MOST_LICENCES, SMS_INPUTS } from "./inputs.ts";
import { MEMBERS_ONLY, PURPOSE, SERVES, switches } from "./promotion.ts";
import { ADD_A_SIGNATURE, SIGNATURE_IN_REVIEW, SIGNATURE_NAME } from "./signature_name.ts";
import { SIGNATURE_KIND_WORDS, SIGNATURE_SOURCE_WORDS } from "./words.ts";

const KIND: Words = w("签名类型", "Signature type");

/** Was a version of it approved? Then its name and kind stay: opt-outs, reports at networks and what was sent hang on them. */
const isNamed = ({ live_version }: Record<string, unknown>) =>
  live_version !== null && live_version !== undefined;

const inputs = {
  name: {
    ...SIGNATURE_NAME,
    when: (_: Record<string, unknown>, row: Record<string, unknown>) => !isNamed(row),
  },
  app_id: {
    kind: "reference",
    label: APP,
    from: { view: "sms_app_cards", key: "id", title: "name", where: { enabled: "true" }, makes: "sms_app" },
  },
  kind: {
    kind: "choice",
    label: KIND,
    values: SIGNATURE_KIND_WORDS,
    initial: "notification",
    when: (_: Record<string, unknown>, row: Record<string, unknown>) => !isNamed(row),
  },
  members_only: {
    ...MEMBERS_ONLY,
    when: ({ kind }: Record<string, unknown>, row: Record<string, unknown>) =>
      (isNamed(row) ? row.kind : kind) === "promotion",
  },
  source: { kind: "choice", label: SOURCE, values: SIGNATURE_SOURCE_WORDS, initial: "company" },
  third_party: { kind: "flag", label: THIRD, values: YES_NO, initial: false },
  proofs: {
    kind: "files",
    option: "proof",
    label: LICENCE,
    hint: {
      zh: "签名归属方的营业执照：彩色扫描件或照片，四角完整、印章清晰。",
      en: "The signature owner's business licence: a colour scan or photo with all four corners visible and a clear stamp.",
    },
    proof: "licence",
    most: MOST_LICENCES,
    again: {
      view: "filing_cards",
      path: "licence_path",
      name: "licence_name",
      proof: "filing",
      label: w("使用备案中的营业执照", "Use the business licence in the filing"),
    },
  },
  purpose: PURPOSE,
} as const;

/** A signature (SMS-1, §7.3.3): 【name】 at the head of every text; reviewed by another member. */
export const smsSignature = defineResource({
  noun: "sms_signature",
  view: "sms_signature_cards",
  title: "name",
  order: ["created_at", "desc"],
  most: 200,
  words: {
    note: w(
      "短信开头的【签名】，由另一位成员审核，通过后可用于短消息模板。",
      "The 【signature】 at the start of an SMS. Another member reviews it. Once it's approved, SMS templates can use it.",
    ),
    empty: w("还没有签名", "No signatures yet"),
    empty_hint: ADD_A_SIGNATURE,
  },
  fields: {
    name: { kind: "text", label: SIGNATURE_NAME.label, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: KIND, values: SIGNATURE_KIND_WORDS, filter: "is" },
    app_name: { kind: "text", label: APP, list: "wide" },
    source: { kind: "choice", label: SOURCE, values: SIGNATURE_SOURCE_WORDS, list: "no" },
    third_party: { kind: "flag", label: THIRD, values: YES_NO, list: "no" },
    purpose: { kind: "long", label: PURPOSE.label, list: "no" },
    proofs: { kind: "files", label: LICENCE, proof: "licence", list: "no" },
    ...REVIEW_FIELDS,
    ...SERVES,
    version: VERSION,
    created_at: CREATED_AT,
  },
  forms: reviewedForms("sms_signature", SMS_INPUTS.create_sms_signature, inputs, {
    create: {
      title: w("添加签名", "Add signature"),
      done: SIGNATURE_IN_REVIEW,
    },
    update: {
      title: w("修改签名", "Edit signature"),
      note: w(
        "由另一位成员审核。新版本通过前，继续使用已通过的版本；已通过的签名不能修改名称和类型。",
        "Another member reviews it. The approved version stays in use until the new one is approved. You can't change the name or type of an approved signature.",
      ),
    },
  }),
  changes: signatureChanges,
  story: (row) => versionStory(row, NOUNS.sms_signature.one),
  transitions: {
    submit: SUBMIT_AGAIN,
    ...reviewOffers(
      NOUNS.sms_signature.one,
      replaces(
        w("通过后即可用于短消息模板", "SMS templates can use it once it's approved"),
        w("并替换此前的版本", "replacing the previous version"),
      ),
    ),
    ...switches(NOUNS.sms_signature.one, w("新的发送任务和短消息模板", "New sends and SMS templates")),
  },
});

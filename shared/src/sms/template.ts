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
import { placesIn } from "../templates/parameters.ts";
import { CONTENT, SIGNATURE, textChanges, VARIABLES } from "./changes.ts";
import { SMS_INPUTS } from "./inputs.ts";
import { MEMBERS_ONLY, PURPOSE, SERVES, switches } from "./promotion.ts";
import { CARRIER_ID_FIELD, REGISTER } from "./registered.ts";
import { LINK } from "./text.ts";
import { type SmsVariable, typedVariables, variablesProblem, variablesText } from "./variables.ts";
import { SIGNATURE_KIND_WORDS } from "./words.ts";

const NAME: Words = w("模板名称", "Template name");
const KIND: Words = w("模板类型", "Template type");

/** What the law refuses too, said while one types. */
function contentProblem(content: string, { for_cards }: Readonly<Record<string, unknown>>): Words | null {
  if (/[【】]/.test(content))
    return w("签名由系统加在开头，内容中不要写【】", "We add the signature at the start, so leave out 【】");
  if (/(https?:\/\/|www\.)/i.test(content))
    return w("内容中不能写网址，短链由系统填入", "Leave out web addresses, because we insert the short link");
  if (for_cards === true && placesIn(content).length > 0)
    return w("用于智能信息的短信不能含变量", "An SMS for cards can't have variables");
  return content.split(LINK).length > 2
    ? { zh: `短链占位符 ${LINK} 只能有一个`, en: `Only one short link placeholder, ${LINK}, is allowed` }
    : null;
}

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  signature_id: {
    kind: "reference",
    label: SIGNATURE,
    hint: w("模板的类型与所属应用由签名决定。", "A template's type and application come from its signature."),
    from: {
      view: "sms_signature_cards",
      key: "id",
      title: "name",
      where: { usable: "true" },
      beside: (row: Record<string, unknown>) =>
        SIGNATURE_KIND_WORDS[row.kind as keyof typeof SIGNATURE_KIND_WORDS],
      makes: "sms_signature",
    },
  },
  for_cards: {
    kind: "flag",
    label: w("用于智能信息", "For cards"),
    hint: {
      zh: `用于智能信息的短信须含短链，不能含变量；没有 ${LINK} 时，系统会在末尾加上。`,
      en: `An SMS for cards must contain the short link. If ${LINK} is missing, we add it at the end. Variables aren't allowed.`,
    },
    values: YES_NO,
    initial: true,
    // A text with variables is sent without a card.
    begins: ({ for_cards, variables }: { readonly for_cards: boolean; readonly variables: unknown }) =>
      for_cards && (variables as readonly unknown[] | null)?.length === 0,
  },
  content: {
    kind: "long",
    label: CONTENT,
    hint: {
      zh: `${LINK} 是短链的位置，\${名称} 是变量。推广类没有退订说明时，系统在末尾加上“拒收请回复R”。`,
      en: `${LINK} is where the short link goes, \${name} is a variable. If a promotion doesn't say how to opt out, we add “拒收请回复R” at the end.`,
    },
    max: 500,
    problem: contentProblem,
  },
  variables: {
    kind: "texts",
    label: VARIABLES,
    hint: w(
      "每个变量的类型和示例，供审核人参考。聊天中输入：name text 张女士; amount money 50",
      "Each variable's type and an example, for the reviewer. In chat: name text 张女士; amount money 50",
    ),
    most: 20,
    split: typedVariables,
    optional: true,
    when: ({ content, for_cards }: Record<string, unknown>) =>
      for_cards !== true && String(content ?? "").includes("${"),
    problem: variablesProblem,
  },
  members_only: {
    ...MEMBERS_ONLY,
    hint: w(
      "使用推广类签名时须确认：仅发送给已有订购关系的会员用户。",
      "With a promotional signature, confirm that the SMS goes only to members with an existing subscription.",
    ),
    // A notification has nothing to confirm; the law asks it of a promotion.
    optional: true,
    problem: () => null,
  },
  purpose: PURPOSE,
} as const;

/** An SMS template (SMS-1, §7.3.1): the text that carries the link of a card; reviewed by another member. */
export const smsTemplate = defineResource({
  noun: "sms_template",
  view: "sms_template_cards",
  title: "name",
  order: ["created_at", "desc"],
  most: 1_000,
  copies: { name: "name" },
  words: {
    note: w(
      "短信的文字内容：随卡片发送的带有短链，单独发送的可以含变量。由另一位成员审核，通过后可用于发送。",
      "The text of an SMS. With a card, it includes the short link. On its own, it can have variables. Another member reviews it. Once it's approved, sends can use it.",
    ),
    empty: w("还没有短消息模板", "No SMS templates yet"),
    empty_hint: w(
      "选择签名并填写内容，提交审核。",
      "Choose a signature, write the text and submit for review.",
    ),
  },
  lead: ({ body, signature_name }) => {
    const text = `【${signature_name}】${body}`;
    return { zh: text, en: text };
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    body: { kind: "long", label: CONTENT, page: "page" },
    kind: { kind: "choice", label: KIND, values: SIGNATURE_KIND_WORDS, filter: "is" },
    signature_name: { kind: "reference", label: SIGNATURE, to: "signatures", id: "signature_id" },
    app_name: {
      kind: "reference",
      label: w("所属应用", "Application"),
      to: "sms-apps",
      id: "app_id",
      list: "no",
    },
    segments: { kind: "count", label: w("短信条数", "SMS segments"), list: "no" },
    variables: {
      kind: "json",
      label: VARIABLES,
      list: "no",
      when: ({ variables }) => (variables as readonly unknown[]).length > 0,
      text: ({ variables }) => variablesText(variables as unknown as readonly SmsVariable[]),
    },
    purpose: { kind: "long", label: PURPOSE.label, list: "no" },
    carrier_template_id: CARRIER_ID_FIELD,
    ...REVIEW_FIELDS,
    ...SERVES,
    version: VERSION,
    id: {
      kind: "text",
      label: w("模板 ID", "Template ID"),
      mono: true,
      list: "no",
      page: "page",
      filter: "is",
      advanced: true,
    },
    created_at: CREATED_AT,
  },
  forms: reviewedForms("sms_template", SMS_INPUTS.create_sms_template, inputs, {
    create: {
      title: w("创建短消息模板", "New SMS template"),
      done: w(
        "短消息模板已提交，由另一位成员审核。",
        "The SMS template is in review. Another member will decide.",
      ),
    },
    update: {
      title: w("修改短消息模板", "Edit SMS template"),
      note: w(
        "由另一位成员审核。新版本通过前，继续使用已通过的版本；此前创建的发送任务保持原来的内容。新版本的内容有变时，须重新登记通道侧模板 ID。",
        "Another member reviews it. The approved version stays in use until the new one is approved. Existing sends keep their text. If the text changes, the carrier template ID must be registered again.",
      ),
    },
  }),
  changes: textChanges,
  story: (row) => versionStory(row, NOUNS.sms_template.one),
  transitions: {
    submit: SUBMIT_AGAIN,
    register: REGISTER,
    ...reviewOffers(
      NOUNS.sms_template.one,
      replaces(
        w("通过后即可用于发送", "Sends can use it once it's approved"),
        w(
          "并替换此前的版本；此前创建的发送任务保持原来的内容",
          "replacing the previous version. Existing sends keep their text",
        ),
      ),
    ),
    ...switches(NOUNS.sms_template.one, w("新的发送任务", "New sends")),
  },
});

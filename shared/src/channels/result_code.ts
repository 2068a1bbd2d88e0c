import { type Words, w } from "../ground/locale.ts";
import { label, YES_NO } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { fits } from "./adapter_form.ts";
import { CHANNEL_INPUTS, RESULT_CODE } from "./inputs.ts";
import { ADAPTER_WORDS } from "./words.ts";

const CODE: Words = w("代码", "Code");
const ADAPTER: Words = w("接口", "Interface");
const MEANS: Words = w("含义", "Meaning");
const ADVICE: Words = w("建议", "Suggestion");
const SOURCE: Words = w("来源", "Source");
const AGAIN: Words = w("可重新发送", "Can be sent again");
const SAVED: Words = w("代码表已保存", "Code table saved");
const ADAPTERS = { any: label("neutral", "所有接口", "All interfaces"), ...ADAPTER_WORDS };

const inputs = {
  code: {
    kind: "text",
    label: CODE,
    hint: w(
      "大写字母、数字和 : . _ + -；x 代表任意一位数字，* 代表任意多位数字，例如 MK:00xx。",
      "Uppercase letters, digits and : . _ + -. Use x for any one digit and * for any number of digits, as in MK:00xx.",
    ),
    max: 40,
    problem: fits(
      RESULT_CODE,
      "代码由大写字母、数字和 : . _ + - 组成，可含 x 与 *，但不能只含 x 与 *",
      "A code uses uppercase letters, digits and : . _ + -. It can include x and *, but can't consist only of them",
    ),
  },
  adapter: {
    kind: "choice",
    label: ADAPTER,
    hint: w(
      "同一代码在两个接口含义不同时，请分别新增。",
      "If a code means different things on two interfaces, add it once for each.",
    ),
    values: ADAPTERS,
    initial: "any",
  },
  words_zh: { kind: "text", label: w("中文含义", "Meaning (Chinese)"), max: 200 },
  words_en: { kind: "text", label: w("英文含义", "Meaning (English)"), max: 200 },
  advice_zh: { kind: "long", label: w("中文建议", "Suggestion (Chinese)"), max: 300 },
  advice_en: { kind: "long", label: w("英文建议", "Suggestion (English)"), max: 300 },
  source: {
    kind: "text",
    label: SOURCE,
    hint: w("例如运营商的接口文档与章节。", "Such as the carrier's API document and section."),
    max: 200,
  },
  again: {
    kind: "flag",
    values: YES_NO,
    label: AGAIN,
    hint: w(
      "对空号、黑名单等结果，请关闭此项；此类结果的短信将不能重新发送。",
      "Turn this off for results such as a number not in use. Messages with such a result can't be sent again.",
    ),
    initial: true,
  },
} as const;

/** What a code of carriers means (MSG-1): whatever shows a code says it in these words. */
export const resultCode = defineResource({
  noun: "result_code",
  view: "result_code_cards",
  title: "code",
  order: ["code", "asc"],
  opens: false,
  words: {
    note: w(
      "运营商回执与应答中的代码及其含义。发送明细、试发、告警和导出均使用此处的文字；未列出的代码原样显示。",
      "Codes in carrier receipts and answers, and what they mean. Messages, trials, alerts and exports use this wording. Codes not listed are shown as they are.",
    ),
    empty: w("没有代码", "No codes yet"),
    empty_hint: w("平台管理员可以新增代码。", "A platform admin can add codes."),
  },
  fields: {
    code: { kind: "text", label: CODE, mono: true, list: "head", filter: "part", sort: true },
    adapter: { kind: "choice", label: ADAPTER, values: ADAPTERS, list: "wide", filter: "is" },
    words_zh: {
      kind: "text",
      label: MEANS,
      text: ({ words_zh, words_en }) => w(words_zh, words_en),
    },
    advice_zh: {
      kind: "long",
      label: ADVICE,
      text: ({ advice_zh, advice_en }) => w(advice_zh, advice_en),
    },
    again: { kind: "flag", label: AGAIN, values: YES_NO, list: "wide", filter: "is" },
    source: { kind: "text", label: SOURCE, list: "no" },
    since: { kind: "day", label: w("起始日期", "Start date"), list: "wide" },
  },
  forms: {
    create: form(CHANNEL_INPUTS.create_result_code, {
      verb: "create_result_code",
      title: w("新增代码", "Add code"),
      confirm: w("保存", "Save"),
      done: SAVED,
      inputs,
    }),
    update: form(CHANNEL_INPUTS.update_result_code, {
      verb: "update_result_code",
      title: w("修改代码", "Edit code"),
      confirm: w("保存", "Save"),
      done: SAVED,
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("删除代码", "Delete code"),
      question: w("删除「{code}」的含义？", "Delete the meaning of “{code}”?"),
      body: w("删除后该代码原样显示。", "After that, the code is shown as is."),
      done: w("「{code}」已删除", "“{code}” deleted"),
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});

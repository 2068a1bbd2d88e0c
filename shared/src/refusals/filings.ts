import type { Refusal } from "./refusal.ts";

/** Refusals of filings (FIL-1 to FIL-5), and of anyone who would send without one. */
export const FILING_REFUSALS = {
  filing_missing: {
    status: 409,
    zh: "企业尚无审核通过的备案（{form}）。",
    en: "The enterprise has no approved filing for {form}.",
    hint_zh: "请在「企业备案」中填写并提交，由另一位成员审核通过后再试。",
    hint_en: "Fill it in and submit it under Filings, and try again when another member has approved it.",
  },
  filing_ended: {
    status: 409,
    zh: "企业备案（{form}）已于 {day} 到期。",
    en: "The filing for {form} ended on {day}.",
    hint_zh: "请在该备案中更新证件和有效期，重新提交审核。",
    hint_en: "Renew the licence and its last day in that filing, and submit it again.",
  },
  filing_exists: {
    status: 409,
    zh: "该场景已有备案。",
    en: "There is a filing for this already.",
    hint_zh: "每个场景只有一份备案，请打开并修改它。",
    hint_en: "There is one for each kind of message: open it and edit it.",
  },
  filing_incomplete: {
    status: 422,
    zh: "提交前还需要：{items}。",
    en: "Before it is submitted it needs: {items}.",
    hint_zh: "请编辑备案，补齐后再提交。",
    hint_en: "Edit the filing, add what is missing, and submit it.",
  },
  filing_not_asked: {
    status: 422,
    zh: "该备案（{form}）不需要此项：{field}。",
    en: "The filing for {form} does not take this: {field}.",
    hint_zh: "请去掉该项后重试。",
    hint_en: "Leave it out and try again.",
  },
  filing_edited: {
    status: 409,
    zh: "您打开之后，该备案已被修改（现为第 {version} 版）。",
    en: "The filing was changed after you opened it; it is at version {version} now.",
    hint_zh: "请重新打开，在最新内容上修改。",
    hint_en: "Open it again and edit what is there now.",
  },
  credit_code_invalid: {
    status: 422,
    zh: "统一社会信用代码「{code}」的校验位不符。",
    en: "“{code}” is no unified social credit code: its check character does not fit.",
    hint_zh: "应为 18 位数字或大写字母（不含 I、O、S、V、Z），请与营业执照核对。",
    hint_en: "It has 18 digits and letters, without I, O, S, V and Z: compare it with the licence.",
  },
  organisation_code_invalid: {
    status: 422,
    zh: "组织机构代码「{code}」的校验位不符。",
    en: "“{code}” is no organisation code: its check character does not fit.",
    hint_zh: "应为 8 位数字或字母加 1 位校验码，例如 12345678-9，请与代码证核对。",
    hint_en: "It has eight digits or letters and a check character: compare it with the certificate.",
  },
} as const satisfies Record<string, Refusal>;

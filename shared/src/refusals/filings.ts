import type { Refusal } from "./refusal.ts";

/** Refusals of filings (FIL-1 to FIL-5), and of anyone who would send without one. */
export const FILING_REFUSALS = {
  filing_missing: {
    status: 409,
    zh: "企业尚无审核通过的备案（{form}）。",
    en: "Your enterprise has no approved filing for {form}.",
    hint_zh: "请在「企业备案」中填写并提交，由另一位成员审核通过后再试。",
    hint_en:
      "Complete the filing and submit it under Filings, then try again once another member has approved it.",
  },
  filing_ended: {
    status: 409,
    zh: "企业备案（{form}）已于 {day} 到期。",
    en: "The filing for {form} expired on {day}.",
    hint_zh: "请在该备案中更新证件和有效期，重新提交审核。",
    hint_en: "Update the licence and its validity in the filing, then submit it for review again.",
  },
  filing_exists: {
    status: 409,
    zh: "该场景已有备案。",
    en: "A filing of this type already exists.",
    hint_zh: "每个场景只能有一份备案，请打开已有备案进行修改。",
    hint_en: "Each type can have only one filing. Open the existing one and edit it.",
  },
  filing_incomplete: {
    status: 422,
    zh: "提交前还需补充：{items}。",
    en: "Before you submit, add: {items}.",
    hint_zh: "请编辑备案，补齐后再提交。",
    hint_en: "Edit the filing, add what's missing, then submit it.",
  },
  filing_not_asked: {
    status: 422,
    zh: "该备案（{form}）不需要此项：{field}。",
    en: "The filing for {form} doesn't need this: {field}.",
    hint_zh: "请去掉该项后重试。",
    hint_en: "Remove it and try again.",
  },
  filing_edited: {
    status: 409,
    zh: "您打开之后，该备案已被修改（现为第 {version} 版）。",
    en: "The filing was changed after you opened it. It's now at version {version}.",
    hint_zh: "请重新打开，在最新内容的基础上修改。",
    hint_en: "Open it again and edit the latest version.",
  },
  credit_code_invalid: {
    status: 422,
    zh: "统一社会信用代码「{code}」的校验位不符。",
    en: "“{code}” isn't a valid unified social credit code. The check character doesn't match.",
    hint_zh: "应为 18 位数字或大写字母（不含 I、O、S、V、Z），请与营业执照核对。",
    hint_en:
      "It must be 18 characters, digits and capital letters only (without I, O, S, V and Z). Check it against the business licence.",
  },
  organisation_code_invalid: {
    status: 422,
    zh: "组织机构代码「{code}」的校验位不符。",
    en: "“{code}” isn't a valid organisation code. The check character doesn't match.",
    hint_zh: "应为 8 位数字或字母加 1 位校验码，例如 12345678-9，请与代码证核对。",
    hint_en:
      "It must be 8 digits or letters plus a check character, such as 12345678-9. Check it against the certificate.",
  },
} as const satisfies Record<string, Refusal>;

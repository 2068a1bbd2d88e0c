import type { Enum } from "../ground/enums.ts";
import { type Locale, say, type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of the number files' enums; keys and order are those of Postgres. */

export const NUMBER_FILE_STATE_WORDS: Labels<Enum<"number_file_state">> = {
  uploading: label("progress", "上传中", "Uploading"),
  importing: label("progress", "导入中", "Importing"),
  ready: label("good", "可用", "Ready"),
  failed: label("bad", "导入失败", "Failed"),
};

export const NUMBER_SOURCE_WORDS: Labels<"upload" | "typed" | "resend"> = {
  upload: label("neutral", "上传文件", "File upload"),
  typed: label("neutral", "手动输入", "Entered manually"),
  resend: label("neutral", "由重发任务收集", "Collected for a resend"),
};

/** Numbers that were typed without a name for them. The database stores this name, the same for every language. */
const TYPED = { stored: "手动输入", zh: "手动输入", en: "Entered numbers" };

/** The name of a number file for people: as it was given, or in their language where none was. */
export function numberFileName(name: string, locale: Locale): string {
  return name === TYPED.stored ? say(TYPED, locale) : name;
}

/** The purposes of number files: cards up to 1,000,000 numbers, basic edition up to 5,000,000, flags up to 1,000,000. */
export const NUMBER_PURPOSE_WORDS: Labels<"aim" | "basic" | "flags"> = {
  aim: label("neutral", "智能信息", "AIM"),
  basic: label("neutral", "智能信息基础版", "Basic edition"),
  flags: label("neutral", "客户标识", "Customer IDs"),
};

export const REJECT_REASON_WORDS: Labels<Enum<"reject_reason">> = {
  invalid_number: label("bad", "号码无效", "Invalid number"),
  duplicate: label("warning", "重复", "Duplicate"),
  too_many_columns: label("bad", "列数多于表头", "More columns than the header"),
  line_too_long: label("bad", "该行过长", "Line too long"),
  cust_flag_missing: label("bad", "缺少客户标识", "Missing customer ID"),
  cust_flag_too_long: label("bad", "客户标识超过 64 个字符", "Customer ID longer than 64 characters"),
  unclean: label("bad", "含有控制字符或不可见字符", "Contains control or invisible characters"),
  open_quote: label("bad", "引号未闭合", "Unclosed quote"),
};

/** The networks of mainland China (`network`). What a prefix says of a number is a forecast: numbers are portable. */
export type Network = Enum<"network">;

export const NETWORK_WORDS: Readonly<Record<Network, Words>> = {
  mobile: w("中国移动", "China Mobile"),
  unicom: w("中国联通", "China Unicom"),
  telecom: w("中国电信", "China Telecom"),
  broadnet: w("中国广电", "China Broadnet"),
  unknown: w("未知运营商", "Unknown network"),
};

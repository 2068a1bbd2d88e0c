import { CERTIFICATE_WORDS, ENTERPRISE_TYPE_WORDS, INDUSTRY_WORDS } from "../filings/words.ts";
import { type Locale, say, type Words, w } from "../ground/locale.ts";
import { LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import { NETWORK_WORDS } from "../numbers/words.ts";
import { NOUNS } from "../resource/nouns.ts";
import { rhythmWords } from "../sends/rhythm_words.ts";
import { SEND_TIMING_WORDS, SEND_TYPE_WORDS } from "../sends/words.ts";
import { TEMPLATE_USAGE_WORDS } from "../templates/words.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import { LABELS } from "./fields.ts";

/** Words of what a decision is about (`bound` of `private.resources`): the fields by path, and their values. */
const FIELDS: Readonly<Record<string, Words>> = {
  ...LABELS,
  materials: w("资料", "materials"),
  all_ports: w("签名授权", "signature authorisation"),
  background: w("背景图片", "background image"),
  hotline: w("热线电话", "hotline"),
  intro: w("介绍", "introduction"),
  logo: w("LOGO", "logo"),
  path: w("文件", "file"),
  pseudonym: w("化名", "pseudonym"),
  quick_apps: w("快应用列表", "quick apps"),
  remark: w("备注说明", "remark"),
  account: NOUNS.service_account.one,
  accepted: w("号码数", "numbers"),
  channel: NOUNS.channel.one,
  columns: w("参数对应的列", "parameter columns"),
  approvals: w("审批", "approvals"),
  consent_file: w("同意凭证", "proof of consent"),
  consent_path: w("同意凭证", "proof of consent"),
  content: w("内容", "content"),
  content_hash: w("内容", "content"),
  cron: w("循环周期", "schedule"),
  custom_codes: w("自定义短码", "custom short codes"),
  domain: w("短链域名", "short-link domain"),
  file: NOUNS.number_file.one,
  from: w("开始", "start"),
  kind: w("部分", "part"),
  left_out: w("未计入的号码", "numbers not counted"),
  links: w("链接数", "number of links"),
  // What is at risk at networks, by their keys.
  networks: w("网络", "networks"),
  sms_at_carrier: w("短消息模板在通道侧的 ID", "SMS template ID at the carrier"),
  link: w("链接风险", "link risk"),
  ...NETWORK_WORDS,
  options: w("选项", "options"),
  params: w("参数", "parameters"),
  parts: w("分片数", "upload parts"),
  parts_here: w("已上传分片", "parts uploaded"),
  proof: w("证明材料", "proof"),
  proofs: w("证明材料", "proof documents"),
  proof_path: w("证明材料", "proof"),
  purpose: w("申请理由", "reason for the request"),
  // Of another one that has the same name, only that it is another one can be said.
  rows: w("另一个同名项", "another one with the same name"),
  shared_params: w("所有号码共用的参数值", "values shared by all numbers"),
  sms: w("短消息内容", "SMS text"),
  sms_template: NOUNS.sms_template.one,
  style: w("样式", "style"),
  template: NOUNS.template.one,
  timing: w("发送类型", "timing"),
  to: w("结束", "end"),
  trial: w("试发", "trial send"),
  uplink_failures: w("推送失败次数", "failed pushes"),
  uplink_state: w("回复推送", "reply push"),
  // No field of what is decided: it was submitted again as it was, or the look is none that was ever given.
  resubmitted: w("重新提交过，内容未变", "submitted again, unchanged"),
  unknown_look: w("查看的版本不明", "viewed version unknown"),
  usage: w("用途", "usage"),
  validity_days: w("解析标识有效期（天）", "link validity (days)"),
  version: w("版本", "version"),
  window: w("营销时段", "marketing hours"),
  zone: w("时区", "time zone"),
};

/** Words of the slots of all layouts, by name; where two layouts name a slot differently, those of the first. */
const SLOTS = new Map(
  LAYOUTS.flatMap(({ slots }) => slots.map((slot) => [slot.name, slot.words] as const)).reverse(),
);

/** The fields that are named to a person: an id behind a name only where nothing else differs. */
export function boundFields(fields: readonly string[]): readonly string[] {
  const named = fields.filter((field) => !field.startsWith("rows."));
  return named.length > 0 ? named : fields;
}

/** The words of a field by its path: of `content.slots.title` those of the content and of the title. */
export function boundFieldText(field: string, locale: Locale): string {
  const path = field.split(".");
  const inSlots = path[0] === "content" && path[1] === "slots";
  const parts = path.flatMap((name, at) => {
    if (inSlots && at === 1) return [];
    const words = inSlots && at === 2 ? SLOTS.get(name) : own(FIELDS, name);
    return [words ? say(words, locale) : name];
  });
  return parts.join(" · ");
}

const TRUTH: Readonly<Record<string, Words>> = {
  true: w("是", "yes"),
  false: w("否", "no"),
};

const VALUES: Readonly<Record<string, (value: string) => Words | undefined>> = {
  certificate: (value) => own(CERTIFICATE_WORDS, value),
  cron: rhythmWords,
  enterprise_type: (value) => own(ENTERPRISE_TYPE_WORDS, value),
  industry: (value) => own(INDUSTRY_WORDS, value),
  layout: (value) => layoutOf(value)?.words,
  send_type: (value) => own(SEND_TYPE_WORDS, value),
  timing: (value) => own(SEND_TIMING_WORDS, value),
  usage: (value) => own(TEMPLATE_USAGE_WORDS, value),
  vendors: (value) => own(VENDOR_WORDS, value),
};

/** A value of a field in words, where it has some. */
export function boundValueText(field: string, value: string, locale: Locale): string {
  const words = VALUES[field]?.(value) ?? own(TRUTH, value);
  return words ? say(words, locale) : value;
}

function own(words: Readonly<Record<string, Words>>, name: string): Words | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

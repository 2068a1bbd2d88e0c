import {
  CERTIFICATE_WORDS,
  ENTERPRISE_TYPE_WORDS,
  FACT_WORDS,
  INDUSTRY_WORDS,
  MATERIAL_WORDS,
} from "../filings/words.ts";
import type { Locale, Words } from "../ground/locale.ts";
import { say } from "../ground/locale.ts";
import { LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import { SEND_TIMING_WORDS } from "../sends/words.ts";
import { TEMPLATE_USAGE_WORDS } from "../templates/words.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";

/** Words of what a decision is about (`bound` of `private.resources`): the fields by path, and their values. */
const FIELDS: Readonly<Record<string, Words>> = {
  ...FACT_WORDS,
  ...MATERIAL_WORDS,
  materials: { zh: "资料", en: "materials" },
  all_ports: { zh: "签名授权", en: "signature authorisation" },
  authorisation: { zh: "授权书", en: "letter of authorisation" },
  background: { zh: "背景图片", en: "background" },
  height: { zh: "高度", en: "height" },
  hotline: { zh: "热线电话", en: "hotline" },
  industry: { zh: "行业分类", en: "industry" },
  intro: { zh: "介绍", en: "introduction" },
  logo: { zh: "LOGO", en: "logo" },
  path: { zh: "文件", en: "file" },
  pseudonym: { zh: "化名", en: "pseudonym" },
  quick_apps: { zh: "快应用列表", en: "quick apps" },
  remark: { zh: "备注说明", en: "remark" },
  width: { zh: "宽度", en: "width" },
  account: { zh: "服务号", en: "service account" },
  accepted: { zh: "号码数", en: "numbers" },
  change_reason: { zh: "修改原因", en: "reason of the edit" },
  channel: { zh: "通道", en: "channel" },
  columns: { zh: "参数对应的列", en: "columns of the parameters" },
  consent: { zh: "同意依据", en: "ground of consent" },
  consent_file: { zh: "同意凭证", en: "evidence of consent" },
  consent_path: { zh: "同意凭证", en: "evidence of consent" },
  content: { zh: "内容", en: "content" },
  content_hash: { zh: "内容", en: "content" },
  cron: { zh: "循环周期", en: "rhythm" },
  custom_codes: { zh: "自定义短码", en: "custom short codes" },
  domain: { zh: "短链域名", en: "short-link domain" },
  file: { zh: "号码文件", en: "number file" },
  from: { zh: "开始", en: "from" },
  kind: { zh: "部分", en: "part" },
  layout: { zh: "版式", en: "layout" },
  left_out: { zh: "未计入的号码", en: "numbers left out" },
  links: { zh: "链接数", en: "number of links" },
  name: { zh: "名称", en: "name" },
  options: { zh: "选项", en: "options" },
  own: { zh: "自定义字段", en: "own fields" },
  params: { zh: "参数", en: "parameters" },
  parts: { zh: "分片数", en: "parts of the upload" },
  parts_here: { zh: "已上传分片", en: "parts uploaded" },
  proof: { zh: "证明材料", en: "proof" },
  proof_path: { zh: "证明材料", en: "proof" },
  purpose: { zh: "申请理由", en: "reason for it" },
  repeat_until: { zh: "循环截止时间", en: "end of the repetition" },
  rows: { zh: "所用的模板、号码等", en: "what it is made of" },
  scheduled_at: { zh: "定时发送时间", en: "scheduled time" },
  signature: { zh: "短消息签名", en: "signature" },
  signatures: { zh: "短消息签名", en: "signatures" },
  sms: { zh: "短消息内容", en: "SMS text" },
  style: { zh: "样式", en: "style" },
  template: { zh: "模板", en: "template" },
  timing: { zh: "发送类型", en: "timing" },
  to: { zh: "结束", en: "to" },
  trial: { zh: "试发测试", en: "trial" },
  trial_size: { zh: "试发数量", en: "size of the trial" },
  uplink_failures: { zh: "推送失败次数", en: "posts not taken" },
  uplink_state: { zh: "回复推送", en: "posting replies" },
  // No field of what is decided: it was submitted again as it was, or the look is none that was ever given.
  resubmitted: { zh: "重新提交过，内容未变", en: "it was submitted again, unchanged" },
  unknown_look: { zh: "所看的版本不明", en: "which one was shown is not known" },
  usage: { zh: "用途", en: "usage" },
  validity_days: { zh: "解析标识有效期（天）", en: "validity in days" },
  vendors: { zh: "厂商", en: "vendors" },
  version: { zh: "版本", en: "version" },
  window: { zh: "营销时段", en: "marketing window" },
  zone: { zh: "时区", en: "time zone" },
};

/** Words of the slots of all layouts, by name; where two layouts name a slot differently, those of the first. */
const SLOTS = new Map(
  LAYOUTS.flatMap(({ slots }) => slots.map((slot) => [slot.name, slot.words] as const)).reverse(),
);

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
  true: { zh: "是", en: "yes" },
  false: { zh: "否", en: "no" },
};

const VALUES: Readonly<Record<string, (value: string) => Words | undefined>> = {
  certificate: (value) => own(CERTIFICATE_WORDS, value),
  enterprise_type: (value) => own(ENTERPRISE_TYPE_WORDS, value),
  industry: (value) => own(INDUSTRY_WORDS, value),
  layout: (value) => layoutOf(value)?.words,
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

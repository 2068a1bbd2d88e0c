import type { Locale, Words } from "../ground/locale.ts";

/** What each limit of `private.limits` counts, in words (IAM-6). The figures, and why they are so, are in the database. */
export const LIMIT_WORDS: Readonly<Record<string, Words>> = {
  person_all: { zh: "每人的操作", en: "acts of one person" },
  enterprise_all: { zh: "全企业的操作", en: "acts of the enterprise" },
  address_all: { zh: "同一网络地址的操作", en: "acts from one address" },
  chat_user_all: { zh: "每个聊天账号的操作", en: "acts of one chat account" },
  person_refused: { zh: "每人被拒绝的操作", en: "refused attempts of one person" },
  person_refused_day: { zh: "每人每天被拒绝的操作", en: "refused attempts of one person in a day" },
  address_refused: { zh: "同一网络地址被拒绝的操作", en: "refused attempts from one address" },
  chat_user_refused: { zh: "每个聊天账号被拒绝的操作", en: "refused attempts of one chat account" },
  bot_refused: { zh: "未关联聊天账号被拒绝的操作", en: "refused attempts of chat accounts without a member" },
  person_enterprises: { zh: "每人开通的企业", en: "enterprises opened by one person" },
  address_enterprises: { zh: "同一网络地址开通的企业", en: "enterprises opened from one address" },
  person_members: { zh: "每人发出的邀请", en: "invitations by one person" },
  enterprise_members: { zh: "全企业发出的邀请", en: "invitations in the enterprise" },
  person_link_codes: { zh: "每人的聊天关联码", en: "link codes of one person" },
  person_uploads: { zh: "每人上传的文件", en: "files of one person" },
  enterprise_uploads: { zh: "全企业上传的文件", en: "files of the enterprise" },
  person_parts: { zh: "每人上传的文件分片", en: "parts of files of one person" },
  person_templates: { zh: "每人新建的模板", en: "templates made by one person" },
  enterprise_templates: { zh: "全企业新建的模板", en: "templates made in the enterprise" },
  person_links: { zh: "每人的解析任务", en: "resolve tasks of one person" },
  enterprise_links: { zh: "全企业的解析任务", en: "resolve tasks of the enterprise" },
  person_opt_outs: { zh: "每人导入的退订名单", en: "opt-out lists of one person" },
  person_domains: { zh: "每人的域名和跳转链接申请", en: "domains and jump links asked for by one person" },
  person_sends: { zh: "每人新建的发送任务", en: "sends made by one person" },
  enterprise_sends: { zh: "全企业新建的发送任务", en: "sends made in the enterprise" },
  person_trials: { zh: "每人的试发", en: "trials of one person" },
  enterprise_trials: { zh: "全企业的试发", en: "trials of the enterprise" },
  person_carrier_tests: { zh: "每人发出的运营商测试短信", en: "test messages of carriers by one person" },
  person_submissions: { zh: "每人的提交审核", en: "submissions of one person" },
  enterprise_submissions: { zh: "全企业的提交审核", en: "submissions of the enterprise" },
  address_shortcuts: { zh: "同一网络地址的快捷键查询", en: "requests for shortcuts from one address" },
  person_checks: { zh: "每人的模板与图片检查", en: "checks of templates and pictures by one person" },
  person_imports: { zh: "每人的号码导入", en: "calls for an import of one person" },
  person_questions: { zh: "每人向助手的提问", en: "questions of one person to the assistant" },
  person_questions_day: {
    zh: "每人每天向助手的提问",
    en: "questions of one person to the assistant in a day",
  },
  enterprise_questions_day: {
    zh: "全企业每天向助手的提问",
    en: "questions of the enterprise to the assistant in a day",
  },
  person_searches: { zh: "每人按号码的查询", en: "searches by number of one person" },
  person_searches_day: { zh: "每人每天按号码的查询", en: "searches by number of one person in a day" },
  enterprise_searches: { zh: "全企业按号码的查询", en: "searches by number in the enterprise" },
  person_reveals: { zh: "每人显示的完整号码", en: "whole numbers revealed to one person" },
  enterprise_reveals: { zh: "全企业显示的完整号码", en: "whole numbers revealed in the enterprise" },
  person_traces: { zh: "每人的全面查找", en: "traces of numbers by one person" },
  enterprise_traces: { zh: "全企业的全面查找", en: "traces of numbers in the enterprise" },
  person_erasures: { zh: "每人的号码抹除", en: "erasures of numbers by one person" },
  enterprise_erasures: { zh: "全企业的号码抹除", en: "erasures of numbers in the enterprise" },
  person_exports: { zh: "每人的导出", en: "exports of one person" },
  person_number_exports: { zh: "每人导出的完整号码", en: "exports of whole numbers by one person" },
  enterprise_number_exports: { zh: "全企业导出的完整号码", en: "exports of whole numbers in the enterprise" },
  person_proofs: { zh: "每人的审计日志核验和导出", en: "proofs and exports of the audit log of one person" },
};

const UNITS: Readonly<Record<string, string>> = { second: "秒", minute: "分钟", hour: "小时", day: "天" };

/** A span of time as the database says it (`1 hour`, `90 minutes`), in `locale`. Anything else stays as it is. */
export function spanText(span: string, locale: Locale): string {
  const [, count = "", unit = ""] = /^(\d+) (second|minute|hour|day)s?$/.exec(span) ?? [];
  if (locale !== "zh-CN" || count === "") return span;
  return `${count} ${UNITS[unit]}`;
}

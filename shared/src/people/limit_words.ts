import { type Locale, type Words, w } from "../ground/locale.ts";

/** What each limit of `private.limits` counts, in words (IAM-6). The figures, and why they are so, are in the database. */
export const LIMIT_WORDS: Readonly<Record<string, Words>> = {
  person_all: w("每人的操作", "acts of one person"),
  enterprise_all: w("全企业的操作", "acts of the enterprise"),
  address_all: w("同一网络地址的操作", "acts from one address"),
  chat_user_all: w("每个聊天账号的操作", "acts of one chat account"),
  key_all: w("每个访问密钥的调用", "calls of one access key"),
  person_refused: w("每人被拒绝的操作", "refused attempts of one person"),
  person_refused_day: w("每人每天被拒绝的操作", "refused attempts of one person in a day"),
  address_refused: w("同一网络地址被拒绝的操作", "refused attempts from one address"),
  chat_user_refused: w("每个聊天账号被拒绝的操作", "refused attempts of one chat account"),
  bot_refused: w("未关联聊天账号被拒绝的操作", "refused attempts of chat accounts without a member"),
  person_enterprises: w("每人开通的企业", "enterprises opened by one person"),
  address_enterprises: w("同一网络地址开通的企业", "enterprises opened from one address"),
  person_members: w("每人发出的邀请", "invitations by one person"),
  enterprise_members: w("全企业发出的邀请", "invitations in the enterprise"),
  person_mails: w("每人寄出的邀请邮件", "invitations mailed by one person"),
  enterprise_mails: w("全企业寄出的邀请邮件", "invitations mailed in the enterprise"),
  person_link_codes: w("每人的聊天关联码", "link codes of one person"),
  person_uploads: w("每人上传的文件", "files of one person"),
  enterprise_uploads: w("全企业上传的文件", "files of the enterprise"),
  person_parts: w("每人上传的文件分片", "parts of files of one person"),
  person_templates: w("每人新建的模板", "templates made by one person"),
  enterprise_templates: w("全企业新建的模板", "templates made in the enterprise"),
  person_links: w("每人的解析任务", "resolve tasks of one person"),
  enterprise_links: w("全企业的解析任务", "resolve tasks of the enterprise"),
  person_opt_outs: w("每人导入的退订名单", "opt-out lists of one person"),
  person_domains: w("每人的域名和跳转链接申请", "domains and jump links asked for by one person"),
  person_sends: w("每人新建的发送任务", "sends made by one person"),
  enterprise_sends: w("全企业新建的发送任务", "sends made in the enterprise"),
  person_trials: w("每人的试发", "trials of one person"),
  enterprise_trials: w("全企业的试发", "trials of the enterprise"),
  person_carrier_tests: w("每人发出的运营商测试短信", "test messages of carriers by one person"),
  person_link_checks: w("每人检查的链接", "links that one person has checked"),
  enterprise_link_checks: w("全企业检查的链接", "links that the enterprise has checked"),
  person_capabilities: w("每人查询的号码能力", "questions about numbers by one person"),
  enterprise_capabilities: w("全企业查询的号码能力", "questions about numbers of the enterprise"),
  person_carrier_asks: w("每人向运营商的查询", "questions to carriers by one person"),
  person_account_pages: w("每人读取的账号内容", "pages of an account read by one person"),
  person_submissions: w("每人的提交审核", "submissions of one person"),
  enterprise_submissions: w("全企业的提交审核", "submissions of the enterprise"),
  address_shortcuts: w("同一网络地址的快捷键查询", "requests for shortcuts from one address"),
  person_checks: w("每人的模板与图片检查", "checks of templates and pictures by one person"),
  person_imports: w("每人的号码导入", "calls for an import of one person"),
  person_proposals: w("每个程序的提议", "proposals of one program"),
  enterprise_proposals: w("全企业程序的提议", "proposals of all programs of the enterprise"),
  person_questions: w("每人向助手的提问", "questions of one person to the assistant"),
  person_questions_day: w("每人每天向助手的提问", "questions of one person to the assistant in a day"),
  enterprise_questions_day: w(
    "全企业每天向助手的提问",
    "questions of the enterprise to the assistant in a day",
  ),
  person_searches: w("每人按号码的查询", "searches by number of one person"),
  person_searches_day: w("每人每天按号码的查询", "searches by number of one person in a day"),
  enterprise_searches: w("全企业按号码的查询", "searches by number in the enterprise"),
  person_reveals: w("每人显示的完整号码", "whole numbers revealed to one person"),
  enterprise_reveals: w("全企业显示的完整号码", "whole numbers revealed in the enterprise"),
  person_traces: w("每人的全面查找", "traces of numbers by one person"),
  enterprise_traces: w("全企业的全面查找", "traces of numbers in the enterprise"),
  person_erasures: w("每人的号码抹除", "erasures of numbers by one person"),
  enterprise_erasures: w("全企业的号码抹除", "erasures of numbers in the enterprise"),
  person_exports: w("每人的导出", "exports of one person"),
  person_number_exports: w("每人导出的完整号码", "exports of whole numbers by one person"),
  enterprise_number_exports: w("全企业导出的完整号码", "exports of whole numbers in the enterprise"),
  person_proofs: w("每人的审计日志核验和导出", "proofs and exports of the audit log of one person"),
};

const UNITS: Readonly<Record<string, string>> = { second: "秒", minute: "分钟", hour: "小时", day: "天" };

/** A span of time as the database says it (`1 hour`, `90 minutes`), in `locale`. Anything else stays as it is. */
export function spanText(span: string, locale: Locale): string {
  const [, count = "", unit = ""] = /^(\d+) (second|minute|hour|day)s?$/.exec(span) ?? [];
  if (locale !== "zh-CN" || count === "") return span;
  return `${count} ${UNITS[unit]}`;
}

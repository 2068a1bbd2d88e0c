import { type Locale, type Words, w } from "../ground/locale.ts";

/** What each limit of `private.limits` counts, in words (IAM-6). The figures, and why they are so, are in the database. */
export const LIMIT_WORDS: Readonly<Record<string, Words>> = {
  person_all: w("每人操作次数", "actions per member"),
  enterprise_all: w("全企业操作次数", "actions per enterprise"),
  address_all: w("同一网络地址的操作次数", "actions per IP address"),
  chat_user_all: w("每个聊天账号的操作次数", "actions per chat account"),
  key_all: w("每个访问密钥的调用次数", "calls per access key"),
  person_refused: w("每人被拒绝的操作次数", "rejected actions per member"),
  person_refused_day: w("每人每天被拒绝的操作次数", "rejected actions per member per day"),
  address_refused: w("同一网络地址被拒绝的操作次数", "rejected actions per IP address"),
  chat_user_refused: w("每个聊天账号被拒绝的操作次数", "rejected actions per chat account"),
  bot_refused: w("未关联的聊天账号被拒绝的操作次数", "rejected actions from unlinked chat accounts"),
  person_enterprises: w("每人开通的企业数", "enterprises created per person"),
  address_enterprises: w("同一网络地址开通的企业数", "enterprises created per IP address"),
  person_members: w("每人发出的邀请数", "invitations per member"),
  enterprise_members: w("全企业发出的邀请数", "invitations per enterprise"),
  person_mails: w("每人寄出的邀请邮件数", "invitation emails per member"),
  enterprise_mails: w("全企业寄出的邀请邮件数", "invitation emails per enterprise"),
  person_link_codes: w("每人生成的聊天关联码数", "chat link codes per member"),
  person_uploads: w("每人上传的文件数", "files uploaded per member"),
  enterprise_uploads: w("全企业上传的文件数", "files uploaded per enterprise"),
  person_parts: w("每人上传的文件分片数", "file parts uploaded per member"),
  person_templates: w("每人新建的模板数", "templates created per member"),
  enterprise_templates: w("全企业新建的模板数", "templates created per enterprise"),
  person_links: w("每人新建的解析任务数", "link tasks per member"),
  enterprise_links: w("全企业新建的解析任务数", "link tasks per enterprise"),
  person_opt_outs: w("每人导入的退订名单数", "opt-out lists imported per member"),
  person_domains: w("每人提交的域名和跳转链接申请数", "domain and target link requests per member"),
  person_sends: w("每人新建的发送任务数", "sends created per member"),
  enterprise_sends: w("全企业新建的发送任务数", "sends created per enterprise"),
  person_trials: w("每人试发次数", "trial sends per member"),
  enterprise_trials: w("全企业试发次数", "trial sends per enterprise"),
  person_carrier_tests: w("每人发出的运营商测试短信数", "carrier test messages per member"),
  person_link_checks: w("每人检查的链接数", "links checked per member"),
  enterprise_link_checks: w("全企业检查的链接数", "links checked per enterprise"),
  person_capabilities: w("每人查询号码能力的次数", "number capability lookups per member"),
  enterprise_capabilities: w("全企业查询号码能力的次数", "number capability lookups per enterprise"),
  person_carrier_asks: w("每人向运营商查询的次数", "carrier lookups per member"),
  person_account_pages: w("每人迁入时读取的页数", "pages read per member while moving in"),
  person_submissions: w("每人提交的审核申请数", "submissions for review per member"),
  enterprise_submissions: w("全企业提交的审核申请数", "submissions for review per enterprise"),
  address_shortcuts: w("同一网络地址查询快捷键的次数", "shortcut lookups per IP address"),
  person_checks: w("每人检查模板与图片的次数", "template and image checks per member"),
  person_imports: w("每人导入号码的次数", "number imports per member"),
  person_proposals: w("各程序提交的操作申请数", "proposals per program"),
  enterprise_proposals: w("全企业各程序提交的操作申请数", "program proposals per enterprise"),
  person_questions: w("每人向助手提问的次数", "assistant questions per member"),
  person_questions_day: w("每人每天向助手提问的次数", "assistant questions per member per day"),
  enterprise_questions_day: w("全企业每天向助手提问的次数", "assistant questions per enterprise per day"),
  person_searches: w("每人按号码查询的次数", "searches by number per member"),
  person_searches_day: w("每人每天按号码查询的次数", "searches by number per member per day"),
  enterprise_searches: w("全企业按号码查询的次数", "searches by number per enterprise"),
  person_reveals: w("每人查看完整号码的次数", "full numbers revealed per member"),
  enterprise_reveals: w("全企业查看完整号码的次数", "full numbers revealed per enterprise"),
  person_traces: w("每人全面查找的次数", "number traces per member"),
  enterprise_traces: w("全企业全面查找的次数", "number traces per enterprise"),
  person_erasures: w("每人抹除号码的次数", "number erasures per member"),
  enterprise_erasures: w("全企业抹除号码的次数", "number erasures per enterprise"),
  person_exports: w("每人导出的次数", "exports per member"),
  person_number_exports: w("每人导出完整号码的次数", "full number exports per member"),
  enterprise_number_exports: w("全企业导出完整号码的次数", "full number exports per enterprise"),
  person_proofs: w("每人核验和导出审计日志的次数", "audit log verifications and exports per member"),
};

const UNITS: Readonly<Record<string, string>> = { second: "秒", minute: "分钟", hour: "小时", day: "天" };

/** A span of time as the database says it (`1 hour`, `90 minutes`), in `locale`. Anything else stays as it is. */
export function spanText(span: string, locale: Locale): string {
  const [, count = "", unit = ""] = /^(\d+) (second|minute|hour|day)s?$/.exec(span) ?? [];
  if (locale !== "zh-CN" || count === "") return span;
  return `${count} ${UNITS[unit]}`;
}

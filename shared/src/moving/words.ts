import type { Enum } from "../ground/enums.ts";
import { type Labels, label } from "../ground/tone.ts";

/** What an account at another service has, by kind. */
export const IMPORT_KIND_WORDS: Labels<Enum<"import_kind">> = {
  signature: label("neutral", "短信签名", "SMS signature"),
  sms_template: label("neutral", "短消息模板", "SMS template"),
  template: label("neutral", "智能信息模板", "Template"),
  domain: label("neutral", "域名", "Domain"),
  send_task: label("neutral", "发送任务", "Send"),
  resolve_task: label("neutral", "解析任务", "Link task"),
  link: label("neutral", "短链", "Short link"),
};

/** What is read of an account by itself, in the order in which it can be brought: a text needs its signature. Tasks name the domains. */
export const READ_KINDS = [
  "signature",
  "sms_template",
  "template",
  "send_task",
  "resolve_task",
  "link",
] as const;

/** How it stands at that service. */
export const IMPORT_STATE_WORDS: Labels<Enum<"import_state">> = {
  approved: label("good", "已通过", "Approved"),
  reviewing: label("warning", "审核中", "In review"),
  rejected: label("bad", "未通过", "Rejected"),
  off: label("neutral", "已停用", "Disabled"),
  done: label("good", "已完成", "Done"),
  failed: label("bad", "失败", "Failed"),
  other: label("neutral", "其他", "Other"),
};

/** What becomes of it here: `private.import_plan`. */
export type ImportPlan = "new" | "joins" | "history" | "cannot" | "here";
export const IMPORT_PLAN_WORDS: Labels<ImportPlan> = {
  new: label("neutral", "新建草稿", "New draft"),
  joins: label("neutral", "名称已存在", "Name already exists"),
  history: label("neutral", "仅供查看", "View only"),
  cannot: label("bad", "无法迁入", "Can't be imported"),
  here: label("good", "已迁入", "Imported"),
};

/** What `npm run deploy` says, in the language of the terminal. */
import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";

/** What is wrong before anything was changed. `{seen}` is what was given, never a secret. */
const complaints = {
  usage: {
    zh: `用法：npm run deploy -- --project-ref <项目编号> [--links <短链接地址>]
  SUPABASE_ACCESS_TOKEN   访问令牌（supabase.com/dashboard/account/tokens）
  SUPABASE_DB_URL         以所有者身份连接数据库的地址：直连，或连接池的会话模式（端口 5432）
  SUPABASE_URL            项目地址；默认为 https://<项目编号>.supabase.co
重复执行是安全的：已完成的步骤不会再做。`,
    en: `Usage: npm run deploy -- --project-ref <ref> [--links <address of short links>]\n  SUPABASE_ACCESS_TOKEN   an access token (supabase.com/dashboard/account/tokens)\n  SUPABASE_DB_URL         the address that connects as the database owner: direct, or the pooler's session mode (port 5432)\n  SUPABASE_URL            the project's address; default: https://<ref>.supabase.co\nIt's safe to run this again: steps already done are skipped.`,
  },
  project_ref: {
    zh: "项目编号应为 20 个小写字母（Project Settings → General）：{seen}",
    en: "The project ref must be 20 lowercase letters (Project Settings → General): {seen}",
  },
  access_token: {
    zh: "请设置 SUPABASE_ACCESS_TOKEN，形如 sbp_…（supabase.com/dashboard/account/tokens）。",
    en: "Set SUPABASE_ACCESS_TOKEN, which starts with sbp_ (supabase.com/dashboard/account/tokens).",
  },
  database_url: {
    zh: "请将 SUPABASE_DB_URL 设为以所有者身份连接数据库的地址，形如 postgresql://postgres:…@…:5432/postgres（Connect → Session pooler）。",
    en: "Set SUPABASE_DB_URL to an address that connects as the database owner, such as postgresql://postgres:…@…:5432/postgres (Connect → Session pooler).",
  },
  other_database: {
    zh: "SUPABASE_DB_URL 属于另一个项目：{seen}。未做任何更改。",
    en: "SUPABASE_DB_URL belongs to another project: {seen}. Nothing was changed.",
  },
  transaction_pooler: {
    zh: "SUPABASE_DB_URL 是连接池的事务模式（端口 6543），而迁移需要会话，请改用端口 5432。",
    en: "SUPABASE_DB_URL is the pooler's transaction mode (port 6543). Migrations need a session, so use port 5432.",
  },
  project_url: { zh: "SUPABASE_URL 不是网址：{seen}", en: "SUPABASE_URL isn't a web address: {seen}" },
  other_project: {
    zh: "SUPABASE_URL 属于另一个项目：{seen}。未做任何更改。",
    en: "SUPABASE_URL belongs to another project: {seen}. Nothing was changed.",
  },
  links_url: {
    zh: "--links 应为完整网址，不含用户名、查询和片段，如 https://go.example.com",
    en: "--links must be a full address without a user name, query or fragment, such as https://go.example.com",
  },
  unknown_word: { zh: "未知参数：{seen}", en: "Unknown argument: {seen}" },
} satisfies Record<string, Words>;

/** The name of a complaint. */
export type Complaint = keyof typeof complaints;

/** A complaint in words. */
export const complaintWords = (locale: Locale, complaint: Complaint, seen = ""): string =>
  fillPlaces(say(complaints[complaint], locale), { seen });

const lines = {
  project: { zh: "项目", en: "project" },
  found: { zh: "{seen}，访问令牌有效", en: "{seen}; the access token is valid" },
  database: { zh: "数据库", en: "database" },
  addresses: { zh: "地址", en: "addresses" },
  account: { zh: "函数的数据库账号", en: "functions' database account" },
  functions: { zh: "函数", en: "functions" },
  looked: { zh: "检查", en: "checks" },
  nothing_new: { zh: "没有新迁移", en: "no new migrations" },
  pushed: { zh: "已执行 {seen} 个迁移", en: "{seen} migrations applied" },
  still_pending: {
    zh: "推送后仍缺少迁移：{seen}",
    en: "Migrations still missing after the push: {seen}",
  },
  pushed_before: {
    zh: "{seen}\n该项目用的是旧版迁移脚本。首个版本发布前，迁移脚本会直接修改，旧项目无法升级，请新建项目。",
    en: "{seen}\nThis project has migrations that have since been rewritten. Until the first release, migrations are rewritten in place, so create a new project.",
  },
  busy: {
    zh: "另一次部署正在进行。请等它结束后重新执行。",
    en: "Another deployment is running. Wait until it finishes, then run this again.",
  },
  database_away: { zh: "数据库无响应：{seen}", en: "The database isn't answering: {seen}" },
  addresses_kept: { zh: "短链 {seen}", en: "short links at {seen}" },
  account_kept: { zh: "函数已持有当前密码", en: "the functions have the current password" },
  account_new: {
    zh: "已设置新密码（TIDINGS_DB_URL）",
    en: "new password set (TIDINGS_DB_URL)",
  },
  uploaded: {
    zh: "已上传 {seen} 个函数，均在运行本版本",
    en: "{seen} uploaded, all running this release",
  },
  functions_kept: { zh: "{seen} 个函数均为本版本", en: "all {seen} functions are on this release" },
  old_release: {
    zh: "这些函数仍未运行本版本：{seen}",
    en: "These functions aren't running this release yet: {seen}",
  },
  failed: { zh: "✗ {seen}", en: "✗ {seen}" },
  not_done: {
    zh: "未完成：{seen}。解决问题后重新执行同一命令即可继续。",
    en: "Not finished: {seen}. Fix the cause and run the same command again to continue.",
  },
  done: { zh: "部署完成。", en: "Deployment complete." },
  checks_failed: { zh: "所有步骤均已执行，但有检查未通过。", en: "All steps ran, but some checks failed." },
  next: {
    zh: "发送第一条消息之前还需完成（docs/hosted.md）：",
    en: "Still needed before the first message (docs/hosted.md):",
  },
} satisfies Record<string, Words>;

/** The name of a line. */
export type Line = keyof typeof lines;

/** A line in words. */
export const lineWords = (locale: Locale, line: Line, seen: string | number = ""): string =>
  fillPlaces(say(lines[line], locale), { seen: String(seen) });

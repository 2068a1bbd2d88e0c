/** Checks of the database itself, as its owner: that the law is there as it was written. */
import type { Sql } from "postgres";
import { badIf, type Check } from "./check.ts";
import { beyondTheLaw } from "./grants.ts";

const names = (rows: readonly { name?: unknown }[]) => badIf(rows.map(({ name }) => String(name)));

/** A clock that runs seals a row within seconds. */
const UNSEALED_MINUTES = 5;

/** The checks of the database behind `sql`, signed in as its owner. `demo`: the demo's people belong there. */
export function databaseChecks(sql: Sql, demo: boolean): Check[] {
  const everywhere: Check[] = [
    {
      id: "row-level-security",
      promise: { zh: "每张公开的表都启用了行级安全", en: "Every public table has row-level security" },
      mend: { zh: "未启用行级安全的表：{seen}。", en: "Tables without row-level security: {seen}." },
      run: async () =>
        names(
          await sql`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
          and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity order by 1`,
        ),
    },
    {
      id: "grants",
      promise: {
        zh: "没有 supabase/law/grants.txt 之外的授权，数据只能通过规定的操作修改",
        en: "No grants beyond supabase/law/grants.txt, so data changes only through defined actions",
      },
      mend: {
        zh: "多出的授权：{seen}。请收回。",
        en: "Extra grants: {seen}. Revoke them.",
      },
      run: async () => badIf(await beyondTheLaw(sql)),
    },
    {
      id: "functions-role",
      promise: {
        zh: "边缘函数使用自己的角色，该角色不能读取任何表",
        en: "Edge functions use their own role, which can't read any table",
      },
      mend: {
        zh: "tidings_functions：{seen}。请执行 npm run setup -- functions。",
        en: "tidings_functions: {seen}. Run npm run setup -- functions.",
      },
      run: async () =>
        names(
          await sql`select 'it does not exist, or may not sign in' as name where not exists (select from pg_roles where rolname = 'tidings_functions' and rolcanlogin)
          union all select 'member of ' || m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = 'tidings_functions'
          union all select 'reads ' || c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('auth', 'storage') and c.relkind in ('r', 'p', 'v') and not c.relispartition
              and exists (select from pg_roles where rolname = 'tidings_functions') and has_table_privilege('tidings_functions', c.oid, 'select')`,
        ),
    },
    {
      id: "bot-key",
      promise: {
        zh: "仅凭机器人的密码无法代表任何人操作",
        en: "The bot's password alone can't act for anyone, because each chat user's identity must be signed",
      },
      mend: {
        zh: "{seen} 没有密钥。请执行 npm run setup -- bot <邮箱>。",
        en: "No key for {seen}. Run npm run setup -- bot <email>.",
      },
      run: async () =>
        names(
          await sql`select coalesce(u.email, b.user_id::text) as name from private.bots b left join auth.users u on u.id = b.user_id where b.key is null`,
        ),
    },
    {
      id: "bot",
      promise: { zh: "机器人已有账号", en: "The bot has an account" },
      mend: {
        zh: "还没有账号。请执行 npm run setup -- bot <邮箱>。",
        en: "No account yet. Run npm run setup -- bot <email>.",
      },
      run: async () =>
        names(await sql`select '-' as name where not exists (select from private.bots where voice = 'chat')`),
    },
    {
      id: "platform-admin",
      promise: { zh: "已有平台管理员", en: "A platform admin exists" },
      mend: {
        zh: "还没有平台管理员。请执行 npm run setup -- platform-admin <邮箱>。",
        en: "No platform admin yet. Run npm run setup -- platform-admin <email>.",
      },
      run: async () =>
        names(await sql`select '-' as name where not exists (select from private.platform_admins)`),
    },
    {
      id: "not-a-copy",
      promise: {
        zh: "本系统不是由备份恢复的待确认副本",
        en: "No backup restore is waiting to be confirmed",
      },
      mend: {
        zh: "自 {seen} 起未发送任何内容。请在管理台的「备份恢复」中处理，见 docs/restore.md。",
        en: "Nothing has gone out since {seen}. Decide what to do in the panel under “Backup restores” (see docs/restore.md).",
      },
      run: async () =>
        names(
          await sql`select coalesce((select to_char(r.noticed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')
            from public.restores r where r.state = 'open'), 'the start') as name where private.is_held()`,
        ),
    },
    {
      id: "log-is-sealed",
      promise: { zh: "审计日志封存正常", en: "The audit log is being sealed" },
      mend: {
        zh: "最早的未封存记录：{seen}。请确认机器人正在运行（由机器人定时封存日志）。",
        en: "Oldest unsealed entry: {seen}. Make sure a bot is running, because it seals the log on a schedule.",
      },
      run: async () =>
        names(
          await sql`select to_char(min(l.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as name from public.audit_log l
          where (l.xact, l.id) > (select c.xact, c.id from private.audit_cursor c) having min(l.at) < now() - make_interval(mins => ${UNSEALED_MINUTES})`,
        ),
    },
    {
      id: "statement-timeout",
      promise: { zh: "所有查询都有时限（8 秒）", en: "No query runs longer than 8 seconds" },
      mend: {
        zh: "没有时限的角色：{seen}。请执行 alter role … set statement_timeout = '8s'。",
        en: "Roles without a time limit: {seen}. Run alter role … set statement_timeout = '8s'.",
      },
      run: async () =>
        names(
          await sql`select r.rolname as name from pg_roles r
          where r.rolname in (select case when exists (select from pg_roles where rolname = 'lite') then 'lite' else 'authenticated' end)
            and not exists (select from pg_db_role_setting s cross join unnest(s.setconfig) as c where s.setrole = r.oid and c ~ '^statement_timeout=[1-8]s$')`,
        ),
    },
  ];
  return demo ? everywhere : [...everywhere, noDemoPeople(sql)];
}

/** The accounts of the demo seed, whose password is in the README. */
const DEMO = [
  "alice@demo.test",
  "bob@demo.test",
  "carol@demo.test",
  "dan@demo.test",
  "mallory@other.test",
  "olga@tidings.test",
];

const noDemoPeople = (sql: Sql): Check => ({
  id: "no-demo-people",
  promise: { zh: "不存在使用公开密码的演示账号", en: "No demo accounts with publicly known passwords" },
  mend: {
    zh: "仍有演示账号：{seen}。请删除这些账号，或更改其密码。",
    en: "Demo accounts still exist: {seen}. Delete them, or change their passwords.",
  },
  run: async () =>
    names(await sql`select u.email as name from auth.users u where u.email in ${sql(DEMO)} order by 1`),
});

/** Checks of a hosted project after a deployment: that all of it is there, of one release, and answers. */
import type { Sql } from "postgres";
import { badIf, type Check, ok } from "../local/checks/check.ts";
import { databaseChecks } from "../local/checks/database.ts";
import { projectChecks } from "../local/checks/project.ts";
import { pending } from "../local/migrate.ts";
import type { Management } from "./management.ts";

const PATIENCE_MS = 20_000;

/** A function of this release: its name, and what it says in `x-tidings-release`. */
export type Wanted = { readonly name: string; readonly release: string };

/** Asks an address for its status and headers alone. @throws where it does not answer */
async function ask(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  await answer.body?.cancel();
  return answer;
}

/** The release with which a function answers; null where it answers without one, or not at all. */
async function releaseOf(projectUrl: string, name: string): Promise<string | null> {
  const answer = await ask(`${projectUrl}/functions/v1/${name}`).catch(() => undefined);
  return answer?.headers.get("x-tidings-release") ?? null;
}

/** The names of those that do not answer with the wanted release. */
export async function staleFunctions(projectUrl: string, wanted: readonly Wanted[]): Promise<string[]> {
  const releases = await Promise.all(wanted.map(({ name }) => releaseOf(projectUrl, name)));
  return wanted.filter(({ release }, at) => releases[at] !== release).map(({ name }) => name);
}

/** The digest of the address that the functions were given, as the database keeps it; null where none was given. */
export async function givenSecret(sql: Sql): Promise<string | null> {
  const [row] = await sql<
    { digest: string | null }[]
  >`select functions_secret as digest from private.deployment`;
  return row?.digest ?? null;
}

/** What the Management API and the functions themselves say. */
function functionChecks(api: Management, projectUrl: string, wanted: readonly Wanted[]): Check[] {
  return [
    {
      id: "functions-there",
      promise: {
        zh: "所有函数都已部署，并自行验证调用者",
        en: "All functions are deployed and verify their own callers",
      },
      mend: {
        zh: "以下函数缺失、已停用或启用了 verify_jwt：{seen}。请重新执行 npm run deploy。",
        en: "Functions missing, disabled or with verify_jwt enabled: {seen}. Run npm run deploy again.",
      },
      run: async () => {
        const there = await api.functions();
        const good = there.filter(({ status, verify_jwt }) => status === "ACTIVE" && verify_jwt !== true);
        return badIf(
          wanted.map(({ name }) => name).filter((name) => !good.some(({ slug }) => slug === name)),
        );
      },
    },
    {
      id: "functions-release",
      promise: { zh: "每个函数都在运行本版本", en: "Every function is running this release" },
      mend: {
        zh: "未应答，或为其他版本：{seen}。请在该版本的代码中重新执行 npm run deploy。",
        en: "No answer, or a different release: {seen}. Run npm run deploy again from that release's code.",
      },
      run: async () => badIf(await staleFunctions(projectUrl, wanted)),
    },
    {
      id: "functions-database",
      promise: { zh: "函数能登录数据库", en: "Functions can sign in to the database" },
      mend: {
        zh: "函数 link 的应答为 {seen}。请重新执行 npm run deploy；日志见控制台 Edge Functions → link。",
        en: "The link function answered {seen}. Run npm run deploy again. For its log, see Edge Functions → link in the dashboard.",
      },
      run: async () => {
        // No link has this code, and only the database knows that.
        const { status } = await ask(`${projectUrl}/functions/v1/link/zzzzzzzzzz`);
        return status < 500 ? ok : { state: "bad", seen: [String(status)] };
      },
    },
    {
      id: "legacy-keys",
      promise: {
        zh: "旧式密钥（anon、service_role）已停用",
        en: "The legacy keys (anon, service_role) are disabled",
      },
      mend: {
        zh: "旧式密钥仍有效，但 Tidings 不使用。确认没有其他程序使用后，可在 Settings → API Keys 停用。",
        en: "The legacy keys still work, but Tidings doesn't use them. If no other program does, disable them under Settings → API Keys.",
      },
      run: async () => {
        const { legacy } = await api.keys();
        if (legacy === null) return ok;
        const shown = { apikey: legacy, authorization: `Bearer ${legacy}` };
        const { status } = await ask(`${projectUrl}/rest/v1/`, shown);
        return status === 401 ? ok : { state: "look" };
      },
    },
  ];
}

/** What the database says, signed in as its owner. */
function lawChecks(sql: Sql, api: Management): Check[] {
  return [
    {
      id: "law-is-this-release",
      promise: { zh: "数据库与本版本一致", en: "The database matches this release" },
      mend: {
        zh: "缺失或不一致：{seen}。请执行 npm run deploy。",
        en: "Missing or different: {seen}. Run npm run deploy.",
      },
      run: async () => badIf(await pending(sql)),
    },
    {
      id: "functions-secret",
      promise: {
        zh: "函数持有数据库账号的当前密码",
        en: "Functions have the current password of their database account",
      },
      mend: {
        zh: "密钥 TIDINGS_DB_URL 缺失或已过时。请执行 npm run deploy。",
        en: "The secret TIDINGS_DB_URL is missing or out of date. Run npm run deploy.",
      },
      run: async () => {
        const [given, secrets] = await Promise.all([givenSecret(sql), api.secrets()]);
        return given !== null && secrets.get("TIDINGS_DB_URL") === given ? ok : { state: "bad" };
      },
    },
    {
      id: "addresses",
      promise: {
        zh: "数据库已记录短链和函数的地址",
        en: "The database has the addresses of short links and functions",
      },
      mend: {
        zh: "尚未记录。请执行 npm run deploy，或 npm run setup -- address。",
        en: "They aren't recorded yet. Run npm run deploy, or npm run setup -- address.",
      },
      run: async () => {
        const rows = await sql`select from private.deployment`;
        return rows.length > 0 ? ok : { state: "bad" };
      },
    },
  ];
}

/** Every check of a hosted project; those of the database where it is signed in to as its owner. */
export async function hostedChecks(
  api: Management,
  projectUrl: string,
  wanted: readonly Wanted[],
  sql: Sql | null,
): Promise<Check[]> {
  const { publishable } = await api.keys();
  return [
    ...(sql === null ? [] : lawChecks(sql, api)),
    ...functionChecks(api, projectUrl, wanted),
    ...(publishable ? projectChecks(projectUrl, publishable) : []),
    ...(sql === null ? [] : databaseChecks(sql, false)),
  ];
}

/** Checks of a project from outside: what a stranger with nothing but the publishable key gets. */
import { badIf, type Check, ok } from "./check.ts";

/** Tables that hold what nobody outside may see; the law tests try all of them, this looks at the project that is really there. */
const CLOSED = ["audit_log", "members", "number_files", "sends", "deliveries", "channels"];
const PATIENCE_MS = 10_000;

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

function asker(url: string, key: string): Ask {
  return (path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: {
        apikey: key,
        "content-type": "application/json",
        ...(init?.headers as Record<string, string>),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
}

/** Does a table answer a stranger with a row? Anything but an empty list or a refusal counts as a row. */
async function isOpen(ask: Ask, table: string): Promise<boolean> {
  const answer = await ask(`/rest/v1/${table}?select=*&limit=1`);
  if (answer.status >= 500) throw new Error(`${table}: ${answer.status}`);
  if (!answer.ok) return false;
  const rows: unknown = await answer.json();
  return !Array.isArray(rows) || rows.length > 0;
}

/** Does Storage tell a stranger the names of objects? */
async function lists(ask: Ask, bucket: string): Promise<boolean> {
  const body = JSON.stringify({ prefix: "", limit: 1, offset: 0 });
  const answer = await ask(`/storage/v1/object/list/${bucket}`, { method: "POST", body });
  if (!answer.ok) return false;
  const rows: unknown = await answer.json();
  return Array.isArray(rows) && rows.length > 0;
}

/** The checks of the project at `url`; `key` is its publishable key. */
export function projectChecks(url: string, key: string): Check[] {
  const ask = asker(url, key);
  const { protocol, hostname } = new URL(url);
  const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);
  return [
    {
      id: "https",
      promise: {
        zh: "传输已加密，或仅在本机内进行",
        en: "Traffic is encrypted or doesn't leave this machine",
      },
      mend: { zh: "请使用 https 地址（{seen}）。", en: "Use an https address ({seen})." },
      run: async () => (protocol === "https:" || isLocal ? ok : badIf([url])),
    },
    {
      id: "strangers-read-nothing",
      promise: { zh: "未登录的用户无法读取任何数据行", en: "Signed-out visitors can't read any rows" },
      mend: {
        zh: "这些表对所有人可见：{seen}。请重新执行 supabase db push。",
        en: "These tables are visible to everyone: {seen}. Run supabase db push again.",
      },
      run: async () => {
        const open = await Promise.all(CLOSED.map((table) => isOpen(ask, table)));
        return badIf(CLOSED.filter((_, at) => open[at]));
      },
    },
    {
      id: "strangers-list-nothing",
      promise: { zh: "未登录的用户不能列出文件", en: "Signed-out visitors can't list files" },
      mend: { zh: "这些存储桶可被列出：{seen}。", en: "These buckets can be listed: {seen}." },
      run: async () => {
        const buckets = ["media", "numbers", "incoming"];
        const open = await Promise.all(buckets.map((bucket) => lists(ask, bucket)));
        return badIf(buckets.filter((_, at) => open[at]));
      },
    },
    {
      id: "rows-are-no-csv",
      promise: {
        zh: "REST 不以 CSV 格式提供数据",
        en: "REST doesn't serve data as CSV, because cells may contain formulas",
      },
      mend: {
        zh: "请把 PostgREST 的 db-pre-request 设为 private.before_request（托管项目：重新执行 supabase db push）。",
        en: "Set PostgREST's db-pre-request to private.before_request (hosted project: run supabase db push again).",
      },
      run: async () => {
        const answer = await ask("/rest/v1/templates?select=id&limit=1", { headers: { accept: "text/csv" } });
        return (await answer.text()).includes("exports_only") ? ok : { state: "bad" };
      },
    },
    {
      id: "addresses-are-confirmed",
      promise: {
        zh: "注册后须确认邮箱，只有已确认的邮箱才有权限",
        en: "Email addresses must be confirmed after sign-up, and only accounts with a confirmed address get permissions",
      },
      mend: {
        zh: "该项目在用户注册时即视邮箱为已确认，但加入企业仍须凭邀请令牌。如需确认邮箱，请打开 Authentication → Sign In / Providers → Confirm email。",
        en: "This project treats email addresses as confirmed at sign-up. Joining an enterprise still requires an invitation token. To require confirmation, turn on Authentication → Sign In / Providers → Confirm email.",
      },
      run: async () => {
        const answer = await ask("/auth/v1/settings");
        const settings = answer.ok ? ((await answer.json()) as { mailer_autoconfirm?: boolean }) : {};
        return settings.mailer_autoconfirm === false ? ok : { state: "look" };
      },
    },
  ];
}

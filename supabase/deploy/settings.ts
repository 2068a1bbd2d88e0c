/** What `npm run deploy` and `npm run status -- --project` are told: the words of the command line, and the environment. */
import { type Complaint, complaintWords } from "./words.ts";

/** A hosted project, and how it is reached. */
export type Target = {
  /** The project ref: 20 lowercase letters. */
  readonly ref: string;
  /** The access token of whoever deploys. */
  readonly token: string;
  /** The database as its owner, in a session of its own; null where only the outside is looked at. */
  readonly databaseUrl: string | null;
  /** Where REST, Auth, Storage and functions are reached, without a slash at the end. */
  readonly projectUrl: string;
  /** Path of a profile of the CLI, for a Management API that is not Supabase's. */
  readonly profile: string | null;
};

/** A setting that is missing or wrong. `complaint` says which, in both languages. */
export class WrongSetting extends Error {
  readonly complaint: Complaint;
  readonly seen: string;
  constructor(complaint: Complaint, seen = "") {
    super(complaintWords("en", complaint, seen));
    this.complaint = complaint;
    this.seen = seen;
  }
}

const REF = /^[a-z]{20}$/;
const TOKEN = /^sbp_[0-9a-zA-Z_]{20,}$/;

/** The value that follows a flag, or is joined to it by `=`; undefined where the flag is not there. */
export function flag(name: string, words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  const word = words[at] ?? "";
  return word === name ? (words[at + 1] ?? "") : word.slice(name.length + 1);
}

/** The project that an address of a database names: `db.<ref>.supabase.co`, or `postgres.<ref>` behind the pooler. */
export function refOfDatabase(url: URL): string | undefined {
  const [, direct] = /^db\.([a-z]{20})\./.exec(url.hostname) ?? [];
  const [, pooled] = /^[^.]+\.([a-z]{20})$/.exec(decodeURIComponent(url.username)) ?? [];
  return direct ?? pooled;
}

function checkDatabase(text: string, ref: string): string {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw new WrongSetting("database_url");
  const named = refOfDatabase(url);
  if (named !== undefined && named !== ref) throw new WrongSetting("other_database", named);
  // Port 6543 of Supabase's pooler is its transaction mode, where a migration loses its session between two statements.
  if (url.hostname.endsWith(".pooler.supabase.com") && url.port === "6543")
    throw new WrongSetting("transaction_pooler");
  return text;
}

function projectUrlOf(ref: string, given: string | undefined): string {
  if (!given) return `https://${ref}.supabase.co`;
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) throw new WrongSetting("project_url", given);
  const [, named] = /^([a-z]{20})\.supabase\.co$/.exec(url.hostname) ?? [];
  if (named !== undefined && named !== ref) throw new WrongSetting("other_project", named);
  return given.replace(/\/+$/, "");
}

/**
 * Reads and checks everything before anything is changed.
 * @param ref what `--project-ref` or `--project` was given
 * @throws WrongSetting naming the first that is missing or wrong; it never shows a token or a password
 */
export function targetOf(
  ref: string | undefined,
  env: Readonly<NodeJS.ProcessEnv>,
  database: "needed" | "optional",
): Target {
  if (!ref || !REF.test(ref)) throw new WrongSetting("project_ref", ref ?? "");
  const { SUPABASE_ACCESS_TOKEN: token = "", SUPABASE_DB_URL: databaseUrl } = env;
  if (!TOKEN.test(token)) throw new WrongSetting("access_token");
  if (!databaseUrl && database === "needed") throw new WrongSetting("database_url");
  return {
    ref,
    token,
    databaseUrl: databaseUrl ? checkDatabase(databaseUrl, ref) : null,
    projectUrl: projectUrlOf(ref, env.SUPABASE_URL),
    profile: env.SUPABASE_PROFILE || null,
  };
}

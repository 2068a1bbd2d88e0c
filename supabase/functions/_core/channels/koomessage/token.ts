/** Tokens of IAM, each kept in memory until shortly before it ends. */
import { type Channel, Silent } from "../calls.ts";
import { type Answer, answerTo } from "../http.ts";
import { type Busy, busy, type Denied, denied, objectOf } from "./words.ts";

/** KooMessage is served from this region alone, and a token is one of a project there. */
const PROJECT = "cn-north-4";
/** A token is not used in its last minutes. */
const LAST_MS = 10 * 60_000;
/** What is known of a token that does not say when it ends. */
const USUAL_MS = 24 * 3_600_000;
/** After a no IAM is left alone for so long: five wrong passwords lock a user for 15 minutes. */
const REST_MS = 60_000;
/** IAM did not answer, and nothing was asked of the service. */
const SILENT_S = 5;
/** Accounts kept in memory. */
const MOST = 1000;

type Account = Pick<Channel, "credentials" | "settings">;
type Token = string | Busy | Denied;
type Kept = { token: Promise<Token>; until: number };

const kept = new Map<string, Kept>();

const keyOf = ({ credentials, settings }: Account): string => {
  const { iam_account, iam_user, iam_password } = credentials;
  return JSON.stringify([settings.iam_url, iam_account, iam_user, iam_password]);
};

/** For how long a token is good by IAM's own clock, which ours need not agree with. */
function lifeOf(answer: Answer): number {
  const token = objectOf(answer)?.token as { issued_at?: unknown; expires_at?: unknown } | undefined;
  const from = Date.parse(`${token?.issued_at ?? answer.headers.get("date")}`);
  const ms = Date.parse(`${token?.expires_at}`) - from;
  const life = ms > 0 ? Math.min(ms, USUAL_MS) : USUAL_MS;
  return Math.max(life - LAST_MS, life / 2);
}

function read(answer: Answer, entry: Kept): Token {
  const { status } = answer;
  const token = answer.headers.get("x-subject-token");
  if (status === 201 && token) {
    entry.until = Date.now() + lifeOf(answer);
    return token;
  }
  entry.until = Date.now() + REST_MS;
  const what = `IAM answered ${status}`;
  if (status === 429 || status >= 500) {
    entry.until = 0;
    return status === 429 ? busy(answer, what) : { outcome: "busy", seconds: SILENT_S, why: what };
  }
  const said = status === 401 ? `${what}, wrong password or user name` : `${what}, no token`;
  return denied(answer, said, Date.now());
}

async function asked({ credentials, settings }: Account, entry: Kept, ms: number): Promise<Token> {
  const { iam_account, iam_user, iam_password } = credentials;
  const iam = typeof settings.iam_url === "string" ? settings.iam_url.replace(/\/$/, "") : "";
  if (!iam || !iam_account || !iam_user || !iam_password)
    return { outcome: "denied", why: "iam_url, iam_account, iam_user or iam_password is missing" };
  const user = { name: iam_user, password: iam_password, domain: { name: iam_account } };
  const auth = {
    identity: { methods: ["password"], password: { user } },
    scope: { project: { name: PROJECT } },
  };
  try {
    const answer = await answerTo(`${iam}/v3/auth/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ auth }),
      ms,
    });
    return read(answer, entry);
  } catch (error) {
    entry.until = 0;
    if (error instanceof Silent) return { outcome: "busy", seconds: SILENT_S, why: `IAM: ${error.message}` };
    throw error;
  }
}

/** The token of an account, or why there is none: then nothing was asked of the service. Callers at one time share one request. */
export function tokenOf(account: Account, ms: number): Promise<Token> {
  const key = keyOf(account);
  const found = kept.get(key);
  if (found && found.until > Date.now()) return found.token;
  const oldest = kept.size >= MOST ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  // While it is asked for, all wait for the same.
  const entry: Kept = { token: Promise.resolve(""), until: Date.now() + ms };
  entry.token = asked(account, entry, ms);
  kept.set(key, entry);
  return entry.token;
}

/** The service did not take this token: the next one is asked for, unless another caller has done so. */
export async function forgetToken(account: Account, token: string): Promise<void> {
  const key = keyOf(account);
  const found = kept.get(key);
  if (found && (await found.token) === token && kept.get(key) === found) kept.delete(key);
}

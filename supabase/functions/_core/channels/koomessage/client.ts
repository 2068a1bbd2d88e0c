/** The one way to speak to KooMessage: signed by keys, or with a token of IAM. Never throws for what the service does. */
import { type Channel, Silent } from "../calls.ts";
import { ANSWER_MS, type Answer, answerTo } from "../http.ts";
import { pathOf, type Query, queryOf, signed } from "./sign.ts";
import { forgetToken, tokenOf } from "./token.ts";
import { type Said, saidBy } from "./words.ts";

export type { Said } from "./words.ts";

export type Asked = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Query;
  body?: unknown;
  /** In place of a body: fields and a file. */
  form?: FormData;
  ms?: number;
};

/** IAM is waited for no longer: what it is asked for is in nobody's message. */
const TOKEN_MS = 8_000;

type Account = Pick<Channel, "base_url" | "credentials" | "settings">;
/** `until`: by then all of it has ended, in milliseconds since the epoch. */
type Ready = {
  url: URL;
  query: string;
  asked: Asked;
  body: string | Blob | null;
  /** The content type of a form. */
  form: string | undefined;
  until: number;
};

/** What is left until then; a question that comes too late still gets a moment, and ends as late ones do. */
const left = ({ until }: Ready): number => Math.max(1, until - Date.now());

const send = (ready: Ready, path: string, headers: Record<string, string>) => {
  const { url, query, asked, body } = ready;
  return answerTo(`${url.origin}${pathOf(path)}${query && `?${query}`}`, {
    method: asked.method,
    headers: { accept: "application/json", ...headers },
    body,
    ms: left(ready),
  });
};

/** An answer, or what is known without one. */
async function sent(ready: Ready, path: string, headers: Record<string, string>): Promise<Answer | Said> {
  try {
    return await send(ready, path, headers);
  } catch (error) {
    if (error instanceof Silent) return { outcome: "unclear", why: error.message };
    throw error;
  }
}

const read = (answer: Answer | Said): Said => ("outcome" in answer ? answer : saidBy(answer, Date.now()));

async function byKeys(account: Account, ready: Ready, path: string): Promise<Said> {
  const { access_key: access, secret_key: secret } = account.credentials;
  if (!access || !secret) return { outcome: "denied", why: "access_key or secret_key is missing" };
  const { url, asked, form } = ready;
  const body = typeof ready.body === "string" ? ready.body : null;
  const request = { method: asked.method, host: url.host, path, query: asked.query ?? {}, body, form };
  return read(await sent(ready, path, await signed(request, { access, secret }, new Date())));
}

async function byToken(account: Account, ready: Ready, path: string): Promise<Said> {
  const type: Record<string, string> =
    ready.body === null ? {} : { "content-type": ready.form ?? "application/json" };
  for (let again = true; ; again = false) {
    const token = await tokenOf(account, Math.min(TOKEN_MS, left(ready)));
    if (typeof token !== "string") return token;
    const answer = await sent(ready, path, { ...type, "x-auth-token": token });
    // A 401 was turned away before anything was done, so the same may be asked once more with a token that is new.
    if (!("status" in answer) || answer.status !== 401) return read(answer);
    await forgetToken(account, token);
    if (!again) return read(answer);
  }
}

/** Asks once. Ends within `ms` (30 s), with all that belongs to it. */
export async function ask(account: Account, asked: Asked): Promise<Said> {
  const url = new URL(account.base_url);
  const path = `${decodeURI(url.pathname).replace(/\/$/, "")}${asked.path}`;
  const form = asked.form && new Response(asked.form);
  const body = (await form?.blob()) ?? (asked.body === undefined ? null : JSON.stringify(asked.body));
  const until = Date.now() + (asked.ms ?? ANSWER_MS);
  const ready = {
    url,
    query: queryOf(asked.query ?? {}),
    asked,
    body,
    form: form?.headers.get("content-type") ?? undefined,
    until,
  };
  return account.settings.sign_in === "token" ? byToken(account, ready, path) : byKeys(account, ready, path);
}

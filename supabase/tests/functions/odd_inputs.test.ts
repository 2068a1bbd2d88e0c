import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { isRefusalCode, refusalWords } from "../../../shared/src/refusals/register.ts";
import { PEOPLE, type Person } from "../test_database.ts";
import { type FunctionName, testStage } from "./stage.ts";

/**
 * Odd values at every door: each is answered with less than 500 and in words, a code of the register or that of Auth, Storage or PostgREST, and leaves no row. What a verb
 * does with inputs of another shape stands in verbs/bad_inputs.test.ts.
 */
const FUNCTIONS = [
  "check-device",
  "show-shortcuts",
  "link",
  "receive-receipts",
  "receive-clicks",
  "export-rows",
] as const;
const stage = await testStage({ volatile: true }, ...(FUNCTIONS as readonly FunctionName[]));

const ODD: readonly unknown[] = [
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e",
    "\u0001",
    "\n",
    "x".repeat(2_000),
    "🙂".repeat(300),
    "％",
    "%00",
    "%",
  ],
  ...[
    "'",
    '"',
    "\\",
    "' or 1=1 --",
    "{}",
    "[]",
    "null",
    "NaN",
    "Infinity",
    "-infinity",
    "1e400",
    "../../x",
    "//x",
    "*",
  ],
  ...[0, -1, 1.5, 1e30, 2 ** 53, true, false, null, [], {}, [[]], [null], { a: { b: [] } }, ["x", "\0"]],
];

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

let next = 0;
/** From another address of loopback each time, where there are several: the limits of one are another story. */
function ask({ path, method, body, headers }: Asked): Promise<Answered> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  next += 1;
  const localAddress = process.platform === "linux" ? `127.1.${next >> 8}.${next & 255}` : "127.0.0.1";
  const asked = request(`${stage.api}${path}`, {
    method: method ?? (text === undefined ? "GET" : "POST"),
    headers: { ...headers, ...(text === undefined ? {} : { "content-type": "application/json" }) },
    localAddress,
    agent: false,
  });
  asked.on("error", reject).on("response", async (answer) => {
    const said = (await answer.toArray()).join("");
    resolve({ status: answer.statusCode ?? 0, type: answer.headers["content-type"] ?? "", text: said });
  });
  asked.end(text);
  return promise;
}

/** Everything that the database keeps, but for what counts and logs attempts. */
async function rows(): Promise<string> {
  const tables = await stage.db.sql`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace, 'storage'::regnamespace) and c.relkind = 'r'
      and c.oid::regclass::text !~ '(audit_log|sessions|refresh_tokens|mfa_amr|flow_state|one_time_tokens)'`;
  const counts = [];
  for (const { name } of tables) {
    const [row] = await stage.db.sql.unsafe(`select count(*)::int as n from ${name}`);
    counts.push(`${name} ${row?.n}`);
  }
  return counts.sort().join("\n");
}

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
/** As a client writes it into an address; half a character has no such form. */
const inAddress = (value: unknown) => encodeURIComponent(asText(value).toWellFormed());

async function everything(): Promise<Asked[]> {
  const key = await stage.headers("nobody");
  const people = ["alice", "bob", "carol", "dan"] as const satisfies Person[];
  const tokens = await Promise.all(people.map((person) => stage.headers(person)));
  const all: Asked[] = [];
  for (const [n, value] of ODD.entries()) {
    const member = tokens[n % tokens.length] ?? {};
    const at = (name: string, path: string, more: Partial<Asked> = {}) =>
      all.push({ name: `${name} ${asText(value)?.slice(0, 30)}`, path, headers: member, ...more });
    const auth = (route: string, body: object) =>
      at(`auth ${route}`, `/auth/v1/${route}`, { body, headers: key });
    const password = "tidings-demo";
    auth("signup", { email: value, password });
    auth("signup", {
      email: `odd${n}@nowhere.test`,
      password: ["x".repeat(3), value],
      data: { name: value },
    });
    auth("token?grant_type=password", { email: value, password });
    auth("token?grant_type=password", { email: "nobody@nowhere.test", password: value });
    auth("token?grant_type=refresh_token", { refresh_token: value });
    auth(`token?grant_type=${inAddress(value)}`, { refresh_token: "x" });
    auth("recover", { email: value });
    auth("otp", { email: value, create_user: false });
    auth("verify", { email: value, token: "123456", type: "email" });
    auth("verify", { token_hash: value, type: "recovery" });
    at("user", "/auth/v1/user", { headers: { ...key, authorization: `Bearer ${inAddress(value)}` } });

    const listed = (body: object) =>
      at("list", "/storage/v1/object/list/media", { body: { prefix: "", ...body } });
    listed({ prefix: value });
    listed({ search: value });
    listed({ limit: value });
    listed({ offset: value });
    listed({ sortBy: { column: value, order: "asc" } });
    listed({ sortBy: { column: "name", order: value } });
    at("sign", `/storage/v1/object/sign/media/${PEOPLE.alice}/x.png`, { body: { expiresIn: value } });
    at("sign many", "/storage/v1/object/sign/media", { body: { expiresIn: 60, paths: [value] } });
    at("ticket", `/storage/v1/object/sign/media/x/y.png?token=${inAddress(value)}`);
    at("key", `/storage/v1/object/authenticated/media/${inAddress(value)}/y`);

    for (const [card, column] of [
      ["send_cards", "name"],
      ["send_cards", "id"],
      ["template_cards", "created_at"],
      ["group_cards", "members"],
    ] as const)
      at(`filter ${card}.${column}`, `/rest/v1/${card}?select=id&${column}=eq.${inAddress(value)}`);
    at("operator", `/rest/v1/send_cards?select=id&name=${inAddress(value)}`);
    at("order", `/rest/v1/send_cards?select=id&order=${inAddress(value)}`);
    at("select", `/rest/v1/send_cards?select=${inAddress(value)}`);
    at("limit", `/rest/v1/send_cards?select=id&limit=${inAddress(value)}`);
    at("view", `/rest/v1/${inAddress(value)}?select=id`);
    at("phone", `/rest/v1/delivery_cards?select=id&phone=like.${inAddress(value)}`);
    const verb = (name: string, body: object) => at(name, `/rest/v1/rpc/${name}`, { body });
    verb("report", { report: value, first: "2026-11-01", last: "2026-11-02" });
    verb("report", { report: "sends", first: value, last: value });
    verb("report", { report: "sends", first: "2026-11-01", last: "2026-11-02", filters: value });
    verb("send_details", { sent_from: value });
    verb("find_link", { code: value });
    verb("explain_right", { action: value });
    verb("allowed_transitions", { resource: value, ids: [value] });
    verb("create_policy", { input: { name: value, document: value } });
    verb("create_invitation", { input: { email: value, groups: [value] } });

    const open = (name: string, path: string, more: Partial<Asked> = {}) =>
      at(name, `/functions/v1/${path}`, { headers: {}, ...more });
    open("shortcuts", `show-shortcuts?signature=${inAddress(value)}&region=440000`);
    open("shortcuts", `show-shortcuts?signature=${inAddress("云杉商城")}&region=${inAddress(value)}`);
    open(
      "shortcuts",
      `show-shortcuts?signature=${inAddress("云杉商城")}&region=440000&at=${inAddress(value)}`,
    );
    open("link", `link/${inAddress(value)}`);
    open("receipts", `receive-receipts/${inAddress(value)}`, { body: { type: value } });
    open("receipts", `receive-receipts/${stage.channel}`, { body: value });
    open("export", `export-rows?ticket=${inAddress(value)}`);
    at("device", "/functions/v1/check-device", { body: { model: value } });
    at("clicks", "/functions/v1/receive-clicks", {
      body: { clicks: [value] },
      headers: await stage.pass("huawei"),
    });
  }
  return all;
}

/** The words of an answer, wherever its door has them. */
function wordsOf({ text }: Answered): string | null {
  const said = JSON.parse(text);
  return (
    [said.msg, said.message, said.error_description, said.error].find((one) => typeof one === "string") ??
    null
  );
}

/** What is wrong with an answer; null for nothing. */
function fault(answered: Answered): string | null {
  const { status, type, text } = answered;
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (status < 400) return null;
  if (type.startsWith("text/html")) return text.includes("<h1>") ? null : "a page without words";
  if (!type.startsWith("application/json")) return `${status} as ${type}: ${text.slice(0, 100)}`;
  if (!wordsOf(answered)) return `no words: ${text.slice(0, 200)}`;
  const { code } = JSON.parse(text);
  if (isRefusalCode(code))
    for (const locale of ["zh-CN", "en"] as const)
      if (!refusalWords(code, locale, JSON.parse(text).details ?? {}).message)
        return `${code} without ${locale}`;
  // PostgREST reads addresses and arguments before any verb runs, and answers 400 itself.
  if (/^[0-9A-Z]{5}$/.test(String(code)) && !/^(22|42)/.test(code)) return `raw ${text.slice(0, 200)}`;
  return null;
}

test("every odd value is answered in words, fails nowhere, and leaves no row", async (t) => {
  const before = await rows();
  const all = await everything();
  t.diagnostic(`${all.length} requests`);
  assert.ok(all.length >= 1_500, `${all.length}`);
  const faults: string[] = [];
  const waiting = all.values();
  const work = async () => {
    for (const asked of waiting) {
      const wrong = fault(await ask(asked));
      if (wrong !== null) faults.push(`${asked.name}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  assert.deepEqual(faults, []);
  assert.equal(await rows(), before);
});

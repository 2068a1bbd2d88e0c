import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { secretsOf } from "../secrets.ts";
import { ALICE, openStand, type Stand } from "./stand.ts";

/** Odd inputs at the doors of Auth, Storage and REST: each is refused with 4xx and words, and the gateway lives on. */
let stand: Stand;
let token: string;
let jwtSecret: string;
before(async () => {
  stand = await openStand({
    auth: { sign_in_sign_ups: 10_000, email_sent: 10_000, token_verifications: 10_000 },
  });
  const alice = await stand.signedIn("alice@demo.test");
  token = (await alice.auth.getSession()).data.session?.access_token ?? "";
  ({ jwtSecret } = await secretsOf(stand.home));
});
after(() => stand.close());

async function ask(path: string, init: RequestInit & { as?: string } = {}) {
  const headers = {
    ...{ apikey: stand.key, "content-type": "application/json" },
    ...(init.as ? { authorization: `Bearer ${init.as}` } : {}),
    ...(init.headers as Record<string, string> | undefined),
  };
  const answer = await fetch(stand.url + path, { ...init, headers });
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith("{") ? JSON.parse(text) : null };
}
const post = (path: string, body: unknown, as?: string) =>
  ask(path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(as ? { as } : {}),
  });

/** A refusal in words, of the status that is the asker's fault. */
function refused(name: string, { status, text, body }: Awaited<ReturnType<typeof ask>>): void {
  assert.ok(status >= 400 && status < 500, `${name}: ${status} ${text}`);
  const said = body?.msg ?? body?.message ?? body?.error_description ?? body?.error;
  assert.equal(typeof said, "string", `${name}: ${text}`);
  assert.doesNotMatch(String(said), /internal|TypeError|undefined/i, name);
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (claims: object) => {
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ exp: Date.now() / 1_000 + 600, ...claims })}`;
  return `${text}.${createHmac("sha256", jwtSecret).update(text).digest("base64url")}`;
};

test("Auth takes an address, a password and a token as texts", async () => {
  const password = "tidings-demo";
  for (const email of [["a@b.test"], 7, { a: 1 }, true, "a\0@b.test"]) {
    for (const [path, body] of [
      ["signup", { email, password }],
      ["token?grant_type=password", { email, password }],
      ["recover", { email }],
      ["otp", { email }],
      ["verify", { email, token: "123456", type: "email" }],
    ] as const)
      refused(`${path} ${JSON.stringify(email)}`, await post(`/auth/v1/${path}`, body));
  }
  for (const bad of [["x"], 7, "\0", "\ud800"]) {
    refused("refresh", await post("/auth/v1/token?grant_type=refresh_token", { refresh_token: bad }));
    refused("hash", await post("/auth/v1/verify", { token_hash: bad, type: "recovery" }));
    refused("password", await post("/auth/v1/signup", { email: "x@y.test", password: bad }));
  }
  refused("name", await post("/auth/v1/signup", { email: "x@y.test", password, data: { name: "a\0b" } }));
  const [{ n = -1 } = {}] = await stand.sql`select count(*)::int as n from auth.users`;
  assert.equal(n, 2, "nobody was made");
});

test("Storage lists by what there is, and takes no key, prefix or ticket that it cannot read", async () => {
  const list = (body: object) => post("/storage/v1/object/list/drawer", { prefix: "", ...body }, token);
  for (const body of [
    { prefix: "\0" },
    { prefix: 7 },
    { search: ["x"] },
    { limit: "many" },
    { limit: -1 },
    { offset: 1.5 },
    { sortBy: { column: "password", order: "asc" } },
    { sortBy: { column: "name", order: "sideways" } },
    { sortBy: { column: ["name", "id"] } },
  ])
    refused(JSON.stringify(body), await list(body));
  assert.equal((await list({ sortBy: { column: "created_at", order: "desc" }, limit: 10 })).status, 200);
  for (const ticket of ["x", "a.b.c", "", token, signed({ sub: "x", bucket: "drawer" })])
    refused(
      `ticket ${ticket.slice(0, 9)}`,
      await ask(`/storage/v1/object/sign/drawer/${ALICE}/a.txt?token=${ticket}`),
    );
  for (const key of ["x".repeat(2_000), `${"y".repeat(256)}/z`, "%E5%AD%97".repeat(400)])
    refused("key", await post(`/storage/v1/object/drawer/${ALICE}/${key}`, "text", token));
  for (const path of [
    "/storage/v1/object/drawer/%FF",
    "/rest/v1/notes?id=eq.%00",
    "/functions/v1/echo?ticket=%00",
  ])
    refused(path, await ask(path, { as: token }));
});

test("REST tells of U+0000 and half characters by their place, as a verb tells of control characters", async () => {
  for (const [body, field] of [
    ['{"many":["a","\\u0000"]}', "many[1]"],
    ['{"many":["\\ud800"]}', "many.0"],
    ['{"input":{"name":"a\\u0000"}}', "name"],
  ] as const) {
    const { status, body: said } = await post("/rest/v1/rpc/takes_many", body, token);
    assert.deepEqual([status, said.code, said.details], [422, "text_unclean", JSON.stringify({ field })]);
    assert.ok(said.message && said.hint);
  }
});

test("REST names the argument that is of another kind than its function takes, and says what it is", async () => {
  const good = {
    ...{ t: "x", u: ALICE, b: true, i: -7, l: 2 ** 40, d: "2028-02-29", at: "2026-11-24T10:00:00+08:00" },
    ...{ m: "calm", ms: ["wild"], j: [{ any: 1 }] },
  };
  assert.deepEqual(await post("/rest/v1/rpc/takes_all", good, token).then(({ status }) => status), 200);
  const bad: Readonly<Record<string, readonly unknown[]>> = {
    t: [7, true, ["x"], {}],
    u: ["x", 7, `${ALICE}0`],
    b: ["true", 1, "yes"],
    i: ["7", 1.5, 2 ** 31, 1e300],
    l: [1e300, "7"],
    d: ["2026-02-30", "0000-01-01", "2026-11-24T00:00:00Z", 20261124, "infinity"],
    at: ["2026-11-24", "2026-02-30T00:00:00Z", "2026-11-24T25:00:00Z", "now", 7],
    m: ["tame", 7, ["calm"]],
    ms: ["calm", [7], ["tame"], [["calm"]]],
  };
  for (const [field, values] of Object.entries(bad))
    for (const value of values) {
      const { status, body } = await post("/rest/v1/rpc/takes_all", { ...good, [field]: value }, token);
      const says = `${field}: ${JSON.stringify(value)}`;
      assert.deepEqual(
        [status, body.code, body.details],
        [422, "input_invalid", JSON.stringify({ field })],
        says,
      );
      assert.match(body.hint, new RegExp(`^${field} is `), says);
    }
  assert.deepEqual(
    await post("/rest/v1/rpc/takes_all", { ...good, u: null, d: null }, token).then(({ status }) => status),
    200,
  );
});

test("tables and views are read, and no other method is taken there", async () => {
  for (const method of ["POST", "PATCH", "PUT", "DELETE"])
    for (const as of [token, undefined]) {
      const answer = await fetch(`${stand.url}/rest/v1/notes?id=eq.1`, {
        method,
        headers: { apikey: stand.key, ...(as ? { authorization: `Bearer ${as}` } : {}) },
        ...(method === "DELETE" ? {} : { body: '{"body":"mine"}' }),
      });
      assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"], method);
      assert.match(((await answer.json()) as { message: string }).message, /notes is read with GET/);
    }
  assert.equal((await ask("/rest/v1/notes?select=id", { method: "HEAD", as: token })).status, 200);
});

test("what the time of a statement or of a lock ended is to be asked again, in words", async () => {
  for (const why of ["statement", "lock"]) {
    const answer = await fetch(`${stand.url}/rest/v1/rpc/takes_long`, {
      method: "POST",
      headers: { apikey: stand.key, authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ why }),
    });
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "2"]);
    assert.equal(((await answer.json()) as { code: string }).code, "too_slow");
  }
});

test("REST gives no CSV, in which a cell may be a formula, and looks for no part of a number", async () => {
  for (const accept of ["text/csv", "application/json;q=0.1, TEXT/CSV"]) {
    const { status, body } = await ask("/rest/v1/notes?select=id,body", { as: token, headers: { accept } });
    assert.deepEqual([status, body.code], [422, "exports_only"], accept);
  }
  for (const filter of [
    "phone=like.*138*",
    "phone=not.ilike.*1",
    "phone=match.1",
    "or=(id.eq.1,phone.like.*138*)",
  ])
    assert.equal(
      (await ask(`/rest/v1/notes?select=id&${filter}`, { as: token })).body.code,
      "invalid_number",
      filter,
    );
  assert.equal((await ask("/rest/v1/notes?select=id&body=like.*hel*", { as: token })).status, 200);
});

test("a token that nobody signed is refused, at every door", async () => {
  const none = `${part({ alg: "none" })}.${part({ sub: ALICE, role: "authenticated", exp: 9e9 })}.`;
  for (const path of [
    "/rest/v1/notes?select=id",
    "/auth/v1/user",
    "/storage/v1/bucket",
    "/functions/v1/echo",
  ])
    assert.equal((await ask(path, { as: none })).status, 401, path);
});

test("a ticket is known at its own object alone, and is nobody's token", async () => {
  const large = JSON.stringify({ x: "a".repeat(100_000) });
  const at = (path: string, as?: string) => ask(path, { method: "POST", body: large, ...(as ? { as } : {}) });
  for (const intent of ["download", "upload"]) {
    const ticket = signed({ sub: `${ALICE}/a.txt`, bucket: "drawer", intent });
    assert.equal((await at(`/rest/v1/rpc/takes_many?token=${ticket}`)).status, 413, intent);
    assert.equal((await at("/rest/v1/rpc/takes_many", ticket)).status, 413, `${intent} as a token`);
    const other = `/storage/v1/object/upload/sign/drawer/${ALICE}/b.txt?token=${ticket}`;
    assert.equal((await ask(other, { method: "PUT", body: large })).status, 413, `${intent} elsewhere`);
  }
});

import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ALICE, openStand, type Stand } from "./stand.ts";

let stand: Stand;
before(async () => {
  stand = await openStand({
    holdMs: 50,
    auth: { sign_in_sign_ups: 12, email_sent: 20, token_verifications: 20 },
  });
});
after(() => stand.close());

type Told = { status: number; headers: Record<string, unknown>; body: Record<string, string> };

/** Asks Auth from an address of loopback. */
function ask(path: string, body: object, from = "127.0.0.1"): Promise<Told> {
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const headers = { apikey: stand.key, "content-type": "application/json" };
  const asked = request(`${stand.url}/auth/v1/${path}`, {
    method: "POST",
    headers,
    localAddress: from,
    agent: false,
  });
  asked.on("error", reject).on("response", async (answer) => {
    const text = (await answer.toArray()).join("");
    resolve({
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: text === "" ? {} : JSON.parse(text),
    });
  });
  asked.end(JSON.stringify(body));
  return promise;
}

const signIn = (email: string, password: string, from?: string) =>
  ask("token?grant_type=password", { email, password }, from);

/** The newest mail to somebody. */
async function mailTo(email: string): Promise<string> {
  const folder = join(stand.home, "mail");
  const texts = await Promise.all(
    (await readdir(folder)).sort().map((name) => readFile(join(folder, name), "utf8")),
  );
  return texts.findLast((text) => text.includes(`To: ${email}\r\n`)) ?? "";
}

test("ten wrong passwords close an account for that address alone, even for the right one; each is told to the database", async () => {
  for (let wrong = 0; wrong < 10; wrong += 1)
    assert.equal((await signIn("bob@demo.test", `wrong ${wrong}`, "127.0.0.3")).status, 400);
  const { status, headers, body } = await signIn("BOB@demo.test", "tidings-demo", "127.0.0.3");
  assert.deepEqual([status, body.error_code, body.code], [429, "over_request_rate_limit", 429]);
  assert.ok(Number(headers["retry-after"]) >= 1);
  assert.equal((await signIn("bob@demo.test", "tidings-demo", "127.0.0.4")).status, 200);
  assert.equal((await signIn("alice@demo.test", "tidings-demo", "127.0.0.3")).status, 200);
  const record = () =>
    stand.sql`select email, address, count(*)::int as times from public.failed group by 1, 2`;
  // It is told behind the answers.
  let told = await record();
  while ((told[0]?.times ?? 0) < 10) told = await record();
  assert.deepEqual([...told], [{ email: "bob@demo.test", address: "127.0.0.3", times: 10 }]);
});

test("guesses that come all at once are no more than those that come one after the other", async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) => signIn("alice@demo.test", `guess ${at}`, "127.0.0.5")),
  );
  const taken = answers.filter(({ status }) => status === 400).length;
  assert.ok(taken <= 12, `${taken} were looked at`);
  assert.ok(answers.every(({ status }) => status === 400 || status === 429));
});

test("a team behind one address signs in two hundred times over", async () => {
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        signIn(at % 2 ? "alice@demo.test" : "bob@demo.test", "tidings-demo", "127.0.0.6"),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  }
});

test("a code comes by mail, into a file for its owner alone, and no log has it", async () => {
  const email = "alice@demo.test";
  for (const [path, body] of [
    ["recover", { email }],
    ["otp", { email, create_user: false }],
    ["signup", { email: "new@demo.test", password: "tidings-demo" }],
  ] as const)
    assert.equal((await ask(path, body)).status, 200, path);
  const text = await mailTo(email);
  const code = /\b\d{6}\b/.exec(text)?.[0] ?? "";
  const hash = /token=(\w+)/.exec(text)?.[1] ?? "";
  assert.ok(code && hash && text.includes(`${stand.url}/auth/v1/verify?token=${hash}`), text);
  const entered = await ask("verify", { type: "magiclink", email, token: code });
  assert.equal(entered.status, 200);
  const folder = join(stand.home, "mail");
  const modes = await Promise.all(
    [folder, ...(await readdir(folder)).map((name) => join(folder, name))].map(
      async (path) => (await stat(path)).mode & 0o777,
    ),
  );
  assert.deepEqual([...new Set(modes)], [0o700, 0o600]);
  await fetch(`${stand.url}/rest/v1/nowhere?apikey=${stand.key}&token=secret-in-address`);
  const { access_token = "", refresh_token = "" } = entered.body;
  for (const secret of [
    code,
    hash,
    access_token,
    refresh_token,
    stand.key,
    stand.secretKey,
    "secret-in-address",
  ])
    assert.ok(!stand.log().includes(secret), `the log has ${secret}: ${stand.log()}`);
});

test("codes are guessed as seldom as passwords", async () => {
  await ask("recover", { email: "bob@demo.test" }, "127.0.0.7");
  const tries = [];
  for (let at = 0; at < 12; at += 1)
    tries.push(
      (await ask("verify", { type: "recovery", email: "bob@demo.test", token: `00000${at}` }, "127.0.0.7"))
        .status,
    );
  assert.deepEqual(
    tries.slice(9, 12).every((status) => status === 429),
    false,
  );
  assert.deepEqual(tries.slice(10), [429, 429]);
});

test("mails have a most an hour, also to people who are nobody here", async () => {
  const told = [];
  for (let at = 0; at < 12; at += 1)
    told.push(await ask("recover", { email: "nobody@demo.test" }, `127.0.1.${at}`));
  assert.deepEqual(told.map(({ status }) => status).slice(9), [200, 429, 429]);
  assert.equal(told.at(-1)?.body.error_code, "over_email_send_rate_limit");
});

test("a refresh token works once more as long as its answer may have been lost; an older one ends the session", async () => {
  const { body } = await signIn("alice@demo.test", "tidings-demo");
  const refresh = (token = "") => ask("token?grant_type=refresh_token", { refresh_token: token });
  const first = body.refresh_token;
  const second = (await refresh(first)).body.refresh_token;
  assert.equal((await refresh(first)).body.refresh_token, second, "the answer was lost");
  const third = (await refresh(second)).body.refresh_token;
  assert.equal((await refresh(first)).body.refresh_token, third, "two tabs at once");
  await stand.sql`update auth.refresh_tokens set updated_at = now() - interval '11 seconds' where token = ${first ?? ""}`;
  const stolen = await refresh(first);
  assert.deepEqual([stolen.status, stolen.body.error_code], [400, "refresh_token_already_used"]);
  assert.equal((await refresh(third)).status, 400, "the session has ended for everybody");
  const user = await fetch(`${stand.url}/auth/v1/user`, {
    headers: { apikey: stand.key, authorization: `Bearer ${body.access_token}` },
  });
  assert.equal(user.status, 403);
});

test("two refreshes at the same instant get the same new token", async () => {
  const { body } = await signIn("alice@demo.test", "tidings-demo");
  const both = await Promise.all(
    Array.from({ length: 8 }, () =>
      ask("token?grant_type=refresh_token", { refresh_token: body.refresh_token }),
    ),
  );
  assert.equal(new Set(both.map(({ body }) => body.refresh_token)).size, 1);
});

test("a new password ends the other sessions and every code, and keeps the one in which it was set", async () => {
  const other = await signIn("alice@demo.test", "tidings-demo");
  await ask("recover", { email: "alice@demo.test" });
  const code = /\b\d{6}\b/.exec(await mailTo("alice@demo.test"))?.[0] ?? "";
  const recovered = await ask("verify", { type: "recovery", email: "alice@demo.test", token: code });
  await ask("recover", { email: "alice@demo.test" });
  const later = /\b\d{6}\b/.exec(await mailTo("alice@demo.test"))?.[0] ?? "";
  const changed = await fetch(`${stand.url}/auth/v1/user`, {
    method: "PUT",
    headers: {
      apikey: stand.key,
      authorization: `Bearer ${recovered.body.access_token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ password: "tidings-demo-2" }),
  });
  assert.equal(changed.status, 200);
  const refresh = (token = "") => ask("token?grant_type=refresh_token", { refresh_token: token });
  assert.equal((await refresh(other.body.refresh_token)).status, 400);
  assert.equal((await refresh(recovered.body.refresh_token)).status, 200);
  assert.equal(
    (await ask("verify", { type: "recovery", email: "alice@demo.test", token: later })).status >= 400,
    true,
  );
  const [left] =
    await stand.sql`select count(*)::int as sessions from auth.sessions where user_id = ${ALICE}`;
  assert.equal(left?.sessions, 1);
});

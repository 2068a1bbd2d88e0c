import assert from "node:assert/strict";
import { type Asked, ask, type Said } from "./client.ts";

type Answering = (request: Request) => Response | Promise<Response>;
type Settings = Record<string, unknown>;

/** A service of one answer; tells what it was asked. */
async function asking(
  answer: Answering,
  asked: Asked,
  settings: Settings = { sign_in: "ak_sk" },
): Promise<Said> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  const base_url = `http://127.0.0.1:${server.addr.port}`;
  const credentials = {
    access_key: "AK",
    secret_key: "SK",
    iam_account: "account",
    iam_user: "user",
    iam_password: crypto.randomUUID(),
  };
  const account = { base_url, credentials, settings: { iam_url: base_url, ...settings } };
  return await ask(account, asked).finally(() => server.shutdown());
}

const GET: Asked = { method: "GET", path: "/v1/aim/callbacks" };
const SEND: Asked = { method: "POST", path: "/v1/aim/send-tasks", body: { task_name: "会员日" } };
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });
const error = (status: number, error_code: string, error_msg = "") => json({ error_code, error_msg }, status);
const html = (status: number) =>
  new Response("<html><h1>Bad Gateway</h1></html>", { status, headers: { "content-type": "text/html" } });

Deno.test("a request is signed, with its query in order and its body as it is", async () => {
  const seen: { url: string; headers: Headers; body: string }[] = [];
  const answer: Answering = async (request) => {
    seen.push({ url: request.url, headers: request.headers, body: await request.text() });
    return json({ task_id: "1" });
  };
  assert.deepEqual(await asking(answer, { ...SEND, query: { b: "x y", a: 1, none: undefined } }), {
    outcome: "done",
    body: { task_id: "1" },
  });
  assert.match(seen[0]?.url ?? "", /\/v1\/aim\/send-tasks\?a=1&b=x%20y$/);
  assert.equal(seen[0]?.body, '{"task_name":"会员日"}');
  assert.equal(seen[0]?.headers.get("content-type"), "application/json");
  assert.match(
    seen[0]?.headers.get("authorization") ?? "",
    /^SDK-HMAC-SHA256 Access=AK, SignedHeaders=content-type;host;x-sdk-date, Signature=[0-9a-f]{64}$/,
  );
});

Deno.test("each answer is read as what it says for sure, and as unclear where it says nothing", async () => {
  const cases: [string, () => Response, Said["outcome"]][] = [
    ["a 200", () => json({ task_id: "1" }), "done"],
    ["a 201", () => json({}, 201), "done"],
    ["nothing to say", () => new Response(null, { status: 204 }), "done"],
    ["an error that is none", () => json({ error_code: "", error_msg: "" }), "done"],
    ["an error in a 200", () => error(200, "KM.90016803", "wrong"), "refused"],
    ["an error and a task in a 200", () => json({ error_code: "KM.90016803", task_id: "1" }), "unclear"],
    ["something broken in a 200", () => error(200, "KM.90010000"), "unclear"],
    ["a fault", () => error(400, "KM.00001075"), "refused"],
    ["a fault with a 500", () => error(500, "KM.90016416"), "refused"],
    ["a fault without a code", () => json({ message: "no" }, 400), "refused"],
    ["something broken", () => error(500, "KM.90010000"), "unclear"],
    ["something broken upstream, with a 400", () => error(400, "KM.90011001"), "unclear"],
    ["an unknown code with a 500", () => error(500, "KM.12345678"), "unclear"],
    ["an unknown code with a 400", () => error(400, "KM.12345678"), "refused"],
    ["the gateway: no such address", () => error(404, "APIGW.0101"), "denied"],
    ["the gateway: too large", () => error(413, "APIGW.0201"), "refused"],
    ["the gateway: no answer from behind", () => error(504, "APIGW.0203"), "unclear"],
    ["the gateway: who is it", () => error(401, "APIGW.0301"), "denied"],
    ["the gateway in its other spelling", () => error(401, "APIG.0301"), "denied"],
    ["the gateway: not allowed", () => error(403, "APIGW.0302"), "denied"],
    ["the gateway: it broke", () => error(500, "APIGW.0601"), "unclear"],
    ["the gateway: throttled", () => error(429, "APIGW.0308"), "busy"],
    ["throttled by something in between", () => html(429), "busy"],
    ["another's template", () => error(404, "KM.90016805"), "refused"],
    ["HTML", () => html(502), "unclear"],
    ["HTML with a 200", () => html(200), "unclear"],
    ["a page of another server", () => html(404), "denied"],
    ["a firewall", () => html(403), "denied"],
    ["a redirect", () => new Response(null, { status: 302, headers: { location: "/login" } }), "denied"],
    ["half an answer", () => new Response('{"task_id":"1', { status: 200 }), "unclear"],
    ["a list", () => json([1]), "unclear"],
    ["empty", () => new Response("", { status: 200 }), "unclear"],
  ];
  for (const [what, answer, outcome] of cases)
    assert.equal((await asking(answer, SEND)).outcome, outcome, what);
});

Deno.test("busy says for how long, also where the service does not", async () => {
  const busy = (headers: Record<string, string>) =>
    asking(() => json({ error_code: "APIGW.0308" }, 429, headers), GET);
  assert.deepEqual(await busy({ "retry-after": "7" }), {
    outcome: "busy",
    seconds: 7,
    why: "KooMessage answered 429 APIGW.0308",
  });
  assert.equal((await busy({})).outcome, "busy");
});

const whyOf = async (answer: Response, settings?: Settings) => {
  const said = await asking(() => answer, SEND, settings);
  return "why" in said ? said.why : "";
};

Deno.test("who is denied learns what to do, and by how much the clock is off", async () => {
  const wrong = "Incorrect IAM authentication information: ";
  const aksk = await whyOf(
    error(401, "APIGW.0301", `${wrong}verify aksk signature fail, canonicalRequest:POST|/v1/aim/send-tasks/`),
  );
  assert.equal(
    aksk,
    `KooMessage answered 401 APIGW.0301 (${wrong}verify aksk signature fail): check access_key and secret_key`,
  );
  const off = (seconds: number) => {
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    return json({ error_code: "APIGW.0301", error_msg: `${wrong}signature expired` }, 401, { date });
  };
  assert.match(await whyOf(off(1200)), /: the clock here is (?:1199|1200|1201) s slow; correct it$/);
  assert.match(await whyOf(off(-3600)), /: the clock here is (?:3599|3600|3601) s fast; correct it$/);
  assert.match(await whyOf(off(60)), /: check access_key and secret_key$/);
  assert.match(
    await whyOf(error(403, "APIGW.0302", "not authorized")),
    /grant the user permission for this action$/,
  );
  assert.match(await whyOf(error(403, "KM.1", "账户欠费")), /is in arrears or frozen/);
  assert.match(await whyOf(error(400, "KM.1", "服务未开通")), /activate KooMessage for this account$/);
  for (const status of [302, 404]) assert.match(await whyOf(html(status)), /: check base_url$/);
});

Deno.test("a number in an error does not reach the log", async () => {
  const why = await whyOf(error(400, "KM.90016803", "mobile 13800138000 is wrong,\n +8613800138000 too"));
  assert.equal(why, "KooMessage answered 400 KM.90016803 (mobile … is wrong, +… too)");
});

Deno.test("keys or credentials that are not there are said, and nobody is asked", async () => {
  let asked = 0;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    asked += 1;
    return json({});
  });
  const base_url = `http://127.0.0.1:${server.addr.port}`;
  const said = async (settings: Settings, credentials: Record<string, string>) =>
    ask({ base_url, credentials, settings }, GET);
  assert.deepEqual(await said({ sign_in: "ak_sk" }, { access_key: "AK" }), {
    outcome: "denied",
    why: "access_key or secret_key is missing",
  });
  assert.equal((await said({ sign_in: "token", iam_url: base_url }, {})).outcome, "denied");
  await server.shutdown();
  assert.equal(asked, 0);
});

Deno.test("a service that is not there, hangs up or is too late leaves it unclear", async () => {
  const nowhere = {
    base_url: "http://127.0.0.1:1",
    credentials: { access_key: "a", secret_key: "b" },
    settings: {},
  };
  assert.equal((await ask(nowhere, SEND)).outcome, "unclear");
  const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(json({})), 300));
  // What is left of the 50 ms when the call goes out.
  const late = await asking(slow, { ...SEND, ms: 50 });
  assert.equal(late.outcome, "unclear");
  assert.match(String("why" in late && late.why), /^no answer within 0\.0\d s$/);
});

Deno.test("an answer that breaks off leaves it unclear, and nothing is asked again", async () => {
  let asked = 0;
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const serving = (async () => {
    for await (const connection of listener) {
      asked += 1;
      await connection.read(new Uint8Array(4096));
      const half =
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"task_id": "1';
      await connection.write(new TextEncoder().encode(half));
      connection.close();
    }
  })();
  const base_url = `http://127.0.0.1:${listener.addr.port}`;
  const credentials = { access_key: "AK", secret_key: "SK" };
  assert.equal((await ask({ base_url, credentials, settings: {} }, SEND)).outcome, "unclear");
  listener.close();
  await serving;
  assert.equal(asked, 1);
});

/** IAM and the service in one: counts tokens, and takes those that `good` says. */
function house(good: (token: string) => boolean, life = 86_400) {
  const counts = { tokens: 0, asked: 0, refused: 0 };
  const answer: Answering = async (request) => {
    if (new URL(request.url).pathname === "/v3/auth/tokens") {
      counts.tokens += 1;
      await request.json();
      const now = Date.now() - 3_600_000; // IAM's clock is an hour behind: only what it says of a token's life counts
      const issued_at = new Date(now).toISOString();
      const expires_at = new Date(now + life * 1000).toISOString();
      return json({ token: { issued_at, expires_at } }, 201, { "x-subject-token": `token ${counts.tokens}` });
    }
    counts.asked += 1;
    if (good(request.headers.get("x-auth-token") ?? "")) return json({ of: await request.text() });
    counts.refused += 1;
    return error(401, "APIGW.0307", "The token must be updated.");
  };
  return { counts, answer };
}

async function withHouse(
  { answer }: ReturnType<typeof house>,
  story: (once: () => Promise<Said>) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  const base_url = `http://127.0.0.1:${server.addr.port}`;
  const credentials = { iam_account: "account", iam_user: "user", iam_password: "password" };
  await story(() => ask({ base_url, credentials, settings: { sign_in: "token", iam_url: base_url } }, SEND));
  await server.shutdown();
}

Deno.test("one token serves all, also those who ask at once", async () => {
  const one = house(() => true);
  await withHouse(one, async (once) => {
    await Promise.all([once(), once(), once()]);
    assert.deepEqual(await once(), { outcome: "done", body: { of: '{"task_name":"会员日"}' } });
  });
  assert.deepEqual(one.counts, { tokens: 1, asked: 4, refused: 0 });
});

Deno.test("a token that is no longer taken is asked for anew, once, and the request goes out again", async () => {
  const changed = house((token) => token === "token 2");
  await withHouse(changed, async (once) => {
    assert.deepEqual(await once(), { outcome: "done", body: { of: '{"task_name":"会员日"}' } });
    assert.equal((await once()).outcome, "done");
  });
  assert.deepEqual(changed.counts, { tokens: 2, asked: 3, refused: 1 });
  const never = house(() => false);
  await withHouse(never, async (once) => assert.equal((await once()).outcome, "denied"));
  assert.deepEqual(never.counts, { tokens: 2, asked: 2, refused: 2 });
});

Deno.test("a token is left before it ends", async () => {
  const short = house(() => true, 0.4);
  await withHouse(short, async (once) => {
    await once();
    await new Promise((resolve) => setTimeout(resolve, 250));
    await once();
  });
  assert.equal(short.counts.tokens, 2);
});

Deno.test("without a token nothing was asked of the service: busy where IAM will answer later, denied where it will not", async () => {
  const token = { sign_in: "token" };
  const said = (answer: Answering) => asking(answer, SEND, token);
  assert.deepEqual(await said(() => html(503)), { outcome: "busy", seconds: 5, why: "IAM answered 503" });
  assert.deepEqual(await said(() => json({}, 429, { "retry-after": "9" })), {
    outcome: "busy",
    seconds: 9,
    why: "IAM answered 429",
  });
  const wrong = await said(() =>
    json({ error: { code: 401, message: "wrong", title: "Unauthorized" } }, 401),
  );
  assert.deepEqual(wrong, {
    outcome: "denied",
    why: "IAM answered 401, wrong password or user name: check iam_url, iam_account, iam_user and iam_password",
  });
  assert.equal((await said(() => html(200))).outcome, "denied");
  assert.equal(
    (await asking(() => json({}), SEND, { ...token, iam_url: "http://127.0.0.1:1" })).outcome,
    "busy",
  );
});

Deno.test("a wrong password is not tried again at once: IAM locks a user after five", async () => {
  let tried = 0;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    tried += 1;
    return json({ error: { code: 401 } }, 401);
  });
  const base_url = `http://127.0.0.1:${server.addr.port}`;
  const credentials = { iam_account: "a", iam_user: "u", iam_password: "wrong" };
  const once = () => ask({ base_url, credentials, settings: { sign_in: "token", iam_url: base_url } }, GET);
  for (let n = 0; n < 6; n += 1) assert.equal((await once()).outcome, "denied");
  await server.shutdown();
  assert.equal(tried, 1);
});

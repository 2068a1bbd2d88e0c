import assert from "node:assert/strict";
import { requireBot, sees, whoCalls } from "./caller.ts";
import { Refusal } from "./reply.ts";

type ApiRequest = { path: string; headers: Headers };

/** An API that answers whoami with `who` and number_files with `rows`. */
async function withApi(
  answers: { who?: unknown; status?: number; rows?: unknown[] },
  story: (env: Parameters<typeof whoCalls>[1], asked: ApiRequest[]) => Promise<void>,
): Promise<void> {
  const asked: ApiRequest[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push({ path: pathname + search, headers: request.headers });
    if (pathname.endsWith("/rpc/whoami"))
      return Response.json(answers.who ?? null, { status: answers.status ?? 200 });
    return Response.json(answers.rows ?? []);
  });
  const env = {
    SUPABASE_URL: `http://127.0.0.1:${server.addr.port}`,
    publishableKey: "anon",
    secretKeys: ["secret", "other"],
    TIDINGS_DB_URL: "postgres://x",
  };
  await story(env, asked).finally(() => server.shutdown());
}

const call = (headers: Record<string, string>) => new Request("http://x/x", { method: "POST", headers });
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

Deno.test("bob is known by his own token, and asks for rows as himself", async () => {
  await withApi({ who: { user_id: "bob", bot: false }, rows: [{ id: "f" }] }, async (env, asked) => {
    const caller = await whoCalls(call({ authorization: "Bearer t", "x-tidings-source": "admin" }), env);
    assert.equal(caller.kind, "person");
    assert.equal(await sees(caller, env, "number_files", "f"), true);
    assert.equal(asked[1]?.path, "/rest/v1/number_files?select=id&id=eq.f");
    for (const { headers } of asked) {
      assert.equal(headers.get("authorization"), "Bearer t");
      assert.equal(headers.get("apikey"), "anon");
      assert.equal(headers.get("x-tidings-source"), "admin");
    }
  });
});

Deno.test("the bot for itself is the bot; speaking for a chat person it has that person's rights", async () => {
  await withApi({ who: { user_id: "carol", bot: true } }, async (env) => {
    assert.equal((await requireBot(call({ authorization: "Bearer b" }), env)).kind, "bot");
    const asCarol = call({ authorization: "Bearer b", "x-chat-user": "slack:T1:U1" });
    assert.equal((await whoCalls(asCarol, env)).kind, "person");
    await assert.rejects(requireBot(asCarol, env), refused("bot_only"));
  });
});

Deno.test("every secret key is known without asking, in either header, and a key that begins like it is not it", async () => {
  await withApi({ who: { user_id: null, bot: false } }, async (env, asked) => {
    assert.equal((await whoCalls(call({ apikey: "secret" }), env)).kind, "service");
    assert.equal((await whoCalls(call({ apikey: "other" }), env)).kind, "service");
    assert.equal((await whoCalls(call({ authorization: "Bearer secret" }), env)).kind, "service");
    assert.equal(asked.length, 0);
    for (const key of ["secre", "secret2", "secretother", ""]) {
      await assert.rejects(whoCalls(call({ apikey: key }), env), refused("not_signed_in"));
    }
  });
});

Deno.test("nobody, a worn-out token and an unlinked chat person are not signed in; a sick API is not their fault", async () => {
  await withApi({ who: { user_id: null, bot: false } }, async (env) => {
    await assert.rejects(whoCalls(call({}), env), refused("not_signed_in"));
  });
  await withApi({ who: { user_id: null, bot: true } }, async (env) => {
    await assert.rejects(whoCalls(call({ "x-chat-user": "slack:T:U" }), env), refused("not_signed_in"));
  });
  await withApi({ status: 401 }, async (env) => {
    await assert.rejects(whoCalls(call({ authorization: "Bearer old" }), env), refused("not_signed_in"));
  });
  await withApi({ status: 503 }, async (env) => {
    await assert.rejects(whoCalls(call({ authorization: "Bearer t" }), env), refused("api_away"));
  });
  const nowhere = {
    SUPABASE_URL: "http://127.0.0.1:1",
    publishableKey: "a",
    secretKeys: ["s"],
    TIDINGS_DB_URL: "postgres://x",
  };
  await assert.rejects(whoCalls(call({ authorization: "Bearer t" }), nowhere), refused("api_away"));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, yunshan } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE, proofOf, sessionOf } from "../test_database.ts";
import { testStage } from "./stage.ts";

/** IAM-5 by every door: REST, Storage, Auth and the edge functions know a revoked session and a false voice. */
const stage = await testStage({ volatile: true }, "check-template");
const template = await idOf(stage.db, "templates", "积分到期提醒");

type Token = { access_token: string; refresh_token: string };
const auth = (grant: string, body: object) =>
  stage.headers("nobody").then((key) =>
    fetch(`${stage.api}/auth/v1/token?grant_type=${grant}`, {
      method: "POST",
      headers: { ...key, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
const enter = async (): Promise<Token> => {
  const answer = await auth("password", { email: "bob@demo.test", password: "tidings-demo" });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Token;
};
/** What each door says to these headers: the code of REST, what Storage lists, the code of the function. */
async function doors(headers: Record<string, string>) {
  const call = (path: string, body: object) =>
    fetch(`${stage.api}${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const rest = await call("/rest/v1/rpc/whoami", {});
  const said = await rest.json();
  const objects = await call("/storage/v1/object/list/consent-proofs", {
    prefix: await yunshan(stage.db),
    limit: 10,
  });
  const listed = await objects.json();
  const checked = await call("/functions/v1/check-template", { template });
  const answer = await checked.json();
  return {
    rest: said.code ?? said.name,
    storage: Array.isArray(listed) ? listed.length : listed,
    function: answer.code ?? checked.status,
  };
}

test("a revoked session is nobody's at every door while its token still lives, and cannot be renewed", async () => {
  await stage.db
    .sql`insert into storage.objects (bucket_id, name) values ('consent-proofs', ${`${await yunshan(stage.db)}/f/1.pdf`})`;
  const key = await stage.headers("nobody");
  const [mine, other] = [await enter(), await enter()];
  const as = ({ access_token }: Token) => ({ ...key, authorization: `Bearer ${access_token}` });
  assert.deepEqual(await doors(as(other)), { rest: "Bob", storage: 1, function: 200 });
  const refreshed = (await (
    await auth("refresh_token", { refresh_token: other.refresh_token })
  ).json()) as Token;
  assert.ok(refreshed.access_token, "it can be renewed before");

  const ended = await fetch(`${stage.api}/rest/v1/rpc/revoke_other_sessions`, {
    method: "POST",
    headers: { ...as(mine), "content-type": "application/json" },
    body: "{}",
  });
  assert.equal(ended.status, 200);
  for (const token of [other, refreshed]) {
    assert.deepEqual(await doors(as(token)), {
      rest: "session_ended",
      storage: 0,
      function: "not_signed_in",
    });
    const again = await auth("refresh_token", { refresh_token: token.refresh_token });
    assert.equal(again.status, 400);
    assert.doesNotMatch(await again.text(), /access_token/);
  }
  assert.equal((await doors(as(mine))).rest, "Bob");
});

test("the sign-in, the renewal that is none, and the sign-out of Auth itself stand in the log as they are", async () => {
  const verbs = async () => {
    const lines = await stage.db
      .sql`select verb from public.audit_log where resource = 'session' and actor_name = 'Bob' order by id`;
    return lines.map(({ verb }) => verb);
  };
  const before = (await verbs()).length;
  const token = await enter();
  await auth("refresh_token", { refresh_token: token.refresh_token });
  const key = await stage.headers("nobody");
  const left = await fetch(`${stage.api}/auth/v1/logout?scope=local`, {
    method: "POST",
    headers: { ...key, authorization: `Bearer ${token.access_token}` },
  });
  assert.ok(left.ok);
  assert.deepEqual((await verbs()).slice(before), ["sign_in", "sign_out"]);
});

test("the bot's token with the name of a linked member and no proof, or an old one, opens no door", async () => {
  await stage.db
    .sql`insert into auth.sessions (id, user_id, created_at) values (${sessionOf("bob")}, ${PEOPLE.bob}, now())`;
  await linkChat(stage.db, "bob", "slack:T1:UBOB");
  const bot = await stage.headers("bot");
  assert.deepEqual(await doors({ ...bot, ...proofOf("slack:T1:UBOB") }), {
    rest: "Bob",
    storage: 1,
    function: 200,
  });
  const old = proofOf("slack:T1:UBOB", { at: Date.now() - 120_000 });
  for (const headers of [{ "x-chat-user": "slack:T1:UBOB" }, old])
    assert.deepEqual(await doors({ ...bot, ...headers }), {
      rest: "chat_proof_required",
      storage: 0,
      function: "not_signed_in",
    });
});

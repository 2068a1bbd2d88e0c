/** Capability of numbers (DEV-1): check-device and ask-carrier ask the carrier, and what it told is kept for a while. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { carrierTerms } from "../carriers/carrier_fixtures.ts";
import { cardOf, done } from "../fixtures.ts";
import { type Json, type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "check-device", "ask-carrier");
const { sql } = stage.db;

const ask = (numbers: unknown, who: Parameters<Stage["call"]>[1] = "bob", more: object = {}) =>
  stage.call("check-device", who, { numbers, ...more });
const states = ({ body }: { body: Json }) => body.numbers.map(({ state }: Json) => state);

test("a list is answered in its order: known ones, none of a landline, one question for a number that comes twice", async () => {
  await stage.control({ capable_rate: 0.5, untold_rate: 0 });
  const asked = ["138 0000 0001", "+8613800000002", "021-62345678", "13800000001", "x"];
  const first = await ask(asked);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.deepEqual(states(first), ["can", "cannot", "invalid", "can", "invalid"]);
  assert.deepEqual([first.body.asked, first.body.untold], [2, null]);
  const [one, two, three] = first.body.numbers;
  assert.deepEqual([one.number, two.vendor, three.problem], ["+86138****0001", null, "not_mobile"]);
  assert.ok(one.vendor !== null && Date.parse(one.asked_at) > 0);
  // Told once, nobody is asked again: not by another member, nor through the other function.
  const again = await stage.call("ask-carrier", "alice", { ask: "capabilities", numbers: asked });
  assert.deepEqual([states(again), again.body.asked], [states(first), 0]);
  const kept = await sql`select hash, template, vendor from private.phone_capabilities`;
  assert.equal(kept.length, 2);
  assert.ok(kept.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash)));
});

test("an answer is asked for again after 30 days, and goes with the erasure of its number", async () => {
  await sql`update private.phone_capabilities set asked_at = asked_at - interval '31 days', supported = not supported`;
  const [gone] = await sql`select count(*)::int as n from private.capability_of('+8613800000001')`;
  assert.equal(gone?.n, 0);
  const again = await ask(["13800000001", "13800000002"]);
  assert.deepEqual([states(again), again.body.asked], [["can", "cannot"], 2]);
  const [now] = await sql`select supported from private.capability_of('+8613800000001')`;
  assert.equal(now?.supported, true, "the newest answer wins");
  await done(
    stage.db.as("alice").rpc("create_erasure", { input: { phone: "13800000001", reason: "本人要求" } }),
  );
  for (let turn = 0; turn < 40; turn += 1) {
    await sql`select private.erase_due()`;
    await sql`update private.erasure_work set next_at = '-infinity'`;
  }
  const [left] = await sql`select count(*)::int as n from private.phone_capabilities`;
  assert.equal(left?.n, 1);
});

test("a carrier that is away, or leaves numbers out, is said, and what is known stands", async () => {
  await stage.control({ error_rate: 1 });
  const away = await ask(["13800000002", "13900000001"]);
  assert.deepEqual([states(away), away.body.untold.code], [["cannot", "unknown"], "away"]);
  assert.match(away.body.untold.words.zh, /运营商无响应/);
  await stage.control({ error_rate: 0, untold_rate: 0.5 });
  const many = Array.from({ length: 40 }, (_, n) => `139000001${String(n).padStart(2, "0")}`);
  const half = await ask(many);
  const unknown = states(half).filter((state: string) => state === "unknown").length;
  assert.ok(unknown > 5 && unknown < 35, `${unknown} of 40`);
  assert.equal(half.body.untold.code, "partly");
  await stage.control({ untold_rate: 0 });
  const rest = await ask(many);
  assert.deepEqual([rest.body.asked, rest.body.untold], [unknown, null]);
});

test("without a channel, or through a carrier that cannot tell, only what is known is told", async () => {
  await sql`update public.channels set state = 'revoked' where id = ${stage.channel}`;
  const none = await ask(["13800000002", "13700000001"]);
  assert.deepEqual([states(none), none.body.untold.code], [["cannot", "unknown"], "no_channel"]);
  await sql`update public.channels set state = 'active' where id = ${stage.channel}`;
});

test("what is no question is refused by its field, and nobody asks through a channel of others", async () => {
  const wrong: [unknown, object, string][] = [
    [[], {}, "numbers"],
    [Array.from({ length: 501 }, () => "13800000001"), {}, "numbers"],
    [[1], {}, "numbers"],
    ["13800000001", {}, "numbers"],
    [["13800000001"], { channel: "x" }, "channel"],
    [["13800000001"], { model: "P50" }, "model"],
  ];
  for (const [numbers, more, field] of wrong) {
    const { status, body } = await ask(numbers, "bob", more);
    assert.deepEqual([status, body.code], [400, "input_invalid"], JSON.stringify(body));
    assert.ok(body.details[field]?.zh, JSON.stringify(body.details));
  }
  const others = await ask(["13800000001"], "mallory", { channel: stage.channel });
  assert.deepEqual([others.status, others.body.code], [404, "not_found"]);
  assert.equal((await ask(["13800000001"], "bob", { template: crypto.randomUUID() })).status, 404);
  assert.equal((await ask(["13800000001"], "nobody")).status, 401);
  assert.equal((await ask(["13800000001"], "bot")).status, 403);
  const odd = await stage.call("ask-carrier", "bob", { ask: "constructor" });
  assert.deepEqual([odd.status, odd.body.code], [400, "input_invalid"]);
});

test("who asks too often is told when to come back", async () => {
  await sql`update private.limits set most = 1 where name = 'person_capabilities'`;
  await sql`truncate private.limit_counts`;
  assert.equal((await ask(["13800000002"])).status, 200);
  const late = await ask(["13800000002"]);
  assert.deepEqual([late.status, late.body.code], [429, "too_many_requests"]);
});

test("a platform admin has the addresses for receipts registered, with an account that is told once", async (t) => {
  let allowed = false;
  const there: Json[] = [];
  const service = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const answer = (status: number, body: Json) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.method === "GET") return answer(200, { data: [] });
    if (!allowed) return answer(403, { error_code: "KM.00000403", error_msg: "te_admin only" });
    there.push({ path: request.url, ...JSON.parse(text) });
    answer(200, { status: "success" });
  });
  await new Promise<void>((ready) => service.listen(0, "127.0.0.1", ready));
  t.after(() => service.close());
  const base_url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const olga = stage.db.as("olga");
  const { idempotent: _, batch_size: __, ...terms } = carrierTerms({ name: "云消息", base_url });
  const keys = { access_key: "AK-OF-THE-TESTS", secret_key: "sk-of-the-tests" };
  const input = { ...terms, adapter: "koomessage", sign_in: "ak_sk", ...keys };
  const { id: carrier } = await done(olga.rpc("create_carrier", { input }));
  const ask = (who: Parameters<Stage["call"]>[1], more: object = { carrier_id: carrier }) =>
    stage.call("ask-carrier", who, { ask: "callbacks", ...more });
  const card = () => cardOf(stage.db, "carrier_cards", carrier, "olga");
  assert.deepEqual([(await card()).callbacks, (await card()).callbacks_address], ["none", null]);

  for (const [who, status, code] of [
    ["nobody", 401, "not_signed_in"],
    ["alice", 404, "not_found"],
    ["bot", 403, "person_only"],
  ] as const) {
    const { status: said, body } = await ask(who);
    assert.deepEqual([said, body.code], [status, code]);
  }
  const [{ id: sandbox } = { id: "" }] = await sql`select id from public.carriers where adapter = 'sandbox'`;
  assert.equal((await ask("olga", { carrier_id: sandbox })).body.code, "wrong_state");
  assert.equal((await ask("olga", {})).body.code, "input_invalid");

  const refused = await ask("olga");
  assert.deepEqual([refused.status, refused.body], [200, { registered: 0, left: 1 }]);
  const pasted = await card();
  assert.equal(pasted.callbacks, "by_hand");
  assert.match(pasted.callbacks_why, /te_admin/);
  assert.match(pasted.callbacks_address, new RegExp(`/receive-receipts/${carrier}/[A-Za-z0-9_-]{32}$`));

  allowed = true;
  // As the panel does: the verb, and the clock has it done.
  await done(olga.rpc("register_callbacks_carrier", { carrier }));
  assert.equal((await card()).callbacks, "waiting");
  assert.deepEqual((await ask("bot", {})).body, { registered: 1, left: 0 });
  assert.deepEqual([(await card()).callbacks, (await card()).callbacks_address], ["registered", null]);
  assert.deepEqual(
    there.map(({ path, url_type, callback_url }) => [path, url_type, callback_url]),
    [
      ["/v1/aim/callbacks", 0],
      ["/v1/aim/callbacks", 1],
      ["/v1/aim/callbacks", 2],
      ["/v1/aim-basic/callbacks", 0],
      ["/v1/aim-basic/callbacks", 1],
    ].map((one) => [...one, pasted.callbacks_address]),
  );
  const logged =
    await sql`select verb from public.audit_log where resource_id = ${carrier} and verb = 'register_callbacks' and code is null`;
  assert.equal(logged.length, 2);

  await done(olga.rpc("rotate_carrier", { carrier, input: keys }));
  assert.equal((await card()).callbacks, "outdated");
  const [row] = await sql`select * from public.carrier_cards where id = ${carrier}`;
  assert.equal(row?.callbacks, null, "nobody but platform admins reads it");
});

/** API-1: somebody holds id and secret of a key and tries each of the vendor's operations: it sends what its standing approvals say, and nothing else. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { pngOf } from "../../../shared/src/ground/files/samples.ts";
import { done, idOf, openAllDay, phones, yunshan } from "../fixtures.ts";
import { byKey, madeKey, madePolicy, standingInput } from "../keys/key_fixtures.ts";
import { basicSignature, basicTemplate } from "../sends/basic_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { moves } from "./fuzz/moves.ts";
import { Player } from "./fuzz/player.ts";
import { Values } from "./fuzz/values.ts";
import { programsOf } from "./programs.ts";
import { signedBy } from "./signed.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "api", "check-template", "check-device");
const { db } = stage;
await openAllDay(db);
await noCaps(db);
await basicSignature(db);
// Limits of calls have tests of their own.
await db.sql`update private.limits set most = 1000000`;
const programs = await programsOf(stage);
const { description } = programs.witness;
const VENDOR = description.operations.filter(({ path }) => path.startsWith("/v1/"));

/** All that policies can give. */
const EVERYTHING = [
  ...["KooMessage FullAccess", "KooMessage Basic Edition FullAccess", "KooMessage SA FullAccess"],
  "RTC Administrator",
];
const leaked = await madeKey(db, { name: "外泄的密钥", policies: EVERYTHING, most_a_minute: 6000 });
const bare = await madeKey(db, { name: "没有策略", most_a_minute: 6000 });
await madePolicy(db, "只看发送", "KooMessage:sendTask:list");
const reader = await madeKey(db, { name: "只看发送", policies: ["只看发送"] });
const ask = signedBy(leaked, programs);
const good = async (...call: Parameters<typeof ask>): Promise<Json> => {
  const { status, body } = await ask(...call);
  assert.equal(status, 200, `${call[0]} ${call[1]}: ${JSON.stringify(body)}`);
  return body;
};

/** What an answer has in lists, however deep. */
const listed = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return [...value, ...value.flatMap(listed)];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(listed);
};

test("a key without a policy is told nothing and does nothing on any of the vendor's operations", async () => {
  const asks = signedBy(bare, programs);
  const wrong: string[] = [];
  for (const { method, path, it } of VENDOR) {
    const form = it.requestBody?.content["multipart/form-data"] && new FormData();
    form?.append(
      "file",
      new Blob([pngOf(20, 20) as Uint8Array<ArrayBuffer>], { type: "image/png" }),
      "a.png",
    );
    const isRead = method === "get";
    const { status, body } = await asks(method.toUpperCase(), path.replace(/\{\w+\}/g, randomUUID()), {
      ...(isRead ? {} : form ? { form } : { data: {} }),
    });
    const nothing = isRead && status === 200 && listed(body).length === 0;
    if (!nothing && (status < 400 || status >= 500)) wrong.push(`${method} ${path}: ${status}`);
  }
  assert.deepEqual(wrong, []);
  assert.equal(VENDOR.length, 62);
  const [acts] = await db.sql`select count(*)::int as n from public.audit_log
    where actor = ${bare.id} and outcome = 'granted'`;
  assert.equal(acts?.n, 0);
});

/** What a send of a card names, as whoever listens to the key has seen it. */
const sms_tpl_id = await idOf(db, "sms_templates", "订单通知");
const [sms_channel] = await db.sql`
  select c.number as channel_number, a.name as sms_app_name, g.name as sms_sign from public.sms_templates m
  join public.sms_template_versions v on v.id = m.live_version_id
  join public.sms_signatures g on g.id = v.signature_id join public.sms_apps a on a.id = g.app_id
  cross join public.channels c where m.id = ${sms_tpl_id} and c.enterprise_id = ${await yunshan(db)} and c.is_default`;
const tpl_id = await idOf(db, "templates", "签收提醒");
let next = 5_000;
/** Numbers that nobody has sent to. */
const fresh = (count: number): string[] => {
  next += count;
  return phones(count, next).map((phone) => phone.replace("+86", ""));
};

const stateOf = async (id: string): Promise<string> =>
  (await db.sql`select state from public.sends where id = ${id}`)[0]?.state;

/** Sends a card to so many numbers. Answers how its send is. */
async function card(count: number): Promise<string> {
  const { task_id } = await good("POST", "/v1/aim/send-tasks", {
    data: {
      task_name: `外泄 ${randomUUID().slice(0, 6)}`,
      sms_channel: { ...sms_channel, sms_tpl_id },
      resolve_task: {
        ...{ tpl_id, resolve_times: 1, aim_code_type: "individual", expiration_time: 7 },
        params: fresh(count).map((cust_flag) => ({
          cust_flag,
          dync_params: { name: "张女士", order_no: "1", pickup_code: "7" },
        })),
      },
    },
  });
  return stateOf(task_id);
}

test("of its sends those go out that a standing approval covers; all others wait, by whichever operation", async () => {
  assert.equal(await card(1), "in_review", "there is no plan yet");
  const plan = { ...(await standingInput(db, "外泄的密钥可以发送")), access_key_id: leaked.id };
  const { id } = await done(db.as("bob").rpc("create_standing_approval", { input: plan }));
  assert.equal(await card(1), "in_review", "the plan waits still");
  await done(db.as("carol").rpc("approve_standing_approval", { standing_approval: id }));
  assert.equal(await card(2), "expanding");
  assert.equal(await card(4), "in_review", "three a call");
  assert.equal(await card(3), "expanding");
  assert.equal(await card(1), "in_review", "five a day");

  const [signature] = await db.sql`select id from public.sms_signatures where name = '云杉商城'`;
  const { template_id } = await good("POST", "/v1/sms/templates", {
    data: {
      ...{ signature_id: signature?.id, template_name: "外泄的短信", template_content: "请点击领奖" },
      variable_attributes: [],
    },
  });
  const text = { template_id, template_params: [] };
  const early = await ask("POST", "/v1/aim/sms/messages", { data: { ...text, to: fresh(1) } });
  assert.deepEqual([early.status, early.body.error_code], [400, "E200030"], "what it wrote nobody has read");
  await done(db.as("carol").rpc("approve_sms_template", { sms_template: template_id }));
  const one = await good("POST", "/v1/aim/sms/messages", { data: { ...text, to: fresh(1) } });
  assert.equal(await stateOf(one.task_id), "in_review");
  const several = await good("POST", "/v1/aim/sms/diff-messages", {
    data: {
      channel_num: sms_channel?.channel_number,
      sms_content: [1, 1].map((count) => ({ ...text, to: fresh(count) })),
    },
  });
  assert.equal(await stateOf(several.task_id), "in_review");
  const basic = await good("POST", "/v1/aim-basic/send-tasks", {
    data: { task_name: "外泄", tpl_id: await basicTemplate(db), exdata: "入会时同意", mobiles: fresh(1) },
  });
  assert.equal(await stateOf(basic.data.task_id), "in_review");
});

test("an address of its own is told nothing, also where a member lets receipts be posted to another", async () => {
  const alice = db.as("alice");
  const [told] = await db.sql`select id from public.callbacks
    where enterprise_id = ${await yunshan(db)} and kind = 'send'`;
  const postingOf = async () =>
    (await alice.rows("select posting from public.callback_cards where id = $1", [told?.id]))[0]?.posting;
  const theirs = { url: "https://crm.example.com/receipts" };
  await done(alice.rpc("update_callback", { callback: told?.id, input: theirs }));
  await done(alice.rpc("rotate_callback", { callback: told?.id }));
  assert.equal(await postingOf(), "on");
  const data = { callback_url: "https://thief.example.com/", url_type: 0 };
  await good("POST", "/v1/aim/callbacks", { data });
  assert.equal(await postingOf(), "off");
  for (const verb of ["rotate_callback", "resume_callback", "test_callback"] as const)
    assert.ok((await byKey(db, leaked.key_id).rpc(verb, { callback: told?.id })).error, verb);
  assert.equal(await postingOf(), "off");
});

test("whatever else is asked of each operation, nobody's decision is taken and nothing more goes out", async () => {
  // Behind the gateway, which refuses some of it itself.
  const base = `${stage.direct("api")}/api`;
  const player = new Player(stage, base, { key: leaked, "test key": bare, "revoked key": bare });
  const values = new Values(description);
  const reads = VENDOR.filter(({ method }) => method === "get");
  // Lists first: their ids are tried in what follows.
  for (const operation of [...reads, ...VENDOR])
    for (const move of fc.sample(moves({ operations: [operation] }, values), { numRuns: 4, seed: 33 }))
      await player.play({ ...move, who: "key" });
  const decided = await db.sql`select distinct a.resource || '.' || a.verb as what from public.audit_log a
    join private.transitions t on t.resource = a.resource and t.verb = a.verb
    where a.actor = ${leaked.id} and a.outcome = 'granted' and (t.asks_mfa or t.names_shown or t.needs_sudo)`;
  assert.deepEqual(
    decided.map(({ what }) => what),
    [],
  );
  const out = await db.sql`select s.name from public.sends s
    where s.submitted_by = ${leaked.id} and s.state not in ('draft', 'in_review', 'rejected')
      and not exists (select from public.standing_uses u where u.send_id = s.id)`;
  assert.deepEqual(
    out.map(({ name }) => name),
    [],
  );
  const [used] = await db.sql`select sum(numbers)::int as n from public.standing_uses`;
  assert.equal(used?.n, 5);
});

test("a right to list sends lists them, without what number files are called", async () => {
  const bearer = { authorization: `Bearer ${reader.key_id}.${reader.secret}` };
  const { status, body } = await programs.ask("GET", "/resources/sends", "nobody", { headers: bearer });
  assert.equal(status, 200);
  const covered = body.items.filter((send: Json) => send.state === "expanding");
  assert.deepEqual(
    covered.map((send: Json) => [send.intended, send.file_name]),
    [
      [3, null],
      [2, null],
    ],
  );
  const tasks = await signedBy(reader, programs)("GET", "/v1/aim/send-tasks");
  assert.ok(tasks.body.page_info.total >= 6);
});

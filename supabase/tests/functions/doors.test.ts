import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { importAll, phones, upload } from "./numbers.ts";
import { account, approvedSend, dispatchAll, settled, tick, untilDone, untilSending } from "./sends.ts";
import { type Json, openStage, type Stage } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage(
    { volatile: true },
    "import-numbers",
    "dispatch",
    "receive-receipts",
    "link",
    "submit-templates",
  );
});
after(() => stage.close());

let used = 0;
/** A send of `count` numbers, handed over to a carrier that keeps its receipts for itself (a week). */
async function handedOver(count: number): Promise<string> {
  const rows = phones(count, used).map(
    (phone, index) => `${phone},<i>张${index}</i>,YS${index},6-2-${index}`,
  );
  used += count;
  const csv = `手机号,name,order_no,pickup_code\n${rows.join("\n")}\n`;
  const file = await upload(stage, "doors.csv", new TextEncoder().encode(csv));
  await importAll(stage, file);
  const send = await approvedSend(stage, file);
  await untilSending(stage, send);
  await stage.control({ receipt_delay_ms: [600_000, 600_000] });
  await dispatchAll(stage);
  assert.equal((await account(stage, send)).handed, count);
  return send;
}

async function idsOf(send: string): Promise<string[]> {
  const rows = await stage.world.sql`select id from public.deliveries where send_id = ${send} order by id`;
  return rows.map(({ id }) => String(id));
}

type Post = { secret?: string; channel?: string; at?: Date; headers?: Record<string, string> };

/** A call as the carrier makes it. */
async function report(body: unknown, post: Post = {}): Promise<{ status: number; body: Json }> {
  const { secret = stage.webhookSecret, channel = stage.channel, at = new Date(), headers = {} } = post;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${stage.api}/functions/v1/receive-receipts/${channel}`, {
    method: "POST",
    headers: {
      "webhook-id": "call-1",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign("call-1", at, text),
      ...headers,
    },
    body: text,
  });
  return { status: answer.status, body: await answer.json() };
}

const receipts = (ids: readonly string[], status: string) => ({
  type: "receipts",
  receipts: ids.map((reference) => ({
    reference,
    carrier_id: `c${reference}`,
    status,
    code: status.toUpperCase(),
    vendor: "huawei",
    at: new Date().toISOString(),
  })),
});

/** Everything that a receipt could change. */
async function picture(send: string): Promise<string> {
  const { sql } = stage.world;
  const deliveries = await sql`select * from public.deliveries where send_id = ${send} order by id`;
  const strangers = await sql`select * from public.receipts`;
  const ledger = await sql`select count(*) from public.quota_ledger`;
  const seen = (_name: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return JSON.stringify([deliveries, strangers, ledger], seen);
}

test("a forged, old or altered call is 401 and changes nothing, and an unknown channel is no different", async () => {
  const send = await handedOver(3);
  const call = receipts(await idsOf(send), "delivered");
  const before = await picture(send);
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const forged: Post[] = [
    { secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` },
    { at: minutes(-6) },
    { at: minutes(6) },
    { headers: { "webhook-id": "call-2" } },
    { headers: { "webhook-signature": "v1,AAAA" } },
    { headers: { "webhook-signature": "" } },
    { channel: randomUUID() },
  ];
  const answers = await Promise.all(forged.map((post) => report(call, post)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    forged.map(() => 401),
  );
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
  assert.equal(await picture(send), before);
  assert.equal((await report("{")).status, 400);
  assert.equal((await report({ type: "gossip" })).status, 400);
  assert.equal(await picture(send), before);
});

test("receipts in any order, repeated and at once, leave each number where the best of them says", async () => {
  const send = await handedOver(300);
  const ids = await idsOf(send);
  const [good, bad, late] = [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)];
  const calls = [
    receipts(good, "delivered"),
    receipts([...bad].reverse(), "failed"),
    receipts(late, "expired"),
    receipts([...late].reverse(), "delivered"),
    receipts([...good, ...late], "failed"),
    receipts(
      ids.toReversed().filter((id) => !bad.includes(id)),
      "delivered",
    ),
    receipts(bad, "expired"),
  ];
  const answers = await Promise.all([...calls, ...calls, ...calls].map((call) => report(call)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.deepEqual(await settled(stage, send), { delivered: 200, failed: 100 });
  const end = await untilDone(stage, send);
  assert.deepEqual([end.delivered, end.failed, end.handed], [200, 100, 0]);
});

test("one bad receipt, or one nobody knows, does not cost the others: the carrier need not send again", async () => {
  const send = await handedOver(2);
  const [one = "", other = ""] = await idsOf(send);
  const call = receipts([one, "no reference of ours", "999999999", other], "delivered");
  const broken = {
    ...call,
    receipts: [...call.receipts, { reference: one, status: "perhaps" }, { reference: "\0" }],
  };
  const { status, body } = await report(broken);
  assert.equal(status, 200);
  assert.deepEqual([body.applied, body.unknown, body.faults.length > 0], [2, 2, true]);
  assert.deepEqual(await settled(stage, send), { delivered: 2 });
  const strangers = await stage.world.sql`select reference from public.receipts order by reference`;
  assert.deepEqual(
    strangers.map(({ reference }) => reference),
    ["999999999", "no reference of ours"],
  );
});

test("whoever replies R is not written to again under that signature, however the carrier writes the number", async () => {
  const [phone = ""] = phones(1, 700_000);
  const reply = {
    id: "reply-1",
    from: phone,
    channel: "106900001",
    signature: "云杉商城",
    text: " ｒ ",
    at: new Date().toISOString(),
  };
  const first = await report({
    type: "replies",
    replies: [reply, { ...reply, id: "reply-2", from: "nobody", text: "好的" }],
  });
  assert.deepEqual([first.status, first.body.fresh, first.body.opted_out], [200, 2, 1]);
  const again = await report({ type: "replies", replies: [reply] });
  assert.deepEqual([again.status, again.body.fresh], [200, 0]);
  const [row] = await stage.world
    .sql`select signature, reason from public.opt_outs where phone = ${`+86${phone}`}`;
  assert.deepEqual({ ...row }, { signature: "云杉商城", reason: "reply" });
});

/** The short link of the first delivery of a send of one. */
async function aLink(): Promise<{ url: string; id: string; send: string }> {
  const send = await handedOver(1);
  const [row] = await stage.world
    .sql`select id, private.link_code(id) as code from public.deliveries where send_id = ${send}`;
  return { url: `${stage.api}/l/${row?.code}`, id: String(row?.id), send };
}

test("of many phones that ask for one link at once exactly one gets the card, and it is counted once", async () => {
  const { url, id, send } = await aLink();
  const asked = await Promise.all(
    Array.from({ length: 40 }, () => fetch(url, { headers: { "x-aim-vendor": "huawei" } })),
  );
  const statuses = asked.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, ...Array.from({ length: 39 }, () => 410)]);
  const card: Json = await asked.find(({ status }) => status === 200)?.json();
  assert.equal(card.vendor, "huawei");
  assert.match(JSON.stringify(card), /<i>张0<\/i>/);
  const [row] = await stage.world.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 1);
  await tick(stage);
  assert.equal(Number((await account(stage, send)).resolved), 1);
});

test("previews, HEAD and browsers see the page and use nothing up", async () => {
  const { url, id } = await aLink();
  const slack = await fetch(`${url}?vendor=huawei`, {
    headers: { "user-agent": "Slackbot-LinkExpanding 1.0" },
  });
  const preview = await slack.text();
  assert.match(preview, /og:title/);
  assert.doesNotMatch(preview, /张0/);
  assert.equal((await fetch(url, { method: "HEAD", headers: { "x-aim-vendor": "huawei" } })).status, 200);
  const person = await fetch(url, { headers: { "user-agent": "Mozilla/5.0 (iPhone)" } });
  const page = await person.text();
  assert.match(page, /&lt;i&gt;张0&lt;\/i&gt;/);
  assert.doesNotMatch(page, /<i>|<script/);
  const [row] = await stage.world.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 0);
  const events = await stage.world
    .sql`select kind from public.link_events where code = ${url.split("/").at(-1) ?? ""} order by id`;
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["bot", "bot", "human"],
  );
  assert.equal(
    (await fetch(url, { headers: { "x-aim-vendor": "honor" } })).status,
    200,
    "it is still to be had",
  );
});

test("an expired link is gone, one for other phones is refused, and a guess finds nothing", async () => {
  const { url, send } = await aLink();
  assert.equal(
    (await fetch(url, { headers: { "x-aim-vendor": "oppo" } })).status,
    406,
    "the template is not for OPPO",
  );
  await stage.world
    .sql`update public.sends set links_expire_at = now() - interval '1 minute' where id = ${send}`;
  const phone = await fetch(url, { headers: { "x-aim-vendor": "huawei" } });
  assert.deepEqual([phone.status, ((await phone.json()) as Json).code], [410, "link_expired"]);
  assert.equal((await fetch(url)).status, 410);
  for (const code of ["AAAAAAAA", "zzzzzzzz", "x", "AAAAAAAAA"]) {
    assert.equal((await fetch(`${stage.api}/l/${code}`)).status, 404);
    assert.equal(
      (await fetch(`${stage.api}/l/${code}`, { headers: { "x-aim-vendor": "huawei" } })).status,
      404,
    );
  }
});

test("an approved template goes to the carrier, and each vendor's word comes back", async () => {
  const { sql } = stage.world;
  await stage.control({ template_delay_ms: [0, 20], template_reject: { oppo: "图片不清晰" } });
  const [template] = await sql`select id from public.templates where name = '会员日图文'`;
  const approved = await stage.world
    .as("carol")
    .rpc("approve_template", { template: template?.id, reason: "Fine." });
  assert.equal(approved.error, null, JSON.stringify(approved.error));
  assert.equal((await tick(stage)).templates, true);

  await stage.control({ error_rate: 1 });
  assert.deepEqual((await stage.call("submit-templates", "bot")).body, { submitted: 0, failed: 1 });
  await stage.control({ error_rate: 0 });
  assert.deepEqual(
    (await stage.call("submit-templates", "bot")).body,
    { submitted: 0, failed: 0 },
    "it waits",
  );
  await sql`update private.vendor_handoffs set lease_until = '-infinity' where done_at is null`;
  assert.deepEqual((await stage.call("submit-templates", "bot")).body, { submitted: 1, failed: 0 });
  for (;;) {
    const waiting =
      await sql`select from public.vendor_reviews r join public.template_versions v on v.id = r.version_id
      where v.template_id = ${template?.id} and r.state = 'pending'`;
    if (waiting.length === 0) break;
    await pause(20);
  }
  const rows = await stage.world
    .as("bob")
    .rows("select state, vendor_states from public.template_cards where id = $1", [template?.id]);
  const states: Record<string, Json> = Object.fromEntries(
    rows[0].vendor_states.map((one: Json) => [one.vendor, one]),
  );
  assert.equal(rows[0].state, "approved");
  assert.deepEqual(
    [states.huawei.state, states.oppo.state, states.oppo.reason],
    ["approved", "rejected", "图片不清晰"],
  );
});

test("only the bot and the service key hand templates over", async () => {
  const status = async (who: Parameters<Stage["call"]>[1]) =>
    (await stage.call("submit-templates", who)).status;
  assert.deepEqual(
    await Promise.all([status("nobody"), status("alice"), status("bot"), status("service")]),
    [401, 403, 200, 200],
  );
});

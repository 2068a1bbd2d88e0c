import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type NetworkPart, networksText, networkWarnings } from "../../../shared/src/sends/networks.ts";
import {
  booksAgree,
  buttonOf,
  cardOf,
  channelOf,
  clearStage,
  done,
  handOver,
  idOf,
  report,
  startedSend,
  typed,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { laidSignature } from "../sms/sms_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** NET-1: links at risk, and a signature's state at each network, before an approval and after the send. */
const db = await testDatabase({ last: booksAgree });
const NUMBERS = ["+8613800138001", "+8613800138002", "+8618900138001", "+8615500138001"];
const channel = await channelOf(db, await yunshan(db));
const setChannel = (link_risk: string[], person: "alice" | "dan" = "alice") =>
  db.as(person).rpc("update_channel", { channel, input: { rate_per_s: null, link_risk } });
const stateAt = async (network: string): Promise<string> =>
  (
    await db.sql`select n.id from public.signature_networks n join public.sms_signatures g on g.id = n.signature_id
      where g.name = '云杉商城' and n.network = ${network}::public.network`
  )[0]?.id;
const waiting = async (numbers = NUMBERS) => waitingSend(db, { file: await typed(db, numbers) });
const warned = async (send: string) => networkWarnings(await cardOf(db, "send_cards", send), "en");

beforeEach(async () => {
  await clearStage(db);
  await done(setChannel([]));
  await db.sql`update public.signature_networks set state = 'reported', source = 'carrier', decided_by = null, reason = null`;
});

test("who manages a channel says where links are at risk on it, and nobody else does", async () => {
  const card = await done(setChannel(["telecom", "unicom"]));
  assert.deepEqual(card.link_risk, ["telecom", "unicom"]);
  const kept = await done(db.as("alice").rpc("update_channel", { channel, input: { rate_per_s: 5 } }));
  assert.deepEqual(kept.link_risk, ["telecom", "unicom"]);
  assert.equal((await setChannel(["telecom"], "dan")).error?.code, "forbidden");
  assert.equal((await setChannel(["unknown"])).error?.code, "input_invalid");
});

test("an approver is shown how many of the audience are at a network where links are at risk", async () => {
  const send = await waiting();
  assert.deepEqual(await warned(send), []);
  const { networks } = await cardOf(db, "send_cards", send);
  assert.deepEqual(
    networks.map(({ network, numbers, link_risk, signature }: NetworkPart) => [
      network,
      numbers,
      link_risk,
      signature,
    ]),
    [
      ["mobile", 2, false, "reported"],
      ["unicom", 1, false, "reported"],
      ["telecom", 1, false, "reported"],
    ],
  );
  assert.equal(
    networksText({ networks }, "en"),
    "China Mobile 2 (50.0 %); China Unicom 1 (25.0 %); China Telecom 1 (25.0 %) (estimated by prefix)",
  );
  await done(setChannel(["telecom"]));
  assert.deepEqual(await warned(send), [
    "Link risk: texts with links are often blocked by China Telecom on this channel. This affects 1 number (25.0 %, estimated by prefix).",
  ]);
  assert.deepEqual(await warned(await waiting(NUMBERS.slice(0, 2))), [], "none of its numbers is there");
});

test("what is at risk is part of what was shown, and no part of what an approval of a plan binds", async () => {
  const send = await waiting();
  const { shown } = await buttonOf(db.as("carol"), "send", send);
  const [before] = await db.sql`select private.send_hash(${send}) as hash`;
  await done(setChannel(["telecom"]));
  const { error } = await db.as("carol").rpc("approve_send", { send, shown });
  assert.equal(error?.code, "shown_changed");
  assert.deepEqual((await db.sql`select private.send_hash(${send}) as hash`)[0], before);
  await done(
    db.as("carol").rpc("approve_send", { send, shown: (await buttonOf(db.as("carol"), "send", send)).shown }),
  );
});

test("a text without a link has no risk", async () => {
  const send = await waiting();
  await done(setChannel(["telecom"]));
  await db.sql`update public.sends set sms_text = '您的订单已送达。' where id = ${send}`;
  assert.deepEqual(await warned(send), []);
  for (const [text, has] of [
    ["点击 {link} 查看", true],
    ["见 HTTPS://a.cn", true],
    ["见 mall.example.com/a", true],
    ["金额 3.50 元，共 1/2", false],
    ["版本 2.0 已发布", false],
  ] as const)
    assert.equal((await db.sql`select private.has_link(${text}) as has`)[0]?.has, has, text);
});

test("after the send the report stands beside the forecast", async () => {
  await done(setChannel(["telecom"]));
  const send = await startedSend(db, { file: await typed(db, NUMBERS) });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 2), "delivered", { network: "mobile" });
  await report(db, ids.slice(2, 3), "failed");
  assert.deepEqual(await warned(send), [
    "Link risk: by prefix, 1 number was estimated to be on China Telecom. Of 1 sent to the carrier, 0 were delivered and 1 failed.",
  ]);
  assert.equal(
    networksText(await cardOf(db, "send_cards", send), "en"),
    "China Mobile: 2 sent, 2 delivered, 0 failed; China Unicom: 1 sent, 0 delivered, 0 failed; China Telecom: 1 sent, 0 delivered, 1 failed (50.0 % of these are estimated by prefix)",
  );
});

test("a platform admin writes down where a signature is reported, the enterprise reads it, and approvers are told", async () => {
  const send = await waiting();
  const telecom = await stateAt("telecom");
  const olga = db.as("olga");
  const refuse = (reason = "") =>
    olga.rpc("refuse_signature_network", { signature_network: telecom, reason });
  assert.equal((await refuse()).error?.code, "reason_required");
  const card = await done(refuse("材料不全"));
  assert.deepEqual(
    [card.state, card.source, card.name, card.reason],
    ["refused", "platform", "云杉商城", "材料不全"],
  );
  await done(olga.rpc("withdraw_signature_network", { signature_network: await stateAt("unicom") }));
  assert.deepEqual(await warned(send), [
    "The signature isn't registered with China Unicom yet. An estimated 1 number (by prefix) may be blocked.",
    "China Telecom rejected the signature. An estimated 1 number (by prefix) may be blocked.",
  ]);
  const read = await db
    .as("bob")
    .rows("select state, reason from public.signature_network_cards where id = $1", [telecom]);
  assert.deepEqual([read[0]?.state, read[0]?.reason], ["refused", "材料不全"]);
  assert.deepEqual(
    await db.as("mallory").rows("select 1 from public.signature_networks where id = $1", [telecom]),
    [],
  );
  const { error } = await db.as("alice").rpc("report_signature_network", { signature_network: telecom });
  assert.equal(error?.code, "platform_admin_only");
  await done(olga.rpc("report_signature_network", { signature_network: telecom }));
  const log = await db
    .as("alice")
    .rows(
      "select verb, reason from public.audit_log where resource = 'signature_network' and resource_id = $1 and outcome = 'granted' order by id",
      [telecom],
    );
  assert.deepEqual(
    log.map(({ verb, reason }) => [verb, reason]),
    [
      ["refuse", "材料不全"],
      ["report", null],
    ],
  );
});

test("an approved signature has a row a network; where no carrier says so, it is not reported yet", async () => {
  const app = await idOf(db, "sms_apps", "mall");
  const made = async () =>
    laidSignature(db, {
      ...{ home: await yunshan(db), app, state: "approved" },
      name: `云杉${Math.random().toString(36).slice(2, 8)}`,
    });
  const states = async (signature: string) =>
    (
      await db.sql`select network, state, source from public.signature_networks where signature_id = ${signature} order by network`
    ).map(({ network, state, source }) => `${network} ${state} ${source}`);
  const all = ["mobile", "unicom", "telecom", "broadnet"];
  assert.deepEqual(
    await states(await made()),
    all.map((one) => `${one} reported carrier`),
  );
});

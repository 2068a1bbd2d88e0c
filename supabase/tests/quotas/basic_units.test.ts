import assert from "node:assert/strict";
import { test } from "node:test";
import {
  booksAgree,
  bought,
  claim,
  done,
  handOver,
  laidOut,
  openAllDay,
  recordHandoff,
  references,
  refusal,
  report,
  setSendSettings,
  tick,
} from "../fixtures.ts";
import { basicApproved, basicDraft, basicFile, basicStarted } from "../sends/basic_fixtures.ts";
import { clearQueue, noCaps } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-2: the basic edition is paid by message and network: packages of the network, then those for three networks, then pay-as-you-go. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
const soon = new Date(Date.now() + 20 * 86_400_000).toISOString();
const later = new Date(Date.now() + 40 * 86_400_000).toISOString();

let used = 0;
/** So many numbers of each network, by prefix. */
function numbersOf(counts: {
  mobile?: number;
  unicom?: number;
  telecom?: number;
  broadnet?: number;
}): string[] {
  const prefixes = { mobile: "139", unicom: "130", telecom: "133", broadnet: "192" } as const;
  return Object.entries(counts).flatMap(([network, count]) =>
    Array.from({ length: count }, () => {
      used += 1;
      return `+86${prefixes[network as keyof typeof prefixes]}${String(20_000_000 + used)}`;
    }),
  );
}

/** What each package, by its spec and order, and pay-as-you-go hold and have settled for a send. */
async function lines(send: string) {
  const rows =
    await db.sql`select coalesce(p.spec, 'payg') as spec, r.network::text, (r.reserved - r.settled - r.released)::int as open, r.settled::int
    from private.reservations r left join public.packages p on p.id = r.package_id where r.holder_id = ${send} order by r.ordinal`;
  return rows.map(
    ({ spec, network, open, settled }) => `${spec}/${network}: ${open} open, ${settled} settled`,
  );
}

/** Nothing is left of the packages before it, so that each story has its own. */
async function noPackages(): Promise<void> {
  await clearQueue(db);
  await tick(db);
  await db.sql`update public.packages set expires_at = now() where kind = 'basic'`;
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
}

const started = async (counts: Parameters<typeof numbersOf>[0], wishes: Record<string, unknown> = {}) =>
  basicStarted(db, { file: await basicFile(db, { numbers: numbersOf(counts) }), ...wishes });

test("each network takes its own packages first, then those for three, then pay-as-you-go", async () => {
  await noPackages();
  await bought(db, 2, { kind: "basic", spec: "unicom", expires: later });
  await bought(db, 1, { kind: "basic", spec: "unicom", expires: soon });
  await bought(db, 3, { kind: "basic", expires: soon });
  const file = await basicFile(db, { numbers: numbersOf({ mobile: 2, unicom: 4, telecom: 1 }) });
  const draft = await basicDraft(db, { file });
  await done(db.as("bob").rpc("submit_send", { send: draft }));
  const [{ cost }] = await db.as("dan").rows("select cost from public.send_cards where id = $1", [draft]);
  assert.deepEqual([cost.units, cost.packages, cost.pay_as_you_go], [7, 6, 1]);
  assert.deepEqual(cost.left, { three_network: 3, mobile: 0, unicom: 3, telecom: 0 });
  assert.deepEqual(cost.networks, { mobile: 2, unicom: 4, telecom: 1 });
  await done(db.as("carol").rpc("approve_send", { send: draft }));
  assert.deepEqual(await lines(draft), [
    "three_network/mobile: 2 open, 0 settled",
    "unicom/unicom: 1 open, 0 settled",
    "unicom/unicom: 2 open, 0 settled",
    "three_network/unicom: 1 open, 0 settled",
    "payg/telecom: 1 open, 0 settled",
  ]);
  await booksAgree(db);
});

test("delivered and timed out are paid; failed, expired and what never went out are not", async () => {
  await noPackages();
  await bought(db, 100, { kind: "basic" });
  const send = await started({ mobile: 6 });
  const batch = await claim(db);
  const ids = references(batch);
  await recordHandoff(db, batch?.batch ?? 0, ids.slice(5), "rejected");
  await recordHandoff(db, batch?.batch ?? 0, ids.slice(0, 5));
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1, 2), "failed");
  await report(db, ids.slice(2, 3), "expired");
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 3 settled"]);
  // The end of a time-out: one failed after all and gives its unit back, one came and costs no second one.
  await report(db, ids.slice(3, 4), "failed");
  await report(db, ids.slice(4, 5), "delivered");
  await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 2 settled"]);
  const [reason] =
    await db.sql`select count(*)::int as n from public.quota_ledger where reason = 'late failure' and send_id = ${send}`;
  assert.equal(reason?.n, 2);
  // What had failed came all the same.
  await report(db, ids.slice(1, 2), "delivered");
  await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 3 settled"]);
  await booksAgree(db, "moved");
});

test("the network that a receipt names is the one that pays", async () => {
  await noPackages();
  await bought(db, 5, { kind: "basic", spec: "unicom" });
  await bought(db, 5, { kind: "basic", spec: "telecom" });
  const send = await started({ unicom: 3 });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1, 2), "delivered", { network: "telecom" });
  await report(db, ids.slice(2, 3), "failed", { network: "telecom" });
  await tick(db);
  assert.deepEqual(await lines(send), [
    "unicom/unicom: 0 open, 1 settled",
    "telecom/telecom: 0 open, 1 settled",
  ]);
  await booksAgree(db);
});

test("a unit of a package that expired meanwhile pays in whichever network its number is, as given back it were lost", async () => {
  await noPackages();
  const bundle = await bought(db, 3, { kind: "basic" });
  const send = await started({ mobile: 1, unicom: 2 });
  const ids = await handOver(db);
  await db.sql`update public.packages set expires_at = now() where id = ${bundle}`;
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1, 2), "delivered", { network: "telecom" });
  await report(db, ids.slice(2, 3), "failed");
  await tick(db);
  assert.deepEqual(await lines(send), [
    "three_network/mobile: 0 open, 1 settled",
    "three_network/unicom: 0 open, 0 settled",
    "three_network/telecom: 0 open, 1 settled",
  ]);
  await booksAgree(db);
});

test("a late receipt that names another network moves what was paid", async () => {
  await noPackages();
  await bought(db, 5, { kind: "basic", spec: "unicom" });
  const send = await started({ unicom: 1 });
  const ids = await handOver(db);
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await tick(db);
  assert.deepEqual(await lines(send), ["unicom/unicom: 0 open, 1 settled"]);
  await report(db, ids, "delivered", { network: "mobile" });
  await tick(db);
  assert.deepEqual(await lines(send), ["unicom/unicom: 0 open, 0 settled", "payg/mobile: 0 open, 1 settled"]);
  await booksAgree(db, "moved");
});

test("numbers that moved since the reservation are paid in their own network", async () => {
  await noPackages();
  await bought(db, 5, { kind: "basic", spec: "unicom" });
  await bought(db, 5, { kind: "basic", spec: "telecom" });
  const send = await started({ unicom: 2, telecom: 1 });
  // Laid out with another forecast than they were counted with.
  await db.sql`update public.deliveries set network = 'telecom' where send_id = ${send}`;
  await report(db, await handOver(db), "delivered");
  await tick(db);
  assert.deepEqual(await lines(send), [
    "unicom/unicom: 0 open, 0 settled",
    "telecom/telecom: 0 open, 3 settled",
  ]);
});

test("of a network without packages, and of one that is not known, those for three networks pay", async () => {
  await noPackages();
  await bought(db, 9, { kind: "basic", spec: "mobile" });
  await bought(db, 2, { kind: "basic" });
  const send = await basicApproved(db, {
    file: await basicFile(db, { numbers: numbersOf({ broadnet: 3 }) }),
  });
  assert.deepEqual(await lines(send), [
    "three_network/broadnet: 2 open, 0 settled",
    "payg/broadnet: 1 open, 0 settled",
  ]);
});

test("without pay-as-you-go what no package of their networks covers is refused whole", async () => {
  await noPackages();
  await bought(db, 9, { kind: "basic", spec: "mobile" });
  await setSendSettings(db, {
    pay_as_you_go: false,
    marketing_per_hour: 1000,
    marketing_per_day: 1000,
    notice_per_minute: 1000,
    notice_per_day: 1000,
  });
  const send = await basicDraft(db, {
    file: await basicFile(db, { numbers: numbersOf({ mobile: 2, unicom: 3 }) }),
  });
  await done(db.as("bob").rpc("submit_send", { send }));
  const { error } = await db.as("carol").rpc("approve_send", { send });
  assert.equal(error?.code, "quota_short");
  assert.deepEqual(JSON.parse(error?.details ?? "{}"), { missing: 3, needed: 5 });
  await bought(db, 3, { kind: "basic" });
  await done(db.as("carol").rpc("approve_send", { send }));
  assert.deepEqual(await lines(send), [
    "mobile/mobile: 2 open, 0 settled",
    "three_network/unicom: 3 open, 0 settled",
  ]);
  await setSendSettings(db, {
    pay_as_you_go: true,
    marketing_per_hour: 1000,
    marketing_per_day: 1000,
    notice_per_minute: 1000,
    notice_per_day: 1000,
  });
});

test("a cancelled send keeps units for what is on its way alone, and in the end none", async () => {
  await noPackages();
  await bought(db, 50, { kind: "basic" });
  await db.sql`update public.channels set batch_size = 2`;
  const send = await started({ mobile: 5 });
  const ids = await handOver(db);
  await done(db.as("bob").rpc("cancel_send", { send }));
  assert.deepEqual(await lines(send), ["three_network/mobile: 2 open, 0 settled"]);
  await report(db, ids.slice(0, 1), "delivered");
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 2 settled"]);
  assert.deepEqual(
    await db.sql`select from private.holds where holder_id = ${send}`.then((rows) => rows.length),
    0,
  );
  await booksAgree(db, "moved");
});

test("what nobody knows the end of gives its unit back when the send is over, and takes one if it comes", async () => {
  await noPackages();
  await bought(db, 50, { kind: "basic" });
  const send = await started({ mobile: 2 });
  const batch = await claim(db);
  const ids = references(batch);
  await recordHandoff(db, batch?.batch ?? 0, ids.slice(0, 1), "unknown");
  await recordHandoff(db, batch?.batch ?? 0, ids.slice(1));
  await report(db, ids.slice(1), "delivered");
  for (let turn = 0; turn < 5; turn += 1) await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 1 settled"]);
  const [over] =
    await db.sql`select count(*)::int as n from public.quota_ledger where reason = 'send over' and send_id = ${send}`;
  assert.equal(over?.n, 2);
  await report(db, ids.slice(0, 1), "delivered");
  await tick(db);
  assert.deepEqual(await lines(send), ["three_network/mobile: 0 open, 2 settled"]);
  await booksAgree(db);
});

test("a unit that is settled for no message, or kept for one that is over, is found", async () => {
  await noPackages();
  await bought(db, 50, { kind: "basic" });
  const send = await started({ mobile: 2 });
  await report(db, await handOver(db), "delivered");
  await tick(db);
  const found = async (statement: string) => {
    await db.sql.unsafe(statement);
    const { findings } = await done(db.as("dan").rpc("audit_quota"));
    return findings.map(({ what }: { what: string }) => what);
  };
  const held = `where holder_id = '${send}'`;
  assert.deepEqual(await found(`update private.reservations set settled = settled - 1 ${held}`), ["units"]);
  assert.deepEqual(await found(`update private.reservations set settled = settled + 1 ${held}`), []);
  assert.deepEqual(await found(`update private.reservations set reserved = reserved + 1 ${held}`), ["units"]);
  await db.sql.unsafe(`update private.reservations set reserved = reserved - 1 ${held}`);
});

test("a forecast is asked for before there is a send", async () => {
  await noPackages();
  await bought(db, 4, { kind: "basic", spec: "mobile" });
  await bought(db, 2, { kind: "basic" });
  const preview = (input: object) =>
    db.as("bob").rpc("preview_cost", { numbers: 8, segments: 0, ...input } as never);
  const cost = await done(preview({ kind: "basic", networks: { mobile: 5, unicom: 3 } }));
  assert.deepEqual([cost.units, cost.packages, cost.pay_as_you_go], [8, 6, 2]);
  assert.deepEqual((await done(preview({ kind: "basic" }))).packages, 2);
  assert.equal(await refusal(preview({ kind: "basic", networks: { mobile: "5" } })), "input_invalid");
  assert.equal(await refusal(preview({ kind: "video" })), "input_invalid");
});

test("a large send that is cancelled gives the units of each network back to that network, of what came back from the carrier too", async () => {
  await noPackages();
  // More than the 20,000 above which a send has a partition of its own; the file has one network after the other.
  const counts = { telecom: 4_500, mobile: 8_000, unicom: 8_000 };
  for (const spec of ["mobile", "unicom", "telecom"] as const)
    await bought(db, counts[spec], { kind: "basic", spec });
  await db.sql`update public.channels set batch_size = 100`;
  const send = await started(counts);
  await laidOut(db, send);
  const [progress] = await db.sql`select large from private.send_progress where send_id = ${send}`;
  assert.equal(progress?.large, true);
  assert.equal((await handOver(db)).length, 100);
  const back = await claim(db);
  await db.sql`select private.give_back(${back?.batch ?? 0}, 60, true, 'too many requests')`;
  await done(db.as("bob").rpc("cancel_send", { send }));
  assert.deepEqual(await lines(send), [
    "mobile/mobile: 0 open, 0 settled",
    "unicom/unicom: 0 open, 0 settled",
    "telecom/telecom: 100 open, 0 settled",
  ]);
  await booksAgree(db, "moved");
});

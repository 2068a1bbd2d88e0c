import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { approvedAccount, filledAccount, madePort, profileInput } from "./account_fixtures.ts";

/** SA-2: what is approved of a service account, frozen and unfrozen, comes to the resolver; the newest counts. */
const db = await testDatabase();
const { sql } = db;

const claim = async () => [
  ...(await sql`select h.*, h.version::int as version from private.claim_account_handoffs() h`),
];
const finish = (row: Record<string, unknown>, outcome: string, ids: object = {}, why: object | null = null) =>
  sql`select private.finish_account_handoff(${row.reference as string}::uuid, ${row.version as number}::bigint, ${outcome},
    ${why && sql.json({ ...why })}::jsonb, ${row.carrier as string}::uuid, ${sql.json({ ...ids })}::jsonb, ${sql.json({ ...(row.parts as Record<string, string>) })}::jsonb)`;
const card = (id: string) => cardOf(db, "service_account_cards", id, "bob");
const due = async () => (await tick(db)).templates;

test("an account waits from its approved profile on, is leased once, and what was approved meanwhile is handed over next", async () => {
  const { id, parts } = await filledAccount(db, "云杉一号");
  assert.equal((await card(id)).handoff, null);
  const approve = async (account_part: string) => {
    await done(db.as("bob").rpc("submit_account_part", { account_part }));
    await done(db.as("carol").rpc("approve_account_part", { account_part }));
  };
  await approve(parts.menus);
  assert.deepEqual(await claim(), [], "without a profile there is no account");
  await approve(parts.profile);
  assert.deepEqual([(await card(id)).handoff, await due()], ["waiting", true]);
  const [first] = await claim();
  assert.ok(first);
  assert.deepEqual(
    [first.reference, first.profile.name, first.menus.length, first.home],
    [id, "云杉一号", 2, null],
  );
  assert.deepEqual([first.adapter, first.ids, first.handed, first.frozen], ["sandbox", {}, {}, false]);
  assert.ok(first.credentials.api_key);

  await approve(parts.home);
  assert.deepEqual(await claim(), [], "two versions are never under way at once");
  await finish(first, "handed", { account: "a-1" });
  assert.equal((await card(id)).handoff, "waiting", "the home page is not there yet");
  const [second] = await claim();
  assert.deepEqual(
    [second?.version, second?.home.intro, second?.ids],
    [first.version + 1, "欢迎来到云杉商城", { account: "a-1" }],
  );
  assert.deepEqual(second?.handed, first.parts);
  await finish(second ?? {}, "handed", { account: "a-1" });
  const at = await card(id);
  assert.deepEqual([at.handoff, await due()], ["handed", false]);
  assert.ok(at.handed_at);
  // An answer of the first try that comes now says nothing new.
  await finish(first, "refused", {}, { zh: "晚", en: "late" });
  assert.equal((await card(id)).handoff, "handed");
});

test("a frozen account is told, a refusal stands with its reason until something is approved, and what is away comes again later", async () => {
  const { id, parts } = await approvedAccount(db, "云杉二号");
  const [first] = await claim();
  await finish(first ?? {}, "refused", {}, { zh: "简介过长", en: "the introduction is too long" });
  const refused = await card(id);
  assert.deepEqual(
    [refused.handoff, refused.handoff_why.en, refused.handed_at],
    ["refused", "the introduction is too long", null],
  );
  assert.deepEqual(await claim(), []);

  await done(db.as("carol").rpc("freeze_service_account", { service_account: id, reason: "核查" }));
  const [frozen] = await claim();
  assert.deepEqual([frozen?.frozen, frozen?.parts.frozen, frozen?.reason], [true, true, "核查"]);
  await finish(frozen ?? {}, "away", {}, { zh: "无应答", en: "no answer" });
  assert.deepEqual([(await card(id)).handoff, await claim()], ["waiting", []]);
  await sql`update private.account_handoffs set lease_until = '-infinity'`;
  const [again] = await claim();
  assert.equal(again?.version, frozen?.version, "the same version, so a resolver knows it again");
  await finish(again ?? {}, "handed");
  await done(db.as("carol").rpc("unfreeze_service_account", { service_account: id }));
  const [thawed] = await claim();
  assert.deepEqual([thawed?.frozen, (thawed?.version ?? 0) > (again?.version ?? 0)], [false, true]);
  await finish(thawed ?? {}, "handed");

  // An edit that waits for its review changes nothing at the vendors.
  const input = { profile: await profileInput(db, "云杉二号"), change_reason: "换图标" };
  await done(db.as("bob").rpc("update_account_part", { account_part: parts.profile, input }));
  assert.deepEqual([(await card(id)).handoff, await claim()], ["handed", []]);
});

test("where vendors are told by hand, or no channel works, nothing is handed over and nothing is tried", async () => {
  const { id } = await approvedAccount(db, "云杉三号");
  await sql`update public.channels set resolver = 'by_hand'`;
  assert.deepEqual([(await card(id)).handoff, await claim(), await due()], ["by_hand", [], false]);
  await sql`update public.channels set state = 'revoked'`;
  assert.deepEqual([(await card(id)).handoff, await claim(), await due()], ["no_channel", [], false]);
  await sql`update public.channels set state = 'active', resolver = 'carrier'`;
  assert.equal((await claim()).length, 1);
});

test("a signature shows the accounts that are bound under it with what is approved of them, and none that is frozen", async () => {
  const account = await approvedAccount(db, "云杉四号");
  const port_id = await madePort(db, "10690444", ["云杉四号"]);
  const input = { port_id, account_id: account.id, signature: "云杉四号", region: "广东省" };
  await done(db.as("bob").rpc("create_port_binding", { input }));
  const shown = async () => [
    ...(await sql`select * from private.show_accounts(${["云杉四号", "无此签名"]})`),
  ];
  const [row] = await shown();
  const [served] = row?.served ?? [];
  assert.deepEqual([served.id, served.versions], [account.id, { home: 1, menus: 1, profile: 1 }]);
  assert.deepEqual(served.bindings, [{ number: "10690444", kind: "plain", region: 440_000 }]);
  assert.deepEqual([served.profile.name, served.home.hotline], ["云杉四号", "400-123-4567"]);
  await done(db.as("carol").rpc("freeze_service_account", { service_account: account.id, reason: "核查" }));
  assert.deepEqual(await shown(), []);
});

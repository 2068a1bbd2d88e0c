import assert from "node:assert/strict";
import { test } from "node:test";
import { booksAgree, done, handOver, openCards, report, startedSend, tick } from "../fixtures.ts";
import { claimsOf, speakAs, testDatabase } from "../test_database.ts";

/** PKG-3, ACC-1: the audit of ledger, balances and deliveries finds every fault that is planted. */
const db = await testDatabase();
const send = await startedSend(db, { trial: true, trial_size: 4 });
const ids = await handOver(db);
await report(db, ids.slice(0, 2), "delivered");
await report(db, ids.slice(2, 3), "failed");
await openCards(db, ids.slice(0, 1));

const audit = () => done(db.as("dan").rpc("audit_quota"));

/** Plants a fault as the database's owner, runs the audit, and rolls the fault back. */
async function found(...statements: string[]): Promise<{ what: string; account?: string }[]> {
  let findings: { what: string }[] = [];
  const takenBack = new Error("taken back");
  await db.sql
    .begin(async (step) => {
      for (const statement of statements) await step.unsafe(statement);
      await speakAs(step, claimsOf("alice"));
      const [row] = await step`select public.audit_quota() as said`;
      assert.equal(row?.said.ok, row?.said.findings.length === 0);
      findings = row?.said.findings;
      throw takenBack;
    })
    .catch((error) => {
      if (error !== takenBack) throw error;
    });
  return findings;
}
const what = async (...statements: string[]) => (await found(...statements)).map((one) => one.what);

test("books in order are told to be so, with how much was looked at", async () => {
  const { ok, findings, looked_at } = await audit();
  assert.deepEqual([ok, findings], [true, []]);
  assert.equal(looked_at.sends, 1);
  assert.ok(looked_at.accounts >= 4 && looked_at.transfers >= 4);
});

test("at every step of a send the books agree", async () => {
  const other = await startedSend(db, { trial: true, trial_size: 2 });
  await booksAgree(db);
  const ids = await handOver(db);
  await booksAgree(db);
  for (const [id, state] of [
    [ids[0], "expired"],
    [ids[1], "failed"],
    [ids[0], "delivered"],
  ]) {
    await report(db, [id as string], state as string);
    await booksAgree(db);
  }
  await tick(db);
  await booksAgree(db);
  await done(db.as("bob").rpc("release_send", { send: other }));
  await handOver(db);
  await booksAgree(db);
  await done(db.as("bob").rpc("cancel_send", { send: other }));
  await booksAgree(db);
});

test("a balance that is not the sum of its ledger is found", async () => {
  assert.deepEqual(
    await what(
      "update public.quota_accounts set balance = balance + 1 where account = 'available' and balance > 0",
    ),
    ["balance"],
  );
});

test("a transfer with one side, or with two that do not add up to zero, is found", async () => {
  const line = (transfer: string, account: string, amount: number) =>
    `insert into public.quota_ledger (enterprise_id, kind, transfer, account, package_id, amount, reason)
     select enterprise_id, kind, '${transfer}', '${account}', package_id, ${amount}, 'planted' from public.quota_accounts
     where account = 'available' and balance > 0`;
  const [one, two] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
  assert.deepEqual((await what(line(one, "available", 5))).sort(), ["balance", "transfer"]);
  assert.deepEqual((await what(line(two, "available", 5), line(two, "used", -4))).sort(), [
    "balance",
    "balance",
    "transfer",
  ]);
});

test("an account that counts a delivery that is none, or misses one, is found", async () => {
  const where = `where send_id = '${send}'`;
  assert.deepEqual(
    await what(`update public.send_totals set delivered = delivered + 1, handed = handed - 1 ${where}`),
    ["send"],
  );
  const one = (state: string) => `(select min(id) from public.deliveries ${where} and state = '${state}')`;
  assert.deepEqual(
    await what(`update public.deliveries set state = 'delivered' where id = ${one("handed")}`),
    ["send", "send_report"],
  );
  // Its card was shown, and nobody's sends have that request any more.
  assert.deepEqual(await what(`delete from public.deliveries where id = ${one("delivered")}`), [
    "send",
    "units",
    "send_report",
    "link_report",
    "link_report",
  ]);
  assert.deepEqual(await what(`delete from public.deliveries where id = ${one("pending")}`), [
    "send",
    "units",
  ]);
});

test("units that are settled without a resolution, or kept for a message that failed, are found", async () => {
  const where = `where send_id = '${send}'`;
  const held = `where holder_id = '${send}'`;
  assert.deepEqual(await what(`update private.reservations set settled = settled + 1 ${held}`), ["units"]);
  assert.deepEqual(await what(`update private.reservations set released = released - 1 ${held}`), ["units"]);
  assert.deepEqual(await what(`update public.send_totals set resolved = resolved - 1 ${where}`), ["units"]);
  assert.deepEqual(await what(`delete from private.holds ${held}`), ["units"]);
});

test("a package that is larger than its order, or whose order is not paid, is found", async () => {
  assert.deepEqual(await what("update public.packages set size = size + 1"), ["order"]);
  assert.deepEqual(await what("update public.orders set state = 'declined' where state = 'paid'"), ["order"]);
});

test("the account itself cannot lose a number, nor a package go below nothing, by anyone's hand", async () => {
  const where = `where send_id = '${send}'`;
  for (const statement of [
    `update public.send_totals set delivered = delivered + 1 ${where}`,
    `update public.send_totals set pending = pending - 1 ${where}`,
    `update public.send_totals set intended = intended + 1 ${where}`,
    `update public.send_totals set cancelled = -1, pending = pending + 1 ${where}`,
    `update public.quota_accounts set balance = -1 where account = 'available' and package_id is not null`,
    `update public.quota_accounts set balance = -1 where account = 'reserved'`,
    `update private.reservations set settled = reserved, released = 1 where holder_id = '${send}'`,
    `update public.number_files set accepted = accepted + 1`,
  ]) {
    await assert.rejects(db.sql.unsafe(statement), { code: "23514" }, statement);
  }
});

test("only those who may see quota may have it proved, and each for their own enterprise", async () => {
  assert.equal((await db.as("erin").rpc("audit_quota")).error?.code, "no_enterprise");
  assert.equal((await done(db.as("mallory").rpc("audit_quota"))).looked_at.sends, 0);
});

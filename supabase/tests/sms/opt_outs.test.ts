import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  handOver,
  imported,
  phones,
  recordHandoff,
  recordReplies,
  references,
  report,
  startedSend,
  tick,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** OPT-1: a number that opts out of a signature gets no more messages of it, and is counted as opted out. */
const db = await testDatabase({ last: booksAgree });
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from public.opt_outs`;
});

let said = 0;
type Reply = {
  id?: string;
  from?: string | null;
  signature?: string | null;
  text?: string | null;
  at?: string;
};
async function reply(...replies: Reply[]): Promise<{ fresh: number; opted_out: number }> {
  const items = replies.map((one) => {
    said += 1;
    return { id: `r${said}`, from: phones(1)[0], signature: "云杉商城", text: "R", ...one };
  });
  return recordReplies(db, items);
}
const listed = () =>
  db.sql`select signature, phone, reason, proof from public.opt_outs order by 1, 2`.then((rows) => [...rows]);

test("R, T, TD, N and 退订 say no, in any case and width, whatever stands around them", async () => {
  for (const text of [
    "R",
    "r",
    "T",
    "td",
    "Td",
    "N",
    "n",
    "退订",
    "退订谢谢",
    "拒收",
    "R!",
    "“R”。",
    " R ",
    "Ｒ",
    "ｔｄ",
    "　退订　",
    "R\n",
    "\tN",
  ]) {
    await db.sql`delete from public.opt_outs`;
    assert.equal((await reply({ text })).opted_out, 1, JSON.stringify(text));
    assert.deepEqual(await listed(), [
      { signature: "云杉商城", phone: phones(1)[0], reason: "reply", proof: text },
    ]);
  }
});

test("anything else is a reply that is kept and says nothing of the kind", async () => {
  for (const text of ["RR", "T恤有货吗", "好的", "不退订", "TDD", "谢谢 R", ""]) {
    assert.deepEqual(await reply({ text }), { fresh: 1, opted_out: 0 }, text);
  }
  assert.deepEqual(await listed(), []);
  const kept = await db.as("dan").rows("select text, opted_out from public.reply_cards where text = '好的'");
  assert.deepEqual(kept, [{ text: "好的", opted_out: false }]);
});

test("a reply is taken once by the carrier's id, also twice in one call, and one that lacks something is passed over", async () => {
  assert.deepEqual(await reply({ id: "same" }, { id: "same", text: "好的" }), { fresh: 1, opted_out: 1 });
  assert.deepEqual(await reply({ id: "same" }), { fresh: 0, opted_out: 0 });
  assert.equal((await listed()).length, 1);
  assert.deepEqual(await reply({ from: null }, { text: null }), { fresh: 0, opted_out: 0 });
  assert.deepEqual(
    await reply({ signature: null }),
    { fresh: 1, opted_out: 0 },
    "no signature, no list to be on",
  );
});

test("a later send of that signature leaves the person out, tells how many, and pays their units back", async () => {
  const [free = 0] = await balance(db);
  await reply({}, { from: phones(3)[2] });
  const send = await startedSend(db, { count: 6 });
  const { opted_out, pending, intended } = await account(db, send);
  assert.deepEqual([opted_out, pending, intended], [2, 4, 6]);
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 4, 4]);
  const batch = await claim(db);
  assert.deepEqual(
    batch?.phones,
    [1, 3, 4, 5].map((n) => phones(6)[n]),
  );
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
});

test("another signature of the enterprise, and the same signature elsewhere, still reach the person", async () => {
  await reply({});
  await done(
    db
      .as("alice")
      .rpc("update_marketing_window", { input: { marketing_from: "00:00", marketing_to: "23:59:59" } }),
  );
  assert.equal((await account(db, await startedSend(db, { sms: "会员福利" }))).opted_out, 0);
  const [other] =
    await db.sql`select count(*)::int as n from public.opt_outs where enterprise_id <> ${await yunshan(db)}`;
  assert.equal(other?.n, 0);
  assert.deepEqual(await db.as("mallory").rows("select id from public.opt_outs"), []);
});

test("whoever says no during the trial is left out when the rest is released", async () => {
  const send = await startedSend(db, { count: 6, trial: true, trial_size: 2 });
  await report(db, await handOver(db), "delivered");
  await tick(db);
  const [free = 0, reserved = 0] = await balance(db);
  await reply({ from: phones(6)[5] }, { from: phones(1)[0] });
  await done(db.as("bob").rpc("release_send", { send }));
  const batch = await claim(db);
  assert.deepEqual(
    batch?.phones,
    [2, 3, 4].map((n) => phones(6)[n]),
  );
  const { opted_out, pending, delivered } = await account(db, send);
  assert.deepEqual([opted_out, pending, delivered], [1, 3, 2], "who has the message already keeps it");
  assert.deepEqual((await balance(db)).slice(0, 2), [free + 1, reserved - 1]);
  await booksAgree(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
});

test("a batch in doubt is not changed by a later no: it may have been handed over", async () => {
  await startedSend(db, { count: 2 });
  const batch = await claim(db);
  await reply({});
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where id = ${batch?.batch ?? 0}`;
  assert.deepEqual(references(await claim(db)), references(batch));
});

test("a send of which everybody has said no ends by itself, with nothing sent and nothing charged", async () => {
  const before = await balance(db);
  await reply({}, { from: phones(2)[1] });
  const send = await startedSend(db, { count: 2, file: await imported(db, phones(2)) });
  const batch = await claim(db);
  assert.deepEqual(references(batch), []);
  if (batch) await recordHandoff(db, batch.batch, []);
  await tick(db);
  const { state, opted_out } = await account(db, send);
  assert.deepEqual([state, opted_out], ["done", 2]);
  assert.deepEqual(await balance(db), before);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { done } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** BOT-5: what a person asked is remembered for a day, for them alone, and what it costs has an end. */
const db = await testDatabase();

const begin = (person: Person, thread = "C1") => db.as(person).rpc("begin_question", { thread });
const end = (person: Person, said: Record<string, unknown> = {}) =>
  db
    .as(person)
    .rpc("end_question", { thread: "C1", question: "How many?", answer: "27.", tokens: 900, ...said });

test("the last six turns of a thread come back to whoever asked, and to nobody else", async () => {
  for (let turn = 1; turn <= 7; turn += 1) await done(end("bob", { question: `question ${turn}` }));
  await done(end("bob", { thread: "C2", question: "elsewhere" }));
  const { turns, tokens_left } = await done(begin("bob"));
  assert.deepEqual(
    turns.map(({ question }: { question: string }) => question),
    [2, 3, 4, 5, 6, 7].map((turn) => `question ${turn}`),
  );
  assert.equal(tokens_left, 1_000_000 - 8 * 900);
  for (const other of ["carol", "mallory"] as const) assert.deepEqual((await done(begin(other))).turns, []);
});

test("numbers are hidden in what is kept, and a long answer is cut", async () => {
  await done(
    end("carol", { question: "Who is 13900000001?", answer: `+8613900000001 ${"x".repeat(5_000)}` }),
  );
  const { turns } = await done(begin("carol"));
  assert.doesNotMatch(JSON.stringify(turns), /13900000001/);
  assert.equal(turns[0].answer.length <= 4_000, true);
});

test("after a day nothing is said of it, and the clock deletes it", async () => {
  await db.sql`update private.assistant_turns set at = at - interval '25 hours'`;
  assert.deepEqual(await done(begin("bob")), { turns: [], tokens_left: 1_000_000 });
  await db.sql`select private.sweep()`;
  assert.equal((await db.sql`select from private.assistant_turns`).length, 0);
});

test("whoever has used up a day's tokens is refused until they have passed", async () => {
  await db.sql`update private.deployment set assistant_tokens_day = 1500`;
  await done(end("dan"));
  assert.equal((await done(begin("dan"))).tokens_left, 600);
  await done(end("dan"));
  const { error } = await begin("dan");
  assert.equal(error?.code, "assistant_spent");
  assert.deepEqual(JSON.parse(error?.details ?? ""), { most: 1500, spent: 1800 });
  await done(begin("bob"));
  await db.sql`update private.assistant_turns set at = at - interval '25 hours'`;
  await done(begin("dan"));
});

test("a thread without a name, a cost that is none and a person without an enterprise are refused; nothing is kept", async () => {
  await db.sql`delete from private.assistant_turns`;
  const long = "x".repeat(201);
  for (const asked of [
    begin("bob", long),
    end("bob", { thread: long }),
    end("bob", { tokens: -1 }),
    end("bob", { tokens: 1_000_001 }),
  ])
    assert.equal((await asked).error?.code, "input_invalid");
  assert.equal((await begin("olga")).error?.code, "no_enterprise");
  assert.equal((await end("olga")).error?.code, "no_enterprise");
  assert.equal((await db.sql`select from private.assistant_turns`).length, 0);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { changesOf } from "../../local/law/changes.ts";
import { readTexts } from "../../local/law/files.ts";
import { HERE } from "../../local/law/lay.ts";
import type { LawText } from "../../local/law/texts.ts";
import { calm, phonesGot } from "./carrier.ts";
import { account, hurry, sending, settled } from "./sends.ts";
import { testStage } from "./stage.ts";

/** From one release to the next while a send is on its way (DEP-1): the law first, then the functions. */
const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "receive-receipts");
beforeEach(() => calm(stage));

/** A heavy upgrade: every text that knows sends is another one, so functions are replaced, and views, triggers and policies dropped and made again. */
async function nextLaw(): Promise<string[]> {
  const texts = await readTexts(HERE);
  const former = new Map<string, LawText>();
  for (const [key, text] of texts)
    former.set(
      key,
      /\b(sends|deliveries|batches)\b/.test(text.sql) ? { ...text, sql: `${text.sql} ` } : text,
    );
  return changesOf(former, texts).statements;
}

/** Whoever reads while the tables of a law are made anew may be the one that a deadlock ends; bot, functions and a second push all go on. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== "40P01" || tries === 20) throw error;
    }
  }
}

/** A migration of the next release, in one transaction, as a push runs it. */
const push = (sql: postgres.Sql, statements: readonly string[]) =>
  patiently(() =>
    sql.begin(async (step) => {
      await step`alter table public.sends add column if not exists of_next_release text`;
      await step.unsafe("set local check_function_bodies = off");
      for (const statement of statements) await step.unsafe(statement);
    }),
  );

/** How many messages of a send have left us. */
async function gone(send: string): Promise<number> {
  const { pending } = await patiently(() => account(stage, send));
  return 1200 - pending;
}

test("a new release comes while a send is on its way: nothing is lost, and nothing goes out twice", async () => {
  await stage.db.sql`update public.channels set batch_size = 20`;
  await stage.control({ rate_per_s: 300 });
  const send = await patiently(() => sending(stage, 1200));
  const owner = postgres(stage.db.url, { max: 1, onnotice: () => undefined });
  const statements = await nextLaw();
  assert.ok(statements.length > 200, `${statements.length} texts are made again`);
  const bot = await stage.startBot();
  // Each push begins when the send has gone on since the one before.
  for (let pushed = 0; pushed < 2; pushed += 1) {
    const before = await gone(send);
    while ((await gone(send)) === before) await pause(20);
    assert.ok(before < 1200, "the send is still on its way");
    await push(owner, statements);
  }
  // New functions and another bot in place of those of the former release.
  await stage.kill("dispatch");
  // What it had in hand waits for the end of its lease, a minute; nobody has it now.
  await hurry(stage);
  await stage.start("dispatch");
  await bot.stop();
  await stage.startBot();
  let end = await patiently(() => account(stage, send));
  while (end.state !== "done") {
    await pause(50);
    end = await patiently(() => account(stage, send));
  }
  await owner.end();
  assert.equal(end.delivered, 1200);
  assert.deepEqual(await phonesGot(stage, send), { messages: 1200, repeats: 0, distinct: 1200 });
  assert.deepEqual(await settled(stage, send), { delivered: 1200 });
});

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chown, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { databaseUrl, type RunningPostgres, startPostgres } from "../../local/postgres.ts";
import { done } from "../fixtures.ts";
import { account, dispatchAll, hurry, sending, settled, untilDone } from "./sends.ts";
import { openStage } from "./stage.ts";

/**
 * A backup of two in the morning, sends that went on until ten, and the backup restored in their place: bot, functions and carrier
 * run against a server that began its log anew, as it does whenever it is recovered from a backup.
 */
const stage = await openStage({ volatile: false }, "import-numbers", "dispatch", "receive-receipts");
const port = Number(new URL(stage.db.url).port);
const admin = postgres(databaseUrl(port, "world", "supabase_admin"), { max: 1, onnotice: () => undefined });
const [{ data_directory: folder } = { data_directory: "" }] = await admin<
  { data_directory: string }[]
>`show data_directory`;
const backup = `${folder}-backup`;
let server: RunningPostgres | undefined;
after(async () => {
  await admin.end();
  await server?.stop();
  await stage.close();
  await rm(backup, { recursive: true, force: true });
});

const COUNT = 3000;

/** What the carrier has sent on to phones: messages, and numbers among them. */
async function phonesGot() {
  const answer = await fetch(`${stage.carrier}/ledger?since=0`);
  const lines = (await answer.text()).trim().split("\n").filter(Boolean);
  const numbers = lines.map((line) => (JSON.parse(line) as { to: string }).to);
  return { messages: numbers.length, numbers: new Set(numbers).size };
}

/** Copies a folder with its owner: under root Postgres runs as another user. */
const copy = (from: string, to: string) => promisify(execFile)("cp", ["-Rp", from, to]);

/** A base backup, as an archive keeps one: the folder, the label that recovery begins from, and the log until its end. */
async function takeBackup(): Promise<void> {
  await admin`select pg_backup_start('night', true)`;
  await copy(folder, backup);
  const [label] = await admin`select labelfile from pg_backup_stop(false)`;
  await rm(join(backup, "postmaster.pid"));
  await rm(join(backup, "pg_wal"), { recursive: true });
  await copy(join(folder, "pg_wal"), join(backup, "pg_wal"));
  const { uid, gid } = await stat(folder);
  const files = {
    backup_label: String(label?.labelfile),
    "recovery.signal": "",
    "postgresql.auto.conf": "restore_command = 'false'\n",
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(backup, name), text);
    await chown(join(backup, name), uid, gid);
  }
}

/** The server ends, the backup takes the place of its folder, and a new server recovers it at the same address. */
async function restoreBackup(): Promise<void> {
  process.kill(stage.db.pid, "SIGINT");
  for (;;) {
    try {
      process.kill(stage.db.pid, 0);
      await pause(50);
    } catch {
      break;
    }
  }
  await rm(folder, { recursive: true });
  server = await startPostgres({ dataDir: folder, port, password: "world", template: backup });
  for (;;) {
    const [row] = await admin`select pg_is_in_recovery() as recovering`;
    if (!row?.recovering) break;
    await pause(50);
  }
}

/** Two sends of which the carrier has half, and one batch of each that was claimed and that nobody has answered. */
async function halfSent(): Promise<[again: string, ended: string]> {
  const { sql } = stage.db;
  const sends: [string, string] = [await sending(stage, COUNT), await sending(stage, COUNT)];
  await sql`update private.send_progress set dispatch_limit = ${COUNT / 2}`;
  await dispatchAll(stage);
  await sql`update private.send_progress set dispatch_limit = total`;
  for (const _ of sends) await sql`select * from private.claim_batch()`;
  return sends;
}

test("a backup of last night is restored: no number gets a message twice, and what is in doubt is asked about", async () => {
  // A carrier that forgets: each repeat would be in its ledger.
  await stage.control({ idempotent: false, receipt_delay_ms: [600_000, 600_000] });
  await stage.db.sql`update public.channels set idempotent = false, batch_size = 500`;
  const [again, ended] = await halfSent();
  assert.deepEqual(await phonesGot(), { messages: COUNT, numbers: COUNT });
  await takeBackup();

  // The night goes on, and everything goes out.
  await hurry(stage);
  await dispatchAll(stage);
  assert.deepEqual(await phonesGot(), { messages: 2 * COUNT, numbers: 2 * COUNT });

  await restoreBackup();
  const [timeline] = await stage.db
    .sql`select private.fingerprint() as now, fingerprint as kept from private.deployment`;
  assert.match(timeline?.kept, /timeline 00000001/);
  assert.match(timeline?.now, /timeline 00000002/);
  assert.equal((await account(stage, again)).pending, COUNT / 2, "the copy takes half of it for unsent");
  await hurry(stage);
  const bot = await stage.startBot();
  for (let n = 0; n < 5; n += 1) {
    assert.equal((await stage.call("dispatch", "bot")).body.batches, 0);
    await pause(1000);
  }
  assert.deepEqual(await phonesGot(), { messages: 2 * COUNT, numbers: 2 * COUNT }, "nothing went out");

  const [restore] = await stage.db.sql`select id, state, noticed_by from public.restores`;
  assert.deepEqual([restore?.state, restore?.noticed_by], ["open", "database"]);
  const olga = stage.db.as("olga");
  const card = await done(
    olga.rpc("accept_restore", { restore: restore?.id, reason: "磁盘损坏，恢复昨夜备份" }),
  );
  assert.deepEqual([card.sends, card.numbers], [2, COUNT]);
  for (const send of [again, ended]) {
    const { state, pause_code, pause_details } = await account(stage, send);
    assert.deepEqual(
      [state, pause_code, pause_details],
      ["paused", "restored", { pending: COUNT / 2, claimed: 500 }],
    );
  }

  await pause(2000);
  assert.deepEqual(await phonesGot(), { messages: 2 * COUNT, numbers: 2 * COUNT }, "the bot waits for them");
  await bot.stop();

  // One is ended: what nobody had claimed is cancelled, and what was claimed is asked of the carrier.
  const { cancelled, pending } = await done(stage.db.as("bob").rpc("cancel_send", { send: ended }));
  assert.deepEqual([cancelled, pending], [1000, 500]);
  // The other goes on: the carrier is asked about each number before it would be given again.
  await done(stage.db.as("bob").rpc("retry_send", { send: again }));
  await hurry(stage);
  await dispatchAll(stage);
  assert.equal((await account(stage, again)).handed, COUNT);
  assert.equal((await account(stage, ended)).handed, COUNT / 2 + 500);
  assert.deepEqual(await phonesGot(), { messages: 2 * COUNT, numbers: 2 * COUNT }, "each number once");
  await settled(stage, again);

  // What is sent now has references that the carrier has never seen.
  await stage.control({ idempotent: true, receipt_delay_ms: [0, 50] });
  await stage.db.sql`update public.channels set idempotent = true`;
  const fresh = await sending(stage, 20);
  await dispatchAll(stage);
  assert.equal((await untilDone(stage, fresh)).delivered, 20);
  assert.deepEqual(await phonesGot(), { messages: 2 * COUNT + 20, numbers: 2 * COUNT + 20 });
});

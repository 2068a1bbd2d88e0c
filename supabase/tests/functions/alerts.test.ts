import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../../shared/src/node/ports.ts";
import { draftSend, imported, phones } from "../fixtures.ts";
import { PEOPLE } from "../test_database.ts";
import { testStage } from "./stage.ts";

/** docs/alerts.md asks for nothing that no bot, no worker and no database could answer. */
const ROOT = join(import.meta.dirname, "../../..");
const page = readFileSync(join(ROOT, "docs/alerts.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) =>
    text.trim(),
  );

const stage = await testStage({ volatile: true });
const bot = await stage.startBot();
const port = await freePort();
const worker = spawn(process.execPath, [join(ROOT, "supabase/worker/main.ts")], {
  env: { ...process.env, TIDINGS_DB_URL: stage.db.url, TIDINGS_WORKER_PORT: String(port) },
  stdio: "ignore",
});
after(async () => {
  worker.kill("SIGTERM");
  if (worker.exitCode === null) await once(worker, "exit");
  await bot.stop();
});

/** What a collector reads at a port: the names of all series. */
async function toldAt(at: number): Promise<Set<string>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${at}/metrics`).catch(() => null);
    if (answer?.ok) {
      const text = await answer.text();
      const types = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)];
      const endings: Record<string, string[]> = {
        counter: ["_total"],
        histogram: ["_bucket", "_sum", "_count"],
      };
      return new Set(
        types.flatMap(([, name, type = ""]) => (endings[type] ?? [""]).map((end) => `${name}${end}`)),
      );
    }
    if (tries > 200) throw new Error(`Nothing is told at ${at}: ${await answer?.text()}`);
    await pause(50);
  }
}

const WORDS = new Set(["absent", "and", "by", "max", "min", "or", "rate", "sum", "unless"]);

test("every figure that the page asks for is one that bot or worker tells", async () => {
  const told = new Set([...(await toldAt(bot.port)), ...(await toldAt(port))]);
  const asked = blocks("promql");
  assert.ok(asked.length >= 15);
  for (const expression of asked) {
    // Without labels, the lists of labels to sum by, spans of time and numbers, names are left.
    const bare = expression.replace(/\{[^}]*\}|\bby \([^)]*\)|\[\w+\]|\b\d[\w.]*/g, " ");
    const names = (bare.match(/[a-z_]\w*/gi) ?? []).filter((word) => !WORDS.has(word));
    assert.ok(names.length > 0, expression);
    for (const name of names) assert.ok(told.has(name), `${name} is told by nobody: ${expression}`);
  }
  // In sentences too, by the name of the family.
  const families = new Set([...told].flatMap((name) => [name, name.replace(/_(bucket|sum|count)$/, "")]));
  for (const [, name = ""] of page.matchAll(/`((?:tidings|process|nodejs)_\w+)`/g))
    assert.ok(families.has(name), name);
});

test("every label that the page asks for is one of the figure, with a value that it has", () => {
  const source = ["bot/src/ground/metrics.ts", "supabase/worker/metrics.ts"]
    .map((file) => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");
  const labels = [...page.matchAll(/(\w+)=~?"([\w|]+)"/g)];
  assert.ok(labels.length >= 3);
  for (const [, label = "", values = ""] of labels) {
    assert.match(source, new RegExp(`labelNames: \\[[^\\]]*"${label}"`));
    for (const value of values.split("|")) assert.match(source, new RegExp(`"${value}"`), value);
  }
});

test("every statement of the page runs, changes nothing, and a deployment that is well is no alert by it", async () => {
  const statements = blocks("sql");
  assert.ok(statements.length >= 7);
  for (const statement of statements) {
    const rows = await stage.db.sql.begin("read only", (step) => step.unsafe(statement));
    assert.deepEqual([...rows], [], statement);
  }
});

test("a bind that is down, an export that failed and a key that is refused are each a row", async () => {
  const { sql } = stage.db;
  const found = async (word: string) => {
    const statement = blocks("sql").find((one) => one.includes(word)) ?? "";
    return (await sql.unsafe(statement)).length;
  };
  await sql`insert into private.carrier_binds (carrier_id, n, holder, lease_until, last_error)
    select id, 1, gen_random_uuid(), now(), 'the carrier refused the bind with ESME_RINVPASWD' from public.carriers limit 1`;
  assert.equal(await found("b.lease_until"), 1);
  assert.equal(await found("refused the bind"), 1);
  // Whichever send: its messages do not matter here.
  const send = await draftSend(stage.db, { file: await imported(stage.db, phones(1)) });
  await sql`insert into private.batches (send_id, channel_id, first_id, last_id, lease_until, last_error)
    values (${send}, ${stage.channel}, 1, 1, now() + interval '1 day', 'the carrier answered 401')`;
  assert.equal(await found("refused the bind"), 2);
  await sql`insert into public.exports (enterprise_id, made_by, name, source, format, columns, locale, zone, state, error, finished_at)
    select e.id, ${PEOPLE.bob}, 'x', 'sends', 'csv', '{name}', 'en', 'UTC', 'failed', 'storage is away', now() from public.enterprises e limit 1`;
  assert.equal(await found("public.exports"), 1);
});

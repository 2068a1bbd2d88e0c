/** The examples of docs/programs are run as somebody would run them: by a key, against a copy. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { channelOf, idOf, yunshan } from "../fixtures.ts";
import { madeKey } from "../keys/key_fixtures.ts";
import { programsOf } from "./programs.ts";
import { testStage } from "./stage.ts";

const ROOT = join(import.meta.dirname, "../../..");
const DOCS = join(ROOT, "docs/programs");
const run = promisify(execFile);

const stage = await testStage({ volatile: true }, "api");
const { db } = stage;
const { base } = await programsOf(stage);
const { key_id, secret } = await madeKey(db, { policies: ["KooMessage FullAccess", "RTC Administrator"] });
const args = [
  await idOf(db, "templates", "签收提醒"),
  await idOf(db, "sms_templates", "订单通知"),
  await channelOf(db, await yunshan(db)),
];
const env = { ...process.env, TIDINGS_API: base, TIDINGS_KEY: `${key_id}.${secret}` };

const missing = async (program: string): Promise<boolean> =>
  run(program, ["--version"]).then(
    () => false,
    () => true,
  );

for (const [file, program, needs] of [
  ["send.sh", "sh", "curl"],
  ["send.ts", process.execPath, process.execPath],
  ["send.py", "python3", "python3"],
] as const) {
  test(`${file} hands a send in, and is refused in words`, async (context) => {
    const path = join(DOCS, file);
    assert.match(await readFile(join(ROOT, "docs/programs.md"), "utf8"), new RegExp(`programs/${file}`));
    if (await missing(needs))
      return context.diagnostic(`${needs} is not on this machine: ${file} was not run`);
    const { stdout } = await run(program, [path, ...args], { env });
    const progress = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    assert.deepEqual([progress.state, progress.accepted], ["in_review", 2], stdout);
    const wrong = { ...env, TIDINGS_KEY: `${key_id}.${"0".repeat(40)}` };
    const refused = await run(program, [path, ...args], { env: wrong }).catch((error) => error);
    assert.notEqual(refused.code ?? 0, 0, "a refusal ends it");
    assert.match(`${refused.stderr}${refused.stdout}`, /access_key_refused/);
  });
}

test("each has left one send in review, by the key", async () => {
  const rows = await db.sql`select state::text from public.sends where name = '订单提醒'`;
  assert.ok(rows.length >= 1 && rows.every(({ state }) => state === "in_review"));
});

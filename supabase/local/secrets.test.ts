import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { secretsOf } from "./secrets.ts";

let home: string;
before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-secrets-"));
});
after(() => rm(home, { recursive: true }));

test("secrets are made once, and only their owner can read the file", async () => {
  const first = await secretsOf(home);
  assert.deepEqual(await secretsOf(home), first);
  assert.equal((await stat(join(home, "secrets.json"))).mode & 0o777, 0o600);
});

test("a copy that was made before a secret existed gets that one, keeps the others, and keeps it from then on", async () => {
  const { functionsPassword, botKey, ...older } = await secretsOf(home);
  await writeFile(join(home, "secrets.json"), JSON.stringify(older));
  const next = await secretsOf(home);
  const { functionsPassword: password, botKey: key, ...kept } = next;
  assert.deepEqual(kept, older);
  assert.notEqual(password, functionsPassword);
  assert.notEqual(key, botKey);
  assert.deepEqual(await secretsOf(home), next);
});

test("a damaged file is not mended by guessing", async () => {
  const { jwtSecret, ...rest } = JSON.parse(await readFile(join(home, "secrets.json"), "utf8"));
  await writeFile(join(home, "secrets.json"), JSON.stringify({ ...rest, jwtSecret: jwtSecret.slice(0, 3) }));
  await assert.rejects(secretsOf(home), /damaged.*jwtSecret/s);
  await writeFile(join(home, "secrets.json"), '{"jwtSecret": "');
  await assert.rejects(secretsOf(home), /secrets\.json is damaged: it is no JSON/);
});

import assert from "node:assert/strict";
import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HOME_MODE, makePrivate } from "./private.ts";

let folder: string;
const old = process.umask();
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-private-"));
});
after(async () => {
  process.umask(old);
  await rm(folder, { recursive: true, force: true });
});

const modeOf = async (path: string) => (await lstat(path)).mode & 0o777;

test("a home that an older version left open is closed with all that is in it, and nothing outside is touched", async () => {
  process.umask(0o022);
  const home = join(folder, "old");
  await mkdir(join(home, "logs"), { recursive: true });
  await writeFile(join(home, "logs/postgres.log"), "numbers");
  await writeFile(join(home, "tool"), "#!/bin/sh", { mode: 0o755 });
  await writeFile(join(folder, "outside"), "not ours");
  await symlink(join(folder, "outside"), join(home, "link"));
  await makePrivate(home);
  assert.equal(await modeOf(home), HOME_MODE);
  assert.equal(await modeOf(join(home, "logs")), 0o700);
  assert.equal(await modeOf(join(home, "logs/postgres.log")), 0o600);
  assert.equal(await modeOf(join(home, "tool")), 0o700);
  assert.equal(await modeOf(join(folder, "outside")), 0o644);
});

test("a new home, and what is written after it, is closed from the first instant", async () => {
  process.umask(0o022);
  const home = join(folder, "new");
  await makePrivate(home);
  await mkdir(join(home, "run"));
  await writeFile(join(home, "run/state.json"), "{}");
  const modes = [home, join(home, "run"), join(home, "run/state.json")].map(modeOf);
  assert.deepEqual(await Promise.all(modes), [HOME_MODE & 0o700, 0o700, 0o600].with(0, HOME_MODE));
});

test("a home that somebody opened by hand is closed at the next start", async () => {
  const home = join(folder, "opened");
  await makePrivate(home);
  await chmod(home, 0o755);
  await makePrivate(home);
  assert.equal(await modeOf(home), HOME_MODE);
});

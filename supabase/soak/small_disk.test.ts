import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SmallDisk } from "./small_disk.ts";

test("a small disk takes nothing more while it is full, and is free again after; where nobody may mount one, it says so", async () => {
  const home = await mkdtemp(join(tmpdir(), "tidings-disk-"));
  const [folder, laid] = [join(home, "disk"), join(home, "laid")];
  await mkdir(folder);
  await mkdir(laid);
  await writeFile(join(laid, "kept"), "kept");
  try {
    if (!(await SmallDisk.possible()))
      return await assert.rejects(
        SmallDisk.mount(folder, 4),
        /^Error: No disk of its own could be mounted: ./,
      );
    const disk = await SmallDisk.mount(folder, 4);
    /** What a program says that works on it. */
    const said = (script: string) => {
      const { command, args, env } = disk.launch({
        command: "/bin/sh",
        args: ["-c", `cd ${folder} && ${script}`],
        env: { PATH: process.env.PATH },
      });
      const { status, stdout } = spawnSync(command, args, { env, encoding: "utf8" });
      return [status, stdout];
    };
    try {
      disk.copy(laid);
      assert.deepEqual(
        said("cat kept && id -u && test -O kept"),
        [0, "kept1000\n"],
        "it is not root, and its files are its own",
      );
      const tries: unknown[] = [];
      await disk.full(1, () => tries.push(said("echo more > more")[0]));
      assert.ok(tries.length > 0 && tries.every((status) => status !== 0), `it took more: ${tries}`);
      assert.deepEqual(said("echo more > more && cat more"), [0, "more\n"]);
      assert.deepEqual(await readdir(folder), [], "nobody else sees it");
    } finally {
      disk.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

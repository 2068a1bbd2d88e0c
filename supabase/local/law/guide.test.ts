/** docs/adding-a-resource.md is true: what it says is added to a copy of the project, word for word, and works there. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../env.ts";
import { cloneInto } from "../testing/clone.ts";
import { bin } from "../testing/step.ts";

interface Block {
  readonly path: string;
  /** The lines go behind the first line with this text; a whole file where there is none. */
  readonly behind: string | null;
  readonly text: string;
}

const run = promisify(execFile);
/** Without the mark of a test runner, since the copy starts one of its own; and on a fresh database, since the prepared one has no contacts. */
const {
  NODE_TEST_CONTEXT: _runner,
  TIDINGS_TEST_WORLD: _prepared,
  TIDINGS_TEST_SERVER: _server,
  ...ENV
} = process.env;
let folder: string;
let clone: string;

const blocksOf = (guide: string): Block[] =>
  Array.from(
    guide.matchAll(/^```(?:ts|sql) (?:file="([^"]+)"|in="([^"]+)" after="([^\n]+)")\n(.*?)^```$/gms),
    ([, whole, path = whole ?? "", behind = null, text = ""]) => ({ path, behind, text }),
  );

/** Does as the guide says. */
async function follow({ path, behind, text }: Block): Promise<void> {
  const at = join(clone, path);
  if (behind === null) {
    assert.ok(!existsSync(at), `${path} is there already`);
    await mkdir(dirname(at), { recursive: true });
    return writeFile(at, text);
  }
  const lines = (await readFile(at, "utf8")).split("\n");
  const found = lines.findIndex((line) => line.includes(behind));
  assert.ok(found >= 0, `${path} has no line with ${behind}`);
  return writeFile(at, lines.toSpliced(found + 1, 0, text.trimEnd()).join("\n"));
}

/** A program of the copy, with what it says where it fails. */
const program = (file: string, args: readonly string[]) =>
  run(file, args, { cwd: clone, env: ENV, maxBuffer: 64_000_000 }).catch(
    (error: { stdout: string; stderr: string }) =>
      assert.fail(`${args.join(" ")}\n${error.stdout}\n${error.stderr}`),
  );

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-guide-"));
  clone = await cloneInto(folder, ["supabase", "shared", "bot", "admin", "package.json", "tsconfig.json"]);
  for (const block of blocksOf(await readFile(join(ROOT, "docs/adding-a-resource.md"), "utf8")))
    await follow(block);
  await program(process.execPath, ["supabase/local/types.ts"]);
});
after(() => rm(folder, { recursive: true }));

test("what the guide says compiles in every house that it touches", async () => {
  const { compilerOptions } = JSON.parse(await readFile(join(clone, "tsconfig.json"), "utf8"));
  const files = [
    "shared/src/contacts/contact.ts",
    "bot/src/commands/list.ts",
    "admin/src/env.d.ts",
    "admin/src/pdfkit.d.ts",
    "admin/src/app/declared.tsx",
  ];
  await writeFile(join(clone, "tsconfig.guide.json"), JSON.stringify({ compilerOptions, files }));
  await program(bin("tsc"), ["--noEmit", "-p", "tsconfig.guide.json"]);
});

test("its declaration is the law's, and its verbs, its card and its commands work", async () => {
  const suites = ["supabase/tests/verbs/declared.test.ts", "bot/src/engine/declared.test.ts"];
  const { stdout } = await program(process.execPath, ["--test", "--test-name-pattern", "contact", ...suites]);
  const passed = Number(/^ℹ pass (\d+)$/m.exec(stdout)?.[1] ?? /^# pass (\d+)$/m.exec(stdout)?.[1]);
  assert.ok(passed >= 10, stdout);
});

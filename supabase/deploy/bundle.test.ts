import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../local/env.ts";
import { type Bundle, bundleFunctions } from "./bundle.ts";

/**
 * What a file may have, by us: a hosted project takes 5 MB of what its own API bundles (`--use-api`), and 20 MB of what the CLI does
 * (supabase.com/docs/guides/troubleshooting/edge-function-bundle-size-issues). Each start of an instance reads all of it. `api` has every declaration and
 * the words of every refusal, `export-rows` every declaration.
 */
const MOST: Readonly<Record<string, number>> = { api: 1_500_000, "export-rows": 1_200_000 };
const USUAL_MOST = 1_000_000;

let into = "";
let bundles: Bundle[] = [];
before(async () => {
  into = await mkdtemp(join(tmpdir(), "tidings-bundle-"));
  bundles = await bundleFunctions(into);
});
after(() => rm(into, { recursive: true, force: true }));

test("every function becomes one file of the size that it may have, which imports Node's own modules alone", async () => {
  const folders = await readdir(join(ROOT, "supabase/functions"));
  assert.deepEqual(bundles.map(({ name }) => name).sort(), folders.filter((name) => name !== "_core").sort());
  for (const { name, bytes, release } of bundles) {
    const folder = join(into, "supabase/functions", name);
    assert.deepEqual(await readdir(folder), ["index.js"]);
    const text = await readFile(join(folder, "index.js"), "utf8");
    assert.equal(Buffer.byteLength(text), bytes);
    assert.ok(bytes <= (MOST[name] ?? USUAL_MOST), `${name} has ${bytes} bytes`);
    const imports = Array.from(text.matchAll(/^import (?:.+ from )?"([^"]+)";$/gm), ([, from]) => from);
    assert.deepEqual(
      imports.filter((from) => !from?.startsWith("node:")),
      [],
    );
    assert.match(release, /^[0-9a-f]{12}$/);
    assert.ok(text.startsWith(`globalThis.TIDINGS_RELEASE = "${release}";\n`));
  }
});

test("a clone that lies elsewhere makes the same bytes", async () => {
  const clone = await mkdtemp(join(tmpdir(), "tidings-elsewhere-"));
  try {
    for (const part of ["package.json", "tsconfig.json", "shared/src", "supabase/config.toml"])
      await cp(join(ROOT, part), join(clone, part), { recursive: true });
    for (const part of ["supabase/functions", "supabase/deploy", "supabase/local/env.ts"])
      await cp(join(ROOT, part), join(clone, part), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(clone, "node_modules"));
    const script = `const { bundleFunctions } = await import(${JSON.stringify(join(clone, "supabase/deploy/bundle.ts"))});
      console.log(JSON.stringify(await bundleFunctions(${JSON.stringify(join(clone, "out"))})));`;
    const made = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      cwd: tmpdir(),
    });
    assert.deepEqual(JSON.parse(made.stdout), bundles);
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
});

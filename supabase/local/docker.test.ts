import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import { ROOT } from "./env.ts";

/** The image and its compose file cannot be built here. What they name is there, and what they copy is enough. */
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const dockerfile = read("supabase/deploy/docker/Dockerfile");
const compose = read("supabase/deploy/docker/compose.yaml");
const parts = read("supabase/local/parts.ts");

/** What the last stage copies from the folder that it is built from. */
const copied = Array.from(
  (dockerfile.split(/^FROM /m).at(-1) ?? "").matchAll(/^COPY (?!--from)(\S+) \S+$/gm),
  ([, from = ""]) => from,
);
const commands = Array.from(compose.matchAll(/command: \["node", "([^"]+)"\]/g), ([, path = ""]) => path);

test("everything that is copied is there", () => {
  const all = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, names = ""]) =>
    names.split(" "),
  );
  for (const path of all.flat()) assert.ok(existsSync(join(ROOT, path)), path);
  assert.deepEqual(copied, [
    "shared",
    "admin",
    "bot",
    "supabase/functions",
    "supabase/worker",
    "supabase/local",
  ]);
});

test("the three commands are those of a copy on a project, and so are their settings", () => {
  assert.deepEqual(commands, ["bot/src/main.ts", "supabase/worker/main.ts", "supabase/local/panel/main.ts"]);
  for (const path of commands) {
    assert.ok(existsSync(join(ROOT, path)), path);
    assert.ok(parts.includes(`"${path}"`), path);
  }
  for (const [, name = ""] of compose.matchAll(/^ {6}([A-Z_]+):/gm))
    assert.match(`${parts}${read("supabase/local/setup.ts")}`, new RegExp(`\\b${name}\\b`), name);
});

/** The files that a process loads, by the imports that begin with a dot, also those that are made later. */
function loadedBy(path: string, seen: Set<string>): void {
  if (seen.has(path)) return;
  seen.add(path);
  const text = read(path);
  for (const [, wanted = ""] of text.matchAll(/(?:from |import\(|new URL\()"(\.[^"]+\.(?:ts|tsx))"/g))
    loadedBy(relative(ROOT, resolve(ROOT, dirname(path), wanted)), seen);
}

test("no process imports what is not copied, nor a package that only developers have", () => {
  const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: Record<string, string> };
  for (const command of commands) {
    const files = new Set<string>();
    loadedBy(command, files);
    assert.ok(files.size > 5, command);
    for (const file of files) {
      assert.ok(
        copied.some((folder) => file.startsWith(`${folder}/`)),
        `${command}: ${file}`,
      );
      for (const [, name = ""] of read(file).matchAll(
        /^import (?!type).*from "((?:@[^/"]+\/)?[^./"][^/"]*)/gm,
      ))
        assert.ok(!(name in devDependencies), `${file}: ${name}`);
    }
  }
});

test("it is not root, ends on a signal, says how it is, and holds no secret", () => {
  const last = dockerfile.split(/^FROM /m).at(-1) ?? "";
  assert.match(last, /^USER node$/m);
  assert.match(last, /^CMD \["node", /m, "a shell between would keep the signal");
  assert.match(compose, /127\.0\.0\.1:3000\/healthz/);
  assert.doesNotMatch(dockerfile, /^(?:ARG|ENV) .*(?:KEY|PASSWORD|SECRET|DB_URL)/m);
  const ignored = read(".dockerignore").split("\n");
  for (const name of [".env", ".tidings*", ".git", "**/node_modules"])
    assert.ok(ignored.includes(name), name);
});

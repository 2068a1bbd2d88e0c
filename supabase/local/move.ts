/**
 * Moves files and folders of the repository and rewrites everything that names them: imports, other relative paths in quotes, links in docs,
 * and whole paths in any text. Standard input has one move a line, `<old> <new>`, both from the root of the repository:
 *
 *     node supabase/local/move.ts <<< "shared/src/ground/clock.ts shared/src/ground/clock.ts"
 *
 * Paths that are put together at run time are not seen; the tests find those.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { ROOT } from "./env.ts";

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
const tracked = () =>
  git("ls-files", "--cached", "--others", "--exclude-standard").split("\n").filter(Boolean);

/** How the houses name `shared/src`. */
const SHARED = "@tidings/shared/";

const asked = readFileSync(0, "utf8")
  .split("\n")
  .map((line) => line.trim().split(/\s+/))
  .filter((pair): pair is [string, string] => pair.length === 2);

/** The moves file by file: a folder moves all that is in it. */
function movesOf(files: readonly string[]): Map<string, string> {
  const moves = new Map<string, string>();
  for (const [from, to] of asked) {
    const of = files.filter((file) => file === from || file.startsWith(`${from}/`));
    if (of.length === 0) throw new Error(`There is no ${from}.`);
    for (const file of of) moves.set(file, to + file.slice(from.length));
  }
  for (const to of moves.values())
    if (existsSync(join(ROOT, to)) && !moves.has(to)) throw new Error(`${to} is there already.`);
  return moves;
}

const before = tracked();
const moves = movesOf(before);
const files = new Set(before);
const folders = new Set(before.flatMap((file) => parents(file)));
function parents(file: string): string[] {
  const up = posix.dirname(file);
  return up === "." ? [] : [up, ...parents(up)];
}

/** Where what was at `path` is now; a folder is where all of its files went, if they went together. */
function now(path: string): string {
  const file = moves.get(path);
  if (file !== undefined || !folders.has(path)) return file ?? path;
  const went = asked.find(([from]) => path === from || path.startsWith(`${from}/`));
  return went ? went[1] + path.slice(went[0].length) : path;
}

/** `given`, written in a file that was at `from`, as it has to be written where that file is now. */
function relative(given: string, from: string): string {
  const [path = "", query = ""] = given.split(/(?=[?#])/);
  const target = posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, "");
  if (!files.has(target) && !folders.has(target)) return given;
  const written = posix.relative(posix.dirname(now(from)), now(target));
  const slash = path.endsWith("/") ? "/" : "";
  const dotted = written.startsWith(".") || !given.startsWith(".") ? written : `./${written}`;
  return (dotted || ".") + slash + query;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const whole = new RegExp(
  `(?<![\\w/.-])(?:${asked
    .map(([from]) => escaped(from))
    .sort((a, b) => b.length - a.length)
    .join("|")})(?![\\w-])(?:/[\\w./-]*\\w)?`,
  "g",
);

function rewritten(text: string, from: string): string {
  let next = text;
  if (/\.(ts|tsx|mts|cjs|mjs|html)$/.test(from))
    next = next.replace(
      /(["'`])(\.\.?\/[^"'`$\n]*)\1/g,
      (_, quote, path) => quote + relative(path, from) + quote,
    );
  if (from.endsWith(".md"))
    next = next.replace(/\]\(([^)\s:]+)\)/g, (all, path) =>
      path.startsWith("#") ? all : `](${relative(path, from)})`,
    );
  next = next.replaceAll(new RegExp(`${escaped(SHARED)}([\\w./-]+)`, "g"), (all, path: string) => {
    const to = now(`shared/src/${path}`);
    return to.startsWith("shared/src/") ? SHARED + to.slice("shared/src/".length) : all;
  });
  return next.replace(whole, (path) => (files.has(path) || folders.has(path) ? now(path) : path));
}

for (const file of before) {
  const path = join(ROOT, file);
  if (
    !existsSync(path) ||
    !statSync(path).isFile() ||
    !/\.(ts|tsx|mts|cjs|mjs|md|json|sql|html|toml|css)$/.test(file)
  )
    continue;
  if (file === "package-lock.json") continue;
  const text = readFileSync(path, "utf8");
  const next = rewritten(text, file);
  if (next !== text) writeFileSync(path, next);
}
for (const [from, to] of moves) {
  mkdirSync(dirname(join(ROOT, to)), { recursive: true });
  git("mv", from, to);
}
console.log(`${moves.size} files moved`);

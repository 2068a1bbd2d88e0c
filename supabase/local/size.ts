/**
 * How much product there is: the bytes of its source without comments and white space, by house. With a commit it says that one beside:
 *
 *     node supabase/local/size.ts [<commit>]
 *
 * Tests, their data, benchmarks, doubles and generated files are no product.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./env.ts";

const HOUSE = /^(shared\/src|bot\/src|admin\/src|supabase\/(?:functions|local|law|migrations|demo))\//;
const NO_PRODUCT =
  /\.test\.tsx?$|_vectors\.ts$|(^|\/)(testing|fixtures|eval|bench|checks)\/|\/database\.ts$|_(law|register)\.sql$|samples\.ts$|supabase\/local\/(size|move|testbed)\.ts$/;
const isProduct = (path: string) => HOUSE.test(path) && /\.(tsx?|sql)$/.test(path) && !NO_PRODUCT.test(path);

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });

/** Every token of TypeScript; a text keeps its spaces. */
function bytesOfTypeScript(path: string, text: string): number {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  let bytes = 0;
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(file) === 0) bytes += Buffer.byteLength(node.getText(file).trim());
    else for (const child of node.getChildren(file)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(file);
  return bytes;
}

/** SQL without line comments, without `comment on …`, and without white space outside of its texts. */
function bytesOfSql(text: string): number {
  const bare = text
    .replace(/^comment on [^;']*is\s*(?:'(?:[^']|'')*'\s*)+;/gm, "")
    .replace(/'(?:[^']|'')*'|--[^\n]*/g, (found) =>
      found.startsWith("--") ? "" : found.replaceAll(/\s/g, "\u0001"),
    );
  return Buffer.byteLength(bare.replace(/[\s]+/g, ""));
}

const bytesOf = (path: string, text: string) =>
  path.endsWith(".sql") ? bytesOfSql(text) : bytesOfTypeScript(path, text);

/** The bytes of each house, at a commit or as the files are now. */
function sizes(commit: string | undefined): Map<string, number> {
  const listed = commit
    ? git("ls-tree", "-r", "--name-only", commit)
    : git("ls-files", "--cached", "--others", "--exclude-standard");
  const found = new Map<string, number>();
  for (const path of new Set(listed.split("\n").filter(isProduct))) {
    if (!commit && !existsSync(join(ROOT, path))) continue;
    const text = commit ? git("show", `${commit}:${path}`) : readFileSync(join(ROOT, path), "utf8");
    const [, house = ""] = HOUSE.exec(path) ?? [];
    found.set(house, (found.get(house) ?? 0) + bytesOf(path, text));
  }
  return found;
}

const [commit] = process.argv.slice(2);
const now = sizes(undefined);
const before = commit === undefined ? undefined : sizes(commit);
const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((all, one) => all + one, 0);
const line = (name: string, is: number, was: number | undefined) =>
  console.log(
    `${name.padEnd(22)}${is.toLocaleString("en").padStart(12)}` +
      (was === undefined
        ? ""
        : `${was.toLocaleString("en").padStart(12)}${`${((is / was - 1) * 100).toFixed(1)} %`.padStart(10)}`),
  );
for (const [house, bytes] of [...now].sort()) line(house, bytes, before && (before.get(house) ?? 0));
line("all", sum(now), before && sum(before));

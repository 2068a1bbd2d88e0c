/**
 * What people read, held to the terms and the turns of docs/words.md.
 * A text is a pair of literals, Chinese first: `w("…", "…")`, `{ zh: "…", en: "…" }`. All houses are read from their source, so a text that no page shows is held too.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";

const ROOT = new URL("../../..", import.meta.url).pathname;
const HAN = /\p{Script=Han}/u;

type Text = { at: string; zh: string; en: string };

/** The literals of a call or of an object that are a text in both languages, or none. */
function pairOf(node: ts.Node): readonly [ts.Node, ts.Node] | undefined {
  if (ts.isCallExpression(node)) {
    const [zh, en] = node.arguments;
    return zh !== undefined && en !== undefined && (ts.isStringLiteralLike(zh) || ts.isTemplateExpression(zh))
      ? [zh, en]
      : undefined;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const named = (name: string) =>
    node.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)?.initializer;
  const [zh, en] = [named("zh"), named("en")];
  return zh !== undefined && en !== undefined ? [zh, en] : undefined;
}

function textsOf(path: string): Text[] {
  const source = readFileSync(`${ROOT}/${path}`, "utf8");
  if (!HAN.test(source)) return [];
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    const pair = pairOf(node);
    if (pair !== undefined && HAN.test(pair[0].getText()) && !HAN.test(pair[1].getText())) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ at: `${path}:${line}`, zh: pair[0].getText(), en: pair[1].getText() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter((path) => /^(?:admin|bot|shared|supabase)\//.test(path) && !/\.test\.tsx?$/.test(path));
const texts = files.flatMap(textsOf);

/** The rows of the table under a heading of docs/words.md, as cells. */
function tableUnder(heading: string): string[][] {
  const page = readFileSync(`${ROOT}/docs/words.md`, "utf8");
  const part = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return part
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const phrases = (cell: string | undefined) =>
  (cell ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

/** Texts with a phrase in them: Chinese ones anywhere, English ones as whole words in either case. Code within `${…}` is no text. */
function having(phrase: string): string[] {
  const pattern = HAN.test(phrase)
    ? new RegExp(phrase, "u")
    : new RegExp(`(?<![\\w-])${phrase}(?![\\w-])`, "i");
  return texts
    .filter(({ zh, en }) =>
      pattern.test((HAN.test(phrase) ? zh : en).replaceAll(/\$?\{[\w, ]*[^{}|]*\}|\{\w+:/g, "")),
    )
    .map(({ at, en, zh }) => `${at}: ${HAN.test(phrase) ? zh : en}`);
}

test("no text has a word that docs/words.md rules out", () => {
  assert.ok(texts.length > 5_000, `only ${texts.length} texts were found`);
  const terms = tableUnder("Terms").flatMap(([, say, never]) =>
    phrases(never).map((one) => ({ never: one, say })),
  );
  const turns = tableUnder("Turns that nobody says").flatMap(([never, say]) =>
    phrases(never).map((one) => ({ never: one, say })),
  );
  assert.ok(terms.length > 20 && turns.length > 15, "the tables of docs/words.md were not read");
  const faults = [...terms, ...turns].flatMap(({ never, say }) =>
    having(never).map((text) => `“${never}” → “${say}” in ${text}`),
  );
  assert.deepEqual(faults, []);
});

test("names stand in curly quotes, and no text of one line has two spaces", () => {
  const faults = texts.filter(
    ({ en }) => /\\"/.test(en) || (!en.startsWith("`Usage:") && /\S {2,}\S/.test(en)),
  );
  assert.deepEqual(
    faults.map(({ at, en }) => `${at}: ${en}`),
    [],
  );
});

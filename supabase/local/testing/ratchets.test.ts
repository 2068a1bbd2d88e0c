/** What the house wants less of. Each ceiling may fall and never rise: write the lower one here when you bring a figure down. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { ROOT } from "../env.ts";
import { GENERATED } from "../law/files.ts";
import { flagsOfOne, listsOfNouns, slotsOf, slotsOfOne } from "./ratchets_of_nouns.ts";
import { find } from "./step.ts";

const CEILINGS = {
  "comments in the law of more than 300 characters": 23,
  "declarations of more than 200 lines": 8,
  "functions of more than 80 lines in TypeScript": 30,
  "functions in SQL that every query plans anew": 580,
  "functions of more than 60 lines in SQL": 6,
  "lines of the law of more than 110 characters": 624,
  "lines of the law of more than 140 characters": 178,
  "lines of the migrations of more than 140 characters": 6,
  "inserts of resources and transitions that are read by position": 0,
  "pairs of folders in shared that import each other": 0,
  "pairs of folders in the bot that import each other": 1,
  "texts that stand in more than one place": 97,
  "flags of declarations that one noun uses": 21,
  "slots that one resource uses": 4,
  "resources with more than five slots": 3,
  "lists that name eight nouns and more": 8,
  "comments in the syntax of another language": 143,
} as const;

const textOf = (path: string) => readFileSync(`${ROOT}/${path}`, "utf8");
const isTest = (path: string) => /\.test\.tsx?$|vectors\.ts$|fixtures\.ts$/.test(path);
const source = find(["{shared,bot,admin}/src/**/*.{ts,tsx}", "supabase/{functions,local}/**/*.ts"]).filter(
  (path) => !isTest(path) && !path.endsWith("ground/database.ts"),
);
const law = find(["supabase/law/**/*.sql"]);
/** Without what the law is written into, which is in no commit. */
const tables = find(["supabase/migrations/*.sql"]).filter((path) => !GENERATED.test(basename(path)));
const lines = (text: string) => text.split("\n").length;

function longFunctions(path: string, most: number): string[] {
  const text = textOf(path);
  if (lines(text) <= most) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const lineAt = (place: number) => file.getLineAndCharacterOfPosition(place).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const from = lineAt(node.getStart());
      if (lineAt(node.getEnd()) - from + 1 > most) found.push(`${path}:${from + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A setting of its own (search_path) keeps a function in SQL from being inlined; Postgres 17 then plans it in every query. One in plpgsql it plans once a session. */
const plannedAnew = (path: string) =>
  Array.from(
    textOf(path).matchAll(/create or replace function ([\w.]+)[^$]*?language sql\b[^$]*?\bset search_path/g),
  ).map(([, name]) => `${path}: ${name}`);

const longSql = (path: string, most: number) =>
  Array.from(textOf(path).matchAll(/create or replace function ([\w.]+).*?\$\$(.*?)\$\$/gs))
    .filter(([, , body = ""]) => lines(body) > most)
    .map(([, name]) => `${path}: ${name}`);

const longLines = (files: readonly string[], most: number) =>
  files.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, at) => (line.length > most ? [`${path}:${at + 1}`] : [])),
  );

/** What `comment on … is` says of a thing, in one literal or in several lines of them. */
const longComments = (path: string, most: number) =>
  Array.from(textOf(path).matchAll(/comment on ([^;']*?) is\s+((?:'(?:[^']|'')*'\s*)+);/g))
    .filter(([, , said = ""]) => said.replace(/'\s*\n\s*'/g, "").length - 2 > most)
    .map(([, what]) => `${path}: ${what}`);

/** No columns are named, or two values side by side are what the columns have by themselves. */
const byPosition = (path: string) =>
  Array.from(textOf(path).matchAll(/insert into private\.(?:resources|transitions)\b(.*?);\n/gs))
    .filter(([, rest = ""]) => !/^ \(/.test(rest) || /\b(?:false|null), (?:false|null)\b/.test(rest))
    .map(({ 0: all }) => `${path}: ${all.slice(0, 80)}`);

/** A feature's words are a floor of their own below the features, as `.dependency-cruiser.cjs` has it. */
const WORDS = /^shared\/src\/(layouts\/|(?!ground|resource|refusals|catalogue)[^/]+\/\w*words\.ts$)/;

function pairs(house: "shared" | "bot"): string[] {
  const folder = (path: string) =>
    WORDS.test(path) ? "words" : new RegExp(`^${house}/src/([^/]+)/`).exec(path)?.[1];
  const arrows = new Set<string>();
  for (const path of source.filter((one) => one.startsWith(`${house}/src/`))) {
    const from = folder(path);
    for (const [, to = ""] of textOf(path).matchAll(/from "(\.[^"]+)"/g)) {
      const at = folder(new URL(to, `file:///${dirname(path)}/`).pathname.slice(1));
      if (from && at && from !== at) arrows.add(`${from} ${at}`);
    }
  }
  return [...arrows].filter((arrow) => {
    const [from = "", to = ""] = arrow.split(" ");
    return from < to && arrows.has(`${to} ${from}`);
  });
}

/** Texts of six Chinese characters and more; shorter ones are words that two things may share. */
function twice(): string[] {
  const seen = new Map<string, number>();
  for (const path of source)
    for (const [, text = ""] of textOf(path).matchAll(/\b(?:zh: |w\(\s*)"([^"]{6,})"/g))
      seen.set(text, (seen.get(text) ?? 0) + 1);
  return [...seen].filter(([, count]) => count > 1).map(([text]) => text);
}

/** Turns of phrase that make a reader of English stop: `whoever`, a row that stands somewhere, something that is none. */
const FOREIGN =
  /\bwhoever\b|\bstands? (?:in(?! for)|at|on|beside|under|above|behind|between|there|here)\b|(?<!there )\b(?:is|are) none\b/i;

function foreign(): string[] {
  const inSql = law.map((path) => ({
    path,
    comments: textOf(path).match(/--[^\n]*|^comment on [^;]*;/gm) ?? [],
  }));
  const inTypeScript = source.map((path) => ({
    path,
    comments: textOf(path).match(/^\s*(?:\/\/|\/?\*)[^\n]*/gm) ?? [],
  }));
  return [...inSql, ...inTypeScript].flatMap(({ path, comments }) =>
    comments.filter((comment) => FOREIGN.test(comment)).map(() => path),
  );
}

const pages = find(["admin/src/**/*.tsx"]);

const FOUND: Readonly<Record<keyof typeof CEILINGS, () => readonly string[]>> = {
  "comments in the law of more than 300 characters": () =>
    [...law, ...tables].flatMap((path) => longComments(path, 300)),
  "declarations of more than 200 lines": () =>
    source.filter(
      (path) =>
        path.startsWith("shared/") && /= defineResource\(/.test(textOf(path)) && lines(textOf(path)) > 200,
    ),
  "functions of more than 80 lines in TypeScript": () => source.flatMap((path) => longFunctions(path, 80)),
  "functions in SQL that every query plans anew": () => law.flatMap(plannedAnew),
  "functions of more than 60 lines in SQL": () => law.flatMap((path) => longSql(path, 60)),
  "lines of the law of more than 110 characters": () => longLines(law, 110),
  "lines of the law of more than 140 characters": () => longLines(law, 140),
  "lines of the migrations of more than 140 characters": () => longLines(tables, 140),
  "inserts of resources and transitions that are read by position": () =>
    [...law, ...tables].flatMap(byPosition),
  "pairs of folders in shared that import each other": () => pairs("shared"),
  "pairs of folders in the bot that import each other": () => pairs("bot"),
  "texts that stand in more than one place": twice,
  "flags of declarations that one noun uses": flagsOfOne,
  "slots that one resource uses": () => slotsOfOne(pages),
  "resources with more than five slots": () =>
    slotsOf(pages).flatMap(({ path, slots }) => (slots.length > 5 ? [`${path}: ${slots.length}`] : [])),
  "lists that name eight nouns and more": () => listsOfNouns(source),
  "comments in the syntax of another language": foreign,
};

test("README has 200 lines at most, and docs/house.md too", () => {
  for (const page of ["README.md", "docs/house.md"]) assert.ok(lines(textOf(page).trimEnd()) <= 200, page);
});

for (const [what, most] of Object.entries(CEILINGS) as [keyof typeof CEILINGS, number][])
  test(`${what}: ${most} at most`, () => {
    const found = FOUND[what]();
    assert.ok(found.length <= most, `${found.length}, the last of them ${found.slice(-20).join(", ")}`);
  });

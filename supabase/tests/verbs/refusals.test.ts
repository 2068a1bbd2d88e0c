import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { FIELD_WORDS } from "../../../shared/src/refusals/fields.ts";
import { isRefusalCode, REFUSALS } from "../../../shared/src/refusals/register.ts";

/** One `private.refuse('code', details)` of the law. */
interface RefuseCall {
  readonly code: string;
  readonly values: readonly string[];
  readonly where: string;
}

const sourcesIn = (folder: URL) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sql"))
    .map((name) => ({ name, sql: readFileSync(new URL(name, folder), "utf8") }));
const law = sourcesIn(new URL("../../law/", import.meta.url));
// The register itself and the law that was written from its texts say nothing new.
const tables = sourcesIn(new URL("../../migrations/", import.meta.url)).filter(
  ({ name }) => !/_(law|register)\.sql$/.test(name),
);
const FUNCTIONS = new URL("../../functions/", import.meta.url);
const functions = readdirSync(FUNCTIONS, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
  .map((name) => readFileSync(new URL(name, FUNCTIONS), "utf8"));
const GATEWAY = new URL("../../local/gateway/", import.meta.url);
const doors = readdirSync(GATEWAY).map((name) => readFileSync(new URL(name, GATEWAY), "utf8"));
const calls = law.flatMap(({ name, sql }) => refuseCalls(sql, name));

/** Codes that no call of `refuse` gives: ends of an import, conditions of transitions, named constraints, refusals built by hand. */
const named = [
  ...law.flatMap(({ sql }) => [
    ...matches(sql, /fail_import\([^,()]+,\s*'([a-z_]+)'/g),
    ...matches(sql, /'code',\s*'([a-z_]+)'/g),
    ...matches(sql, /private\.refusal\('([a-z_]+)'/g),
    ...matches(sql, /error = case [^;]*? then '([a-z_]+)' end/g),
    ...matches(sql, /\b(?:then|else) '([a-z_]+)'/g).filter((word) => isRefusalCode(word)),
  ]),
  ...tables.flatMap(({ sql }) => [
    ...matches(sql, /''code'', ''([a-z_]+)''/g),
    ...matches(sql, /then ''([a-z_]+)''/g).filter((word) => isRefusalCode(word)),
    ...Array.from(sql.matchAll(/insert into private\.constraints[^;]*;/g)).flatMap(([rows]) =>
      matches(rows, /\('[a-z_]+', '([a-z_]+)'\)/g),
    ),
  ]),
  // What the embedded server finds at its doors.
  ...doors.flatMap((source) => matches(source, /\brefusal\("([a-z_]+)"/g)),
  // What only a function can know, such as what an account at a carrier says.
  ...functions.flatMap((source) => matches(source, /new Refusal\(\s*409,\s*"([a-z_]+)"/g)),
];

function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (hit) => hit[1] ?? "");
}

function refuseCalls(sql: string, where: string): RefuseCall[] {
  return Array.from(sql.matchAll(/private\.refuse\(\s*'([a-z_]+)'/g), (hit) => {
    const args = callArguments(sql, hit.index + "private.refuse".length);
    const line = sql.slice(0, hit.index).split("\n").length;
    return { code: hit[1] ?? "", values: detailNames(args[1]), where: `${where}:${line}` };
  });
}

/** The arguments of the call whose parenthesis stands at `open`, as written. */
function callArguments(sql: string, open: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = open + 1;
  for (let at = open; at < sql.length; at += 1) {
    const char = sql[at];
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === "(" || char === "[") depth += 1;
    if (char === ")" || char === "]") depth -= 1;
    if (depth === 0 || (depth === 1 && char === ",")) {
      found.push(sql.slice(from, at).trim());
      from = at + 1;
    }
    if (depth === 0) return found;
  }
  throw new Error(`a call is not closed: ${sql.slice(open, open + 80)}`);
}

/** Names of the values a refusal hands over: of a JSON literal, or of the first `jsonb_build_object`. */
function detailNames(details: string | undefined): string[] {
  if (!details) return [];
  if (details.startsWith("'")) return Object.keys(JSON.parse(details.slice(1, details.lastIndexOf("'"))));
  const call = details.indexOf("jsonb_build_object");
  assert.ok(call >= 0, `details that are neither JSON nor jsonb_build_object: ${details}`);
  const args = callArguments(details, details.indexOf("(", call));
  return args.filter((_arg, index) => index % 2 === 0).map((arg) => arg.replaceAll("'", ""));
}

const places = (text: string) => Array.from(text.matchAll(/\{([a-z_]+)\}/g), (hit) => hit[1] ?? "");

test("every refusal of the database has words in both languages", () => {
  assert.ok(calls.length > 50, `only ${calls.length} refusals found`);
  const codes = [...calls.map((entry) => entry.code), ...named];
  assert.deepEqual([...new Set(codes.filter((code) => !isRefusalCode(code)))], []);
});

test("the words of a refusal speak of nothing the database does not hand over", () => {
  const missing = calls.flatMap(({ code, values, where }) => {
    if (!isRefusalCode(code)) return [];
    const { zh, en, hint_zh, hint_en } = REFUSALS[code];
    const wanted = new Set([zh, en, hint_zh, hint_en].flatMap(places));
    return [...wanted].filter((name) => !values.includes(name)).map((name) => `${where} ${code} {${name}}`);
  });
  assert.deepEqual(missing, []);
});

test("every input that the database calls invalid has its words", () => {
  const fields = law
    .flatMap(({ sql }) => matches(sql, /"field": "([^"]+)"/g))
    .flatMap((names) => names.split(/,\s*/));
  assert.deepEqual(
    [...new Set(fields)].filter((field) => !Object.hasOwn(FIELD_WORDS, field)),
    [],
  );
});

test("the register holds no refusal the database never gives", () => {
  const given = new Set([...calls.map((entry) => entry.code), ...named]);
  assert.deepEqual(
    Object.keys(REFUSALS).filter((code) => !given.has(code)),
    [],
  );
});

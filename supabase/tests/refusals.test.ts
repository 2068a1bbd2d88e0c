import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { FIELD_WORDS } from "../../shared/src/refusals/fields.ts";
import { isRefusalCode, REFUSALS } from "../../shared/src/refusals/register.ts";

/** One `private.refuse('code', status, message, hint, details)` of the migrations. */
interface Refused {
  readonly code: string;
  readonly status: number;
  readonly values: readonly string[];
  readonly where: string;
}

const folder = new URL("../migrations/", import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => ({ name, sql: readFileSync(new URL(name, folder), "utf8") }));
const refused = sources.flatMap(({ name, sql }) => refusalsIn(sql, name));

/** Codes that are no refusal of a verb: they end an import (`fail_import`) or are built by hand. */
const named = sources.flatMap(({ sql }) => [
  ...matches(sql, /fail_import\([^,()]+,\s*'([a-z_]+)'/g),
  ...matches(sql, /'code',\s*'([a-z_]+)'/g),
  ...matches(sql, /error = case [^;]*? then '([a-z_]+)' end/g),
]);

function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (hit) => hit[1] ?? "");
}

function refusalsIn(sql: string, where: string): Refused[] {
  return Array.from(sql.matchAll(/private\.refuse\(\s*'([a-z_]+)'\s*,\s*(\d+)\s*,/g), (hit) => {
    const args = callArguments(sql, hit.index + "private.refuse".length);
    const line = sql.slice(0, hit.index).split("\n").length;
    return {
      code: hit[1] ?? "",
      status: Number(hit[2]),
      values: detailNames(args[4]),
      where: `${where}:${line}`,
    };
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
  assert.ok(refused.length > 50, `only ${refused.length} refusals found`);
  const codes = [...refused.map((entry) => entry.code), ...named];
  assert.deepEqual([...new Set(codes.filter((code) => !isRefusalCode(code)))], []);
});

test("the words of a refusal speak of nothing the database does not hand over", () => {
  const missing = refused.flatMap(({ code, values, where }) => {
    if (!isRefusalCode(code)) return [];
    const { zh, en, hint_zh, hint_en } = REFUSALS[code];
    const wanted = new Set([zh, en, hint_zh, hint_en].flatMap(places));
    return [...wanted].filter((name) => !values.includes(name)).map((name) => `${where} ${code} {${name}}`);
  });
  assert.deepEqual(missing, []);
});

test("every input that the database calls invalid has its words", () => {
  const fields = sources
    .flatMap(({ sql }) => matches(sql, /"field": "([^"]+)"/g))
    .flatMap((names) => names.split(/,\s*/));
  assert.deepEqual(
    [...new Set(fields)].filter((field) => !Object.hasOwn(FIELD_WORDS, field)),
    [],
  );
});

test("the register and the database give a refusal the same HTTP status", () => {
  const other = refused.flatMap(({ code, status, where }) =>
    isRefusalCode(code) && REFUSALS[code].status !== status ? [`${where} ${code} ${status}`] : [],
  );
  assert.deepEqual(other, []);
});

test("the register holds no refusal the database never gives", () => {
  const given = new Set([...refused.map((entry) => entry.code), ...named]);
  assert.deepEqual(
    Object.keys(REFUSALS).filter((code) => !given.has(code)),
    [],
  );
});

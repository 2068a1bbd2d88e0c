/**
 * `npm run law`: writes the texts of `supabase/law` into a migration, since `supabase db push` is the only way into a database.
 * A text is one statement: a function, view, trigger, policy, grant or comment. Each stands in one file and is replaced whole.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./env.ts";
import { registerInStep, writeRegister } from "./register.ts";
import { statementsOf } from "./statements.ts";

const LAW = join(ROOT, "supabase/law");
const MIGRATIONS = join(ROOT, "supabase/migrations");
const NAME = /^(\d{14})_law\.sql$/;
/** The first migration of the law comes after every table it names. Until the first release it is written anew each time. */
const FIRST = "20261101900000";

/** In the order in which they are made: a view may call any function, a policy any view, and a comment may be on any of them. */
const KINDS = [
  "function",
  "do",
  "view",
  "trigger",
  "policy",
  "security",
  "guard",
  "verbs",
  "grant",
  "comment",
] as const;
type Kind = (typeof KINDS)[number];

/** One text of the law. `key` names what it makes: two texts of one key would be two texts of one thing. */
export type LawText = { kind: Kind; key: string; sql: string };

const PATTERNS: readonly [Kind, RegExp][] = [
  ["function", /^create (?:or replace )?function (\S+?)\(/i],
  ["do", /^do (\$\w*\$)/i],
  ["view", /^create (?:or replace )?view (\S+)/i],
  ["trigger", /^create (?:constraint )?trigger (\S+) [\s\S]*? on (\S+)/i],
  ["policy", /^create policy ("[^"]+") on (\S+)/i],
  ["security", /^alter table (\S+) enable row level security/i],
  ["guard", /^select (private\.(?:guard|resource_table)\([^)]*\))/i],
  ["verbs", /^select (private\.public_verbs\([^)]*\))/i],
  ["grant", /^((?:grant|revoke) [\s\S]*)/i],
  ["comment", /^comment on ([\s\S]+?) is\s/i],
];

const withoutComments = (sql: string) => sql.replace(/^(?:\s*--[^\n]*\n|\s*\n)*/, "").trim();

/** Reads one statement as a text of the law. Throws for a statement of another kind: tables and data belong into migrations. */
export function lawText(sql: string): LawText {
  const code = withoutComments(sql);
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(code);
    if (match) return { kind, key: `${kind} ${match.slice(1).join(" ").replace(/\s+/g, " ")}`, sql };
  }
  throw new Error(`Not a text of the law (tables and data belong into a migration):\n${code.slice(0, 200)}`);
}

/** The texts of `sql` by key, in the order in which they have to be made. Throws where one thing has two texts. */
export function lawOf(sql: string): Map<string, LawText> {
  const texts = statementsOf(sql)
    .filter((statement) => withoutComments(statement) !== "")
    .map(lawText);
  const seen = new Set<string>();
  for (const { key } of texts) {
    if (seen.has(key)) throw new Error(`The law has two texts of: ${key}`);
    seen.add(key);
  }
  const ordered = KINDS.flatMap((kind) => {
    const these = texts.filter((text) => text.kind === kind);
    return kind === "view" ? byMention(these) : these;
  });
  return new Map(ordered.map((text) => [text.key, text]));
}

const nameOf = (text: LawText) => text.key.split(" ")[1] ?? "";
const mentions = (text: LawText, name: string) =>
  new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`).test(text.sql);

/** Views after the views they read. */
function byMention(views: LawText[]): LawText[] {
  const placed: LawText[] = [];
  const place = (view: LawText) => {
    if (placed.includes(view)) return;
    for (const other of views) if (other !== view && mentions(view, nameOf(other))) place(other);
    placed.push(view);
  };
  views.forEach(place);
  return placed;
}

const dropOf: Partial<Record<Kind, (key: string) => string>> = {
  function: (key) => `drop function ${key.split(" ")[1]}`,
  view: (key) => `drop view ${key.split(" ")[1]}`,
  trigger: (key) => `drop trigger ${key.split(" ")[1]} on ${key.split(" ").at(-1)}`,
  policy: (key) => `drop policy ${key.slice("policy ".length).replace(/ (\S+)$/, " on $1")}`,
};

/** The part of a function that `create or replace` cannot change: its arguments and what it returns. */
const shapeOf = (text: LawText) =>
  withoutComments(text.sql)
    .split(/\blanguage\b/i)[0]
    ?.replace(/\s+/g, " ");

/**
 * The statements that turn the law `from` into `to`. What is gone or has another shape is dropped first, together with the views and
 * policies that name it; these are made again. A function with the same arguments and result is replaced in place.
 */
export function changesOf(from: Map<string, LawText>, to: Map<string, LawText>): string[] {
  const droppable = [...from.values()].filter(({ kind }) => dropOf[kind]);
  const dropped = new Set(
    droppable
      .filter((old) => {
        const next = to.get(old.key);
        if (next?.sql === old.sql) return false;
        return !next || old.kind !== "function" || shapeOf(old) !== shapeOf(next);
      })
      .map(({ key }) => key),
  );
  for (let size = -1; size !== dropped.size; ) {
    size = dropped.size;
    const names = [...dropped]
      .filter((key) => /^(function|view) /.test(key))
      .map((key) => key.split(" ")[1] ?? "");
    for (const text of droppable) {
      if (text.kind !== "function" && names.some((name) => mentions(text, name))) dropped.add(text.key);
    }
  }
  const order = [...droppable].reverse().filter(({ key }) => dropped.has(key));
  const drops = order.map(({ kind, key }) => dropOf[kind]?.(key) ?? "");
  const about = (text: LawText) =>
    [...dropped].some((key) => /^(function|view) /.test(key) && mentions(text, key.split(" ")[1] ?? ""));
  const isNew = (text: LawText) => {
    if (from.get(text.key)?.sql !== text.sql || dropped.has(text.key)) return true;
    return (text.kind === "grant" || text.kind === "comment") && about(text);
  };
  const texts = [...to.values()];
  // Verbs are made of rows, and of what has no function of its own: they are looked through again with every change.
  const changes = drops.length > 0 || texts.some(isNew);
  const makes = texts.filter((text) => isNew(text) || (changes && text.kind === "verbs"));
  return [...drops, ...makes.map(({ sql }) => sql)];
}

const HEADER = `-- The law: functions, views, triggers, policies, grants and comments. Written by \`npm run law\` from supabase/law; edit there.
-- Bodies are not checked while they are made, since a function may call one that comes later.
set check_function_bodies = off`;

const fileOf = (statements: string[]) => `${[HEADER, ...statements].join(";\n\n")};\n`;

const sqlFiles = async (folder: string) =>
  (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();

async function readLaw(): Promise<Map<string, LawText>> {
  const texts = await Promise.all((await sqlFiles(LAW)).map((file) => readFile(join(LAW, file), "utf8")));
  return lawOf(texts.join("\n"));
}

/** The law as the migrations make it, one after the other. */
async function migratedLaw(): Promise<{ law: Map<string, LawText>; versions: string[] }> {
  const versions = (await sqlFiles(MIGRATIONS)).flatMap((file) => NAME.exec(file)?.[1] ?? []);
  const law = new Map<string, LawText>();
  for (const version of versions) {
    for (const statement of statementsOf(
      await readFile(join(MIGRATIONS, `${version}_law.sql`), "utf8"),
    ).slice(1)) {
      const drop = /^drop (function|view|trigger|policy) (.*?)(?: on (\S+))?$/i.exec(
        withoutComments(statement),
      );
      if (drop) law.delete(`${drop[1]} ${drop.slice(2).filter(Boolean).join(" ")}`);
      else law.set(lawText(statement).key, lawText(statement));
    }
  }
  return { law, versions };
}

/** The texts that the migrations do not have as `supabase/law` says them, by key; empty when both are in step. */
export async function driftOfLaw(): Promise<string[]> {
  const [wanted, { law }] = await Promise.all([readLaw(), migratedLaw()]);
  const keys = new Set([...wanted.keys(), ...law.keys()]);
  return [...keys].filter((key) => wanted.get(key)?.sql !== law.get(key)?.sql);
}

/** Writes the law: into its first migration, or with `forward` what changed into a new one. Answers the file's name, if it wrote one. */
export async function writeLaw({ forward = false, now = new Date() } = {}): Promise<string | undefined> {
  const wanted = await readLaw();
  if (!forward) {
    const name = `${FIRST}_law.sql`;
    await writeFile(join(MIGRATIONS, name), fileOf([...wanted.values()].map(({ sql }) => sql)));
    return name;
  }
  const { law } = await migratedLaw();
  const changes = changesOf(law, wanted);
  if (changes.length === 0) return undefined;
  const name = `${now.toISOString().replace(/\D/g, "").slice(0, 14)}_law.sql`;
  await writeFile(join(MIGRATIONS, name), fileOf(changes));
  return name;
}

if (import.meta.main) {
  if (process.argv.includes("--check")) {
    const drift = await driftOfLaw();
    if (!(await registerInStep())) drift.push("the register of refusals and the shapes of inputs");
    if (drift.length > 0) console.error(`The migrations are behind; run npm run law:\n${drift.join("\n")}`);
    process.exitCode = drift.length > 0 ? 1 : 0;
  } else {
    await writeRegister();
    const name = await writeLaw({ forward: process.argv.includes("--forward") });
    console.log(name ? `supabase/migrations/${name}` : "Nothing has changed.");
  }
}

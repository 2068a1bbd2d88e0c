/**
 * `POST /check-template {template}`: checks the latest version of a template by the rules of the words (TPL-3, TPL-4; of the basic edition
 * BAS-3) and keeps what it found, without which `submit_template` and `submit_basic_template` refuse.
 */
import { checkBasic } from "@tidings/shared/basic/check.ts";
import { basicContentSchema } from "@tidings/shared/basic/content.ts";
import { weigh } from "@tidings/shared/basic/weigh.ts";
import { BANNED_REASONS } from "@tidings/shared/platform/words.ts";
import { checkContent, hasErrors, type Usage } from "@tidings/shared/templates/content.ts";
import { type Finding, finding } from "@tidings/shared/templates/findings.ts";
import { toKooMessage } from "@tidings/shared/templates/koomessage/to_koomessage.ts";
import { type LibraryMeasure, libraryPaths, withMeasures } from "@tidings/shared/templates/measured.ts";
import { everyText } from "@tidings/shared/templates/texts.ts";
import { z } from "zod";
import { sees, whoCalls } from "../_core/caller.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";

const input = z.object({ template: z.guid() });

type Version = {
  version: number;
  version_id: string;
  content_hash: string;
  /** What the check is kept by: the hash, and what a resolver's own rules read besides. */
  check_key: string;
  /** Who takes the enterprise's templates; null: nobody yet, or a platform admin by hand. */
  adapter: string | null;
  name: string;
  signatures: string[];
  /** Those that were chosen for vivo's review. */
  sms_signatures: string[];
  usage: Usage;
  vendors: string[];
  content: unknown;
} & (
  | { kind: "aim"; layout: string }
  /** A storyboard, with the name of the signature that stands before it. */
  | { kind: "basic"; signature: string | null }
);
type CardVersion = Extract<Version, { kind: "aim" }>;
type BasicVersion = Extract<Version, { kind: "basic" }>;

/**
 * Answers `{version, content_hash, findings}`, and of a storyboard its `weight` in bytes, also when there are errors: they are for `submit_template` to refuse.
 * Refuses 400, 401, 404 (not visible to the caller), 405, 429 (too_many_requests).
 */
export function makeHandler(env: Env, sql: Sql): (request: Request) => Promise<Response> {
  return answering("check-template", async (request) => {
    onlyMethods(request, "POST");
    const read = input.safeParse(await jsonOf(request));
    if (!read.success) throw new Refusal(400, "input_invalid", 'Send {"template": "<uuid>"}.');
    const { template } = read.data;
    const caller = await whoCalls(request, env);
    await countCall(sql, caller, "check_template");
    if (!(await sees(caller, env, "templates", template))) throw notFound();
    const about = await latestOf(sql, template);
    const measures = await measuresOf(sql, libraryPaths(about.content));
    const content = withMeasures(about.content, measures);
    const findings: Finding[] =
      about.kind === "basic"
        ? checkBasic(about.content, { signature: about.signature, adapter: about.adapter, measures })
        : [...checkContent(about.layout, about.vendors, about.usage, content)];
    findings.push(...(await bannedIn(sql, content, findings)));
    if (about.kind === "aim") {
      findings.push(...findingsOfVivo(about));
      findings.push(...findingsOfResolver(about, content, findings));
    }
    const weight = about.kind === "basic" ? weightOf(about, measures) : null;
    await record(sql, about, findings, weight);
    const { version, content_hash } = about;
    return json({ version, content_hash, findings, ...(weight === null ? {} : { weight }) });
  });
}

/** Bytes as the phone gets it; null of what is no storyboard. */
function weightOf({ content, signature }: BasicVersion, measures: readonly LibraryMeasure[]): number | null {
  const { data } = basicContentSchema.safeParse(content);
  return data ? weigh(data, measures, signature).bytes : null;
}

/** What the service that has the vendors decide cannot take. A content with errors is not looked at: it would find them twice. */
function findingsOfResolver(
  about: CardVersion,
  content: unknown,
  found: readonly Finding[],
): readonly Finding[] {
  if (about.adapter !== "koomessage" || hasErrors([...found])) return [];
  const mapped = toKooMessage({ ...about, reference: about.version_id, content });
  return "issues" in mapped ? mapped.issues : [];
}

/** Banned words at their places. Of a word that the check has named there already nothing is said twice. */
async function bannedIn(sql: Sql, content: unknown, found: readonly Finding[]): Promise<Finding[]> {
  const texts = everyText((content as { slots?: unknown } | null)?.slots);
  if (texts.length === 0) return [];
  const banned = await sql<{ place: number; word: string; why: string }[]>`
    select * from private.banned_words_in(${texts.map(([, text]) => text)}::text[])`;
  return banned.flatMap(({ place, word, why }) => {
    const path = texts[place - 1]?.[0] ?? "slots";
    const said = found.some(
      (one) => one.path === path && one.level === "error" && one.words.zh.includes(word),
    );
    return said ? [] : [finding(path, "word_banned", { word, why: wordsOf(why) })];
  });
}

/** A reason is what a platform admin typed; of those that a deployment begins with, English is known. */
const wordsOf = (why: string) =>
  Object.entries(BANNED_REASONS).find(([said]) => said === why)?.[1] ?? { zh: why, en: why };

function findingsOfVivo({ vendors, sms_signatures }: CardVersion): readonly Finding[] {
  const open = vendors.includes("vivo") && sms_signatures.length === 0;
  return open ? [finding("sms_signatures", "sms_signatures")] : [];
}

const notFound = () => new Refusal(404, "not_found", "There is no such template.");

async function latestOf(sql: Sql, template: string): Promise<Version> {
  // One statement, so that the hash is that of the content that is checked, no matter who saves meanwhile.
  const [row] = await sql<Version[]>`
    select * from private.latest_content(${template}::uuid)`;
  if (!row) throw notFound();
  return row;
}

/** What was measured of the pictures and videos that are shown: a content only says it. */
async function measuresOf(sql: Sql, paths: readonly string[]): Promise<LibraryMeasure[]> {
  if (paths.length === 0) return [];
  return sql<
    LibraryMeasure[]
  >`select path, bytes, width, height, duration_ms from private.media_measures(${[...paths]})`;
}

async function record(
  sql: Sql,
  { check_key, version_id }: Version,
  findings: readonly Finding[],
  weight: number | null,
): Promise<void> {
  const errors = findings
    .filter(({ level }) => level === "error")
    .map(({ path, code, words: { zh, en } }) => ({ path, code, zh, en }));
  await withRetry(
    () =>
      sql`select private.record_content_check(${check_key}, ${sql.json(errors)}::jsonb, ${version_id}::uuid, ${weight}::integer)`,
  );
}

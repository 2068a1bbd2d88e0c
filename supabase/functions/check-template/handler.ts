/**
 * `POST /check-template {template}`: checks the latest version of a template by the rules of the words (TPL-3, TPL-4)
 * and keeps what it found, without which `submit_template` refuses.
 */
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
  layout: string;
  usage: Usage;
  vendors: string[];
  content: unknown;
};

/**
 * Answers `{version, content_hash, findings}`, also when there are errors: they are for `submit_template` to refuse.
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
    const content = withMeasures(about.content, await measuresOf(sql, libraryPaths(about.content)));
    const findings = [...checkContent(about.layout, about.vendors, about.usage, content)];
    findings.push(...(await bannedIn(sql, content, findings)), ...findingsOfVivo(about));
    findings.push(...findingsOfResolver(about, content, findings));
    await record(sql, about.check_key, findings);
    return json({ version: about.version, content_hash: about.content_hash, findings });
  });
}

/** What the service that has the vendors decide cannot take. A content with errors is not looked at: it would find them twice. */
function findingsOfResolver(about: Version, content: unknown, found: readonly Finding[]): readonly Finding[] {
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

function findingsOfVivo({ vendors, sms_signatures }: Version): readonly Finding[] {
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
  return sql<LibraryMeasure[]>`select path, bytes, width, height from private.media_measures(${[...paths]})`;
}

async function record(sql: Sql, hash: string, findings: readonly Finding[]): Promise<void> {
  const errors = findings
    .filter(({ level }) => level === "error")
    .map(({ path, code, words: { zh, en } }) => ({ path, code, zh, en }));
  await withRetry(() => sql`select private.record_content_check(${hash}, ${sql.json(errors)}::jsonb)`);
}

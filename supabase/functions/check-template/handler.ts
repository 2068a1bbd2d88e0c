/**
 * `POST /check-template {template}`: checks the latest version of a template by the rules of the words (TPL-3, TPL-4)
 * and keeps what it found, without which `submit_template` refuses.
 */
import { checkContent, hasErrors, type Usage } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { toKooMessage } from "@tidings/shared/templates/koomessage/to_koomessage.ts";
import { type LibraryMeasure, libraryPaths, withMeasures } from "@tidings/shared/templates/measured.ts";
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

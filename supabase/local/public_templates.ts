/**
 * The public templates that every deployment begins with (TPL-1, BAS-1), and their pictures: objects of the deployment, in a folder that is no
 * enterprise's. A second time brings what has changed; what a platform admin edited or deleted stays as they left it.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ISql, JSONValue } from "postgres";
import { BASIC_STARTER_TEMPLATES } from "../../shared/src/basic/public/starters.ts";
import { fitMeasure, KEPT } from "../../shared/src/files/kinds.ts";
import type { FileMeasure } from "../../shared/src/ground/files/measure.ts";
import { filesIn, type PublicFile, withFiles } from "../../shared/src/templates/public/files.ts";
import { PUBLIC_TEMPLATES } from "../../shared/src/templates/public/list.ts";
import { ROOT } from "./env.ts";

const FOLDER = join(ROOT, "supabase/public_templates");
const { bucket } = KEPT.media;
/** Paths of the bucket begin with an enterprise; there is none of this id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Stores an object of the bucket `media`. */
export type Put = (path: string, content: Uint8Array<ArrayBuffer>, type: string) => Promise<void>;

interface Kept extends FileMeasure {
  readonly path: string;
  readonly sha256: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

async function read(name: string): Promise<Kept> {
  const content = new Uint8Array(await readFile(join(FOLDER, name)));
  const fit = fitMeasure("media", content);
  if (fit === null) throw new Error(`${name} is no picture or film that the library takes`);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { ...fit.measure, sha256, content, path: `${NOBODY}/${sha256}.${fit.format.ending}` };
}

const asFile = ({ path, bytes, width, height, duration_ms }: Kept): PublicFile => ({
  src: `/storage/v1/object/public/${bucket}/${path}`,
  bytes,
  width: width ?? 0,
  height: height ?? 0,
  ...(duration_ms ? { seconds: duration_ms / 1000 } : {}),
});

/** Of cards, and behind them of the basic edition. */
export const TEMPLATES = [...PUBLIC_TEMPLATES, ...BASIC_STARTER_TEMPLATES];

/** Lays them. Answers how many objects were not there before. */
export async function layPublicTemplates(sql: ISql, put: Put): Promise<number> {
  const names = [...new Set(TEMPLATES.flatMap(({ content }) => filesIn(content)))];
  const kept = new Map<string, Kept>();
  for (const name of names) kept.set(name, await read(name));
  const paths = [...kept.values()].map(({ path }) => path);
  const there = await sql<{ name: string }[]>`
    select o.name from storage.objects o where o.bucket_id = ${bucket} and o.name = any (${paths})`;
  const known = new Set(there.map(({ name }) => name));
  const fresh = [...kept.values()].filter(({ path }) => !known.has(path));
  for (const { path, content, type } of fresh) await put(path, content, type);
  const files = new Map([...kept].map(([name, one]) => [name, asFile(one)]));
  const given = TEMPLATES.map((template, position) => ({
    ...template,
    position,
    content: withFiles(template.content, files),
    objects: filesIn(template.content).map((name) => ({ ...kept.get(name), content: undefined })),
  }));
  await sql`select private.seed_public_template(t) from jsonb_array_elements(${sql.json(given as unknown as JSONValue)}) as t`;
  return fresh.length;
}

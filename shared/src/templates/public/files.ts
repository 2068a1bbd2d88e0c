/** Files of public templates: which ones a content shows, and the content with what is known of each in place of its name. */

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null;

/** A file's name as contents have it: a scene, a shape, an ending; a sound has no shape. */
const FILE = /^(?:[a-z_]+_\d+x\d+\.(?:jpg|mp4|3gp)|[a-z_]+\.wav)$/;

/** The names of the files that a content shows. */
export function filesIn(content: unknown): string[] {
  if (!isPart(content)) return [];
  const own = typeof content.src === "string" && FILE.test(content.src) ? [content.src] : [];
  return [...new Set([...own, ...Object.values(content).flatMap(filesIn)])];
}

/** What is known of a file that is kept: where it is, and what its bytes say. */
export interface PublicFile {
  readonly src: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** How long it lasts. */
  readonly seconds?: number;
}

/** The content with the files as they are kept. @throws where one is not known */
export function withFiles<Value>(content: Value, files: ReadonlyMap<string, PublicFile>): Value {
  return change(content, files) as Value;
}

function change(value: unknown, files: ReadonlyMap<string, PublicFile>): unknown {
  if (Array.isArray(value)) return value.map((part) => change(part, files));
  if (!isPart(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part, files)]));
  if (typeof value.src !== "string" || !FILE.test(value.src)) return parts;
  const found = files.get(value.src);
  if (!found) throw new Error(`there is no file ${value.src}`);
  const { src, bytes, width, height, seconds } = found;
  // A film of a card says nothing of its length.
  const lasts = /\.(?:3gp|wav)$/.test(src) && seconds ? { seconds } : {};
  return { ...parts, src, bytes, ...(src.endsWith(".jpg") ? { width, height } : {}), ...lasts };
}

import { inlineMeasure, libraryPath } from "./addresses.ts";

/** What was measured of an object of the library. */
export interface LibraryMeasure {
  readonly path: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** How long it plays; where it is asked for. */
  readonly duration_ms?: number | null;
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null;

/** The paths of the library objects that a content shows. */
export function libraryPaths(content: unknown): string[] {
  if (!isPart(content)) return [];
  const own = typeof content.src === "string" ? libraryPath(content.src) : null;
  return [...(own === null ? [] : [own]), ...Object.values(content).flatMap(libraryPaths)];
}

/**
 * A content with the sizes that were measured in place of those that it says of its pictures and videos; inline pictures are measured here. What was not measured has
 * none: whether it is in the library at all, the law asks.
 */
export function withMeasures(content: unknown, measures: readonly LibraryMeasure[]): unknown {
  if (Array.isArray(content)) return content.map((part) => withMeasures(part, measures));
  if (!isPart(content)) return content;
  const parts = Object.fromEntries(
    Object.entries(content).map(([key, part]) => [key, withMeasures(part, measures)]),
  );
  const source = typeof content.src === "string" ? content.src : "";
  const path = libraryPath(source);
  const isInline = source.startsWith("data:");
  if (path === null && !isInline) return parts;
  const { bytes, width, height, seconds, ...said } = parts;
  const found: Omit<LibraryMeasure, "path"> | null | undefined = isInline
    ? inlineMeasure(source)
    : measures.find((measure) => measure.path === path);
  if (!found) return said;
  const pixels = found.width && found.height ? { width: found.width, height: found.height } : {};
  const plays = found.duration_ms == null ? {} : { seconds: found.duration_ms / 1000 };
  return { ...said, bytes: found.bytes, ...pixels, ...plays };
}

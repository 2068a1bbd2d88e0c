/** Where a page of a list ended, as an address has it. */
import { z } from "zod";
import type { Resource } from "../resource/define.ts";

/** A value in the syntax of PostgREST, in which commas and brackets mean something. */
export const quoted = (text: string) => `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;

const place = z.tuple([
  z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
  z.union([z.string().max(100), z.number()]),
]);
/** The value of the list's order, and the id of the last row. */
export type Place = z.infer<typeof place>;

const base64 = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** Where the page ended whose last row this is. */
export const cursorOf = ({ order: [by] }: Resource, row: Readonly<Record<string, unknown>>): string =>
  base64(JSON.stringify(place.parse([row[by] ?? null, row.id])));

/** The place that a cursor names; null of what is no cursor. */
export function placeIn(cursor: string): Place | null {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (sign) =>
      sign.charCodeAt(0),
    );
    return place.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

/** Rows behind a place, as a filter of PostgREST. Those without a value stand last, as in every list. */
export function behind({ order: [by, direction] }: Resource, [value, id]: Place): string {
  const [further, last] = [direction === "asc" ? "gt" : "lt", `id.gt.${quoted(String(id))}`];
  if (by === "id") return `(id.${further}.${quoted(String(id))})`;
  if (value === null) return `(and(${by}.is.null,${last}))`;
  // A quoted true is a text there.
  const now = typeof value === "string" ? quoted(value) : String(value);
  return `(${by}.${further}.${now},${by}.is.null,and(${by}.eq.${now},${last}))`;
}

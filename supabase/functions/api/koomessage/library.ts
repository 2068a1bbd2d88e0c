/** Pictures and videos of templates: rows of the library, as the service names them. */
import { isId } from "@tidings/shared/ground/ids.ts";
import type { FileHere } from "@tidings/shared/moving/reading.ts";
import { RATES } from "@tidings/shared/templates/koomessage/cards.ts";
import type { Env } from "../../_core/env.ts";
import type { Asked } from "../route.ts";
import { fault, hereOf, type Row, rowsOfView } from "./asked.ts";

const PUBLIC = "/storage/v1/object/public/media/";
export const sourceOf = (path: unknown): string => `${PUBLIC}${String(path)}`;
export const addressOf = ({ SUPABASE_URL }: Env, path: unknown): string => SUPABASE_URL + sourceOf(path);

/** Ids in one question: an address of 4 KB. */
const AT_ONCE = 100;

/** What is in the library under these ids, each once. */
export async function mediaWith(asked: Asked, ids: readonly string[]): Promise<Row[]> {
  const here = hereOf(asked, "media");
  const known = ids.filter(isId);
  const parts = Array.from({ length: Math.ceil(known.length / AT_ONCE) }, (_, nth) =>
    known.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE),
  );
  const rows = await Promise.all(
    parts.map((part) =>
      rowsOfView(asked, "media_cards", [here, ["state", "eq.active"], ["id", `in.(${part.join(",")})`]]),
    ),
  );
  return rows.flat();
}

export const noMaterial = (id: string) => fault("KM.80020018", `This material doesn't exist: ${id}.`);

/** A row as a content shows it. */
export function fileOf({ path, bytes, width, height }: Row): FileHere {
  const pixels = width && height ? { width: Number(width), height: Number(height) } : {};
  return { src: sourceOf(path), bytes: Number(bytes), ...pixels };
}

/** The service's word for the ratio of a picture, which is the one that its pixels have; undefined: it has no word for it. */
export function rateOf({ width, height }: Row): string | undefined {
  const ratio = Number(width) / Number(height);
  const found = Object.entries(RATES).find(([text]) => {
    const [across = 1, down = 1] = text.split(":").map(Number);
    return Math.abs(ratio / (across / down) - 1) < 0.02;
  });
  return found?.[1];
}

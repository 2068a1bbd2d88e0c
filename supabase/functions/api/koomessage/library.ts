/** Pictures and videos of templates: rows of the library, as the service names them. */
import type { FileHere } from "@tidings/shared/moving/reading.ts";
import { RATES } from "@tidings/shared/templates/koomessage/cards.ts";
import type { Env } from "../../_core/env.ts";
import type { Asked } from "../route.ts";
import { fault, hereOf, isId, NOTHING, type Row, rowsOfView } from "./asked.ts";

const PUBLIC = "/storage/v1/object/public/media/";
export const sourceOf = (path: unknown): string => `${PUBLIC}${String(path)}`;
export const addressOf = ({ SUPABASE_URL }: Env, path: unknown): string => SUPABASE_URL + sourceOf(path);

/** What is in the library under these ids, each once. */
export function mediaWith(asked: Asked, ids: readonly string[]): Promise<Row[]> {
  const known = ids.filter(isId);
  return rowsOfView(asked, "media_cards", [
    hereOf(asked, "media"),
    ["state", "eq.active"],
    ["id", `in.(${(known.length > 0 ? known : [NOTHING]).join(",")})`],
  ]);
}

export const noMaterial = (id: string) => fault("KM.80020018", `There is no such material: ${id}.`);

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

import { rasterOf, rasterProblem } from "@tidings/shared/ground/files/raster.ts";
import type { Pictures } from "./images.ts";

const LARGEST = 4 * 1024 * 1024;
const TIMEOUT_MS = 5_000;

/** A picture as a `data:` URL; null when it is no PNG, JPEG, GIF or WebP, or would be too large to decode. */
function dataUrl(bytes: Buffer): string | null {
  if (rasterProblem(bytes) !== null) return null;
  return `data:${rasterOf(bytes)?.type};base64,${bytes.toString("base64")}`;
}

/** An inline image, made anew from its bytes: what it says of itself is not believed. */
function inline(source: string): string | null {
  const base64 = /^data:image\/[a-z]+;base64,([A-Za-z0-9+/]+=*)$/.exec(source)?.[1];
  return base64 === undefined || source.length > LARGEST ? null : dataUrl(Buffer.from(base64, "base64"));
}

/**
 * The images of a card as `data:` URLs. Only images of our own project are fetched: the author of a template must not
 * make the bot request addresses inside its network (SSRF). An image that cannot be loaded is missing from the map,
 * and a grey box is drawn in its place.
 */
export async function loadPictures(sources: readonly string[], project: string): Promise<Pictures> {
  const own = new URL(project).origin;
  const found = await Promise.all(
    sources.map(async (source): Promise<[string, string] | null> => {
      const data = source.startsWith("data:") ? inline(source) : await fetched(source, own);
      return data === null ? null : [source, data];
    }),
  );
  return new Map(found.filter((each) => each !== null));
}

async function fetched(source: string, own: string): Promise<string | null> {
  const address = URL.parse(source, own);
  if (address?.origin !== own || !address.pathname.startsWith("/storage/v1/object/public/")) return null;
  try {
    const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok || answer.body === null) return null;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > LARGEST) return null;
      chunks.push(chunk);
    }
    return dataUrl(Buffer.concat(chunks));
  } catch {
    // It cannot be reached, or broke off: the grey box says so.
    return null;
  }
}

/** Reads a stored object with a person's own rights; null where there is none for them. */
export type ReadObject = (place: string) => Promise<Blob | null>;

/** Stored pictures by their place, as `data:` URLs. One that cannot be read, or is no picture, is missing. */
export async function storedPictures(places: readonly string[], read: ReadObject): Promise<Pictures> {
  const found = await Promise.all(
    places.map(async (place): Promise<[string, string] | null> => {
      const blob = await read(place);
      if (blob === null || blob.size > LARGEST) return null;
      const data = dataUrl(Buffer.from(await blob.arrayBuffer()));
      return data === null ? null : [place, data];
    }),
  );
  return new Map(found.filter((each) => each !== null));
}

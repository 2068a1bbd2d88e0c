import type { Pictures } from "./parts.ts";

const LARGEST = 4 * 1024 * 1024;
const TIMEOUT_MS = 5_000;

/** The kind of image by its first bytes; null for what the renderer cannot draw. */
function imageType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return "image/png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "image/jpeg";
  if (bytes.toString("latin1", 0, 4) === "GIF8") return "image/gif";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP")
    return "image/webp";
  return null;
}

const INLINE = /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,/;
/** In an SVG: declarations, and references to anything but its own parts or an inline image. */
const REACHES_OUT =
  /<!(?!--)|href\s*=\s*["']?\s*(?!["']?(#|data:image\/(png|jpeg|gif|webp);))|url\(\s*["']?(?!#)|@import/i;

/** An inline image that does not make the renderer open files of this machine. */
function isHarmless(source: string): boolean {
  const type = INLINE.exec(source)?.[1];
  if (type === undefined || source.length > LARGEST) return false;
  if (type !== "svg+xml") return true;
  return !REACHES_OUT.test(Buffer.from(source.slice(source.indexOf(",") + 1), "base64").toString("utf8"));
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
      if (source.startsWith("data:")) return isHarmless(source) ? [source, source] : null;
      const address = URL.parse(source, own);
      if (address?.origin !== own || !address.pathname.startsWith("/storage/v1/object/public/")) return null;
      const data = await fetched(address);
      return data === null ? null : [source, data];
    }),
  );
  return new Map(found.filter((each) => each !== null));
}

async function fetched(address: URL): Promise<string | null> {
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => null,
  );
  if (!answer?.ok || Number(answer.headers.get("content-length") ?? 0) > LARGEST) return null;
  const bytes = Buffer.from(await answer.arrayBuffer().catch(() => new ArrayBuffer(0)));
  const type = bytes.length <= LARGEST ? imageType(bytes) : null;
  return type === null ? null : `data:${type};base64,${bytes.toString("base64")}`;
}

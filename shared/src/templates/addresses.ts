import { rasterOf, rasterProblem } from "../ground/files/raster.ts";
import { type Words, w } from "../ground/locale.ts";
import type { FindingCode } from "./findings.ts";

/** Checks of the targets of actions and images. Each returns the code of a finding, or null when valid. */

const FORBIDDEN_SCHEMES = new Set([
  "javascript",
  "data",
  "vbscript",
  "file",
  "blob",
  "about",
  "view-source",
  "filesystem",
]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\s\u0000-\u0020\u007f<>"\\^`{|}]/u;

/** What the first character that no address has is called; null where there is none. `private.address_fault` names the same. */
export function addressFault(text: string): Words | null {
  const [found] = UNSAFE.exec(text) ?? [];
  if (found === undefined) return null;
  return /\s/.test(found) ? w("空格", "spaces") : { zh: `「${found}」`, en: `“${found}”` };
}

/**
 * An http(s) address with a host and without credentials. In `text` the parameters are replaced by examples; `raw` is as
 * written. The host of `raw` must not contain a parameter: customer data could then redirect to any site.
 */
export function webAddressProblem(text: string, raw: string = text): FindingCode | null {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(raw)?.[1];
  if (authority === undefined) return "url";
  if (authority.includes("${")) return "url_host";
  if (UNSAFE.test(text)) return "url";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url?.hostname || url.username || url.password) return "url";
  return null;
}

/** A deep link into an app: any scheme except those that run or read something in a browser. */
export function deepLinkProblem(text: string, raw: string = text): FindingCode | null {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/\S+$/i.exec(text)?.[1]?.toLowerCase();
  if (!scheme || FORBIDDEN_SCHEMES.has(scheme) || UNSAFE.test(text)) return "deep_link";
  if (scheme === "http" || scheme === "https") return webAddressProblem(text, raw);
  return raw.slice(0, raw.indexOf("://")).includes("${") ? "deep_link" : null;
}

/** Schemes that a web page may link to. Custom schemes are only for cards on phones, which the vendor has reviewed. */
const PAGE_SCHEMES = new Set(["https", "http", "tel", "sms", "mailto"]);

/** May a web page link to `address`? Only schemes of a short allowlist. */
export function leadsFromPage(address: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  return scheme !== undefined && PAGE_SCHEMES.has(scheme);
}

/**
 * Percent-encodes a value for an address. A lone surrogate, at which `encodeURIComponent` throws, becomes U+FFFD. `'`, which
 * it leaves, is encoded too, as programs that find addresses in a text end them there (a customer named O'Neil must get a whole link).
 */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll("'", "%27");
}

/** The largest inline `data:` image, in characters of base64. */
const MAX_INLINE = 140_000;
const INLINE = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+=*)$/;

/**
 * The path of a library object: bucket, enterprise, object. `keep-file` gives such names, and the ending is what the bytes are; an object is
 * never overwritten.
 */
const LIBRARY =
  /^\/storage\/v1\/object\/public\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[A-Za-z0-9][A-Za-z0-9._-]*\.([a-z0-9]+))$/;
const ENDINGS = { image: ["png", "jpg", "jpeg", "gif"], audio: ["mp3", "wav"], video: ["mp4", "3gp"] };
type MediaKind = keyof typeof ENDINGS;

/** The path inside the bucket of a library object; null for another source. */
export function libraryPath(source: string): string | null {
  return LIBRARY.exec(source)?.[1] ?? null;
}

/** Sources a page may load as an image or a video: http(s), a path on our own host, or a small inline image. */
export function isLoadable(source: string, kind: MediaKind): boolean {
  if (source.includes("${") || source.includes("'")) return false;
  if (/^data:/i.test(source)) return kind === "image" && source.length <= MAX_INLINE && INLINE.test(source);
  if (source.startsWith("/")) return !source.startsWith("//") && !UNSAFE.test(source);
  return webAddressProblem(source) === null;
}

/** The bytes of base64; null when it is none. */
function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** How large an inline image is by its bytes; null where these are no image. */
export function inlineMeasure(source: string): { bytes: number; width: number; height: number } | null {
  const bytes = bytesOf(INLINE.exec(source)?.[2] ?? "");
  const found = bytes && rasterOf(bytes);
  return found ? { bytes: bytes.length, width: found.width, height: found.height } : null;
}

/** Why an inline image is not shown: what it says of itself has to be what its bytes are. */
function inlineProblem(source: string): FindingCode | null {
  if (source.length > MAX_INLINE) return "image_source";
  const [, type, base64 = ""] = INLINE.exec(source) ?? [];
  const bytes = bytesOf(base64);
  if (type === undefined || bytes === null || rasterOf(bytes)?.type !== type) return "image_format";
  return rasterProblem(bytes) === null ? null : "image_pixels";
}

/**
 * Sources that a content may show: an object of the library or a small inline image. Never another host or another path of
 * ours, because the picture there could be replaced after the approval.
 */
export function sourceProblem(source: string, kind: MediaKind): FindingCode | null {
  if (source.includes("${")) return "parameter_place";
  const bad = `${kind}_source` as const;
  if (source.startsWith("data:")) return kind === "image" ? inlineProblem(source) : bad;
  const [, , ending] = LIBRARY.exec(source) ?? [];
  if (ending !== undefined) return ENDINGS[kind].includes(ending) ? null : bad;
  return source.startsWith("/storage/") ? bad : "media_foreign";
}

/** A phone number to dial: 3 to 20 digits, optionally with dashes and a leading plus. */
export function phoneProblem(text: string): FindingCode | null {
  return /^\+?\d[\d-]{1,18}\d$/.test(text) ? null : "phone";
}

/** An e-mail address: the rule of HTML's e-mail input, plus a required dot in the domain. */
export function emailProblem(text: string): FindingCode | null {
  return /^[\w.!#$%&*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) ? null : "email";
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** The instant of a date and time, NaN when invalid; without a zone it is in China's. */
export function instantOf(text: string): number {
  const hit = TIME.exec(text);
  if (!hit) return Number.NaN;
  return Date.parse(text.replace(" ", "T") + (hit[2] ? "" : "+08:00"));
}

/** A date and time, with or without zone. */
export function timeProblem(text: string): FindingCode | null {
  return Number.isNaN(instantOf(text)) ? "time" : null;
}

/** Degrees between `-limit` and `limit`. */
export function degreesProblem(text: string, axis: "longitude" | "latitude"): FindingCode | null {
  const limit = axis === "longitude" ? 180 : 90;
  return /^-?\d{1,3}(\.\d{1,9})?$/.test(text) && Math.abs(Number(text)) <= limit ? null : axis;
}

import type { FindingCode } from "./findings.ts";

/** Rules for what an action or an image points at. Each answers a finding's code, or null when all is well. */

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
const UNSAFE = /[\u0000-\u0020\u007f<>"'\\^`{|}\u2028\u2029]/;

/**
 * An http(s) address with a host and without a password. `text` has its parameters already replaced by
 * examples; `raw` is as written: its host may not be a parameter, or any customer's data could send him
 * anywhere.
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

/** A link into an app: any scheme but those that run or read something in a browser. */
export function deepLinkProblem(text: string, raw: string = text): FindingCode | null {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/\S+$/i.exec(text)?.[1]?.toLowerCase();
  if (!scheme || FORBIDDEN_SCHEMES.has(scheme) || UNSAFE.test(text)) return "deep_link";
  if (scheme === "http" || scheme === "https") return webAddressProblem(text, raw);
  return raw.slice(0, raw.indexOf("://")).includes("${") ? "deep_link" : null;
}

/** Where a page in a browser may lead. A custom scheme is for the phone's own card, whose vendor reviewed it. */
const PAGE_SCHEMES = new Set(["https", "http", "tel", "sms", "mailto"]);

/** May a page in a browser lead to `address`? Its scheme is one of a short list; nothing else is guessed at. */
export function leadsFromPage(address: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  return scheme !== undefined && PAGE_SCHEMES.has(scheme);
}

/**
 * Percent-encodes a value for an address. Half a surrogate pair, which `encodeURIComponent` throws at, becomes
 * U+FFFD; a `'`, which it leaves alone, is encoded too, as no address of ours may hold one: O'Neil can tap his link.
 */
export function encodeValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll("'", "%27");
}

/** Largest `data:` image we take inline, in characters of base64. */
const MAX_INLINE = 140_000;
const INLINE = /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*$/;

/** An object of a library: the bucket, the enterprise's folder, the object. `add_media` gives such addresses, and each is written once. */
const LIBRARY =
  /^\/storage\/v1\/object\/public\/media\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** What a page may load as an image or a video: http(s), a path on our own host, or a small inline image. */
export function isLoadable(source: string, kind: "image" | "video"): boolean {
  if (source.includes("${")) return false;
  if (/^data:/i.test(source)) return kind === "image" && source.length <= MAX_INLINE && INLINE.test(source);
  if (source.startsWith("/")) return !source.startsWith("//") && !UNSAFE.test(source);
  return webAddressProblem(source) === null;
}

/**
 * What a content may show: an object of the library or a small inline image. Never a foreign host, nor any other
 * place of ours: what lies there could be another picture after the approval.
 */
export function sourceProblem(source: string, kind: "image" | "video"): FindingCode | null {
  if (source.includes("${")) return "parameter_place";
  const bad = kind === "image" ? "image_source" : "video_source";
  if (source.startsWith("data:")) return isLoadable(source, kind) ? null : bad;
  if (LIBRARY.test(source)) return null;
  return source.startsWith("/storage/") ? bad : "media_foreign";
}

/** A number to dial: 3 to 20 digits, dashes between them, perhaps a plus before. */
export function phoneProblem(text: string): FindingCode | null {
  return /^\+?\d[\d-]{1,18}\d$/.test(text) ? null : "phone";
}

/** A mail address, by the rule of HTML's own mail field with a dot asked for. */
export function emailProblem(text: string): FindingCode | null {
  return /^[\w.!#$%&*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) ? null : "email";
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/;

/** The instant a date and time of day means, NaN when it is none; without a zone it is China's. */
export function instantOf(text: string): number {
  const hit = TIME.exec(text);
  if (!hit) return Number.NaN;
  return Date.parse(text.replace(" ", "T") + (hit[2] ? "" : "+08:00"));
}

/** A date and time of day, with or without zone. */
export function timeProblem(text: string): FindingCode | null {
  return Number.isNaN(instantOf(text)) ? "time" : null;
}

/** Degrees, not beyond `limit` either way. */
export function degreesProblem(text: string, axis: "longitude" | "latitude"): FindingCode | null {
  const limit = axis === "longitude" ? 180 : 90;
  return /^-?\d{1,3}(\.\d{1,9})?$/.test(text) && Math.abs(Number(text)) <= limit ? null : axis;
}

/** What lite makes a 500 or a long search of, refused before it in words. Hosted Supabase refuses the same with 4xx. */
import { nullPlace } from "@tidings/shared/ground/names.ts";
import type { Catalogue } from "./catalogue.ts";
import { Refused, refusal } from "./refused.ts";
import { claimsOf } from "./token.ts";

/** A request as far as it is looked at: `body` where it was read whole. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly body: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const text = "a text";
const whole = "a whole number";
/** The fields of Auth and Storage that lite takes apart without looking at their kind. */
const KINDS: Readonly<Record<string, typeof text | typeof whole>> = {
  ...{
    email: text,
    phone: text,
    password: text,
    token: text,
    token_hash: text,
    refresh_token: text,
    type: text,
  },
  ...{ prefix: text, search: text, bucketId: text, sourceKey: text, destinationKey: text },
  ...{ limit: whole, offset: whole },
};

/** What objects of a bucket are sorted by. */
const SORTED = new Set(["name", "id", "updated_at", "created_at", "last_accessed_at"]);

/** As S3 has it, and with it hosted Storage; a part of a key is a name in a folder here. */
const LONGEST_KEY = 1_024;
const LONGEST_NAME = 255;

/** A filter for a part of a number: it is masked row by row, so that the database would read them all. */
const PART = /^(not\.)?(i?like|i?match)[.(]/;
const PART_WITHIN = /(^|[(,.])phone\.(not\.)?(i?like|i?match)[.(]/;

const asksForPart = (url: URL): boolean =>
  [...url.searchParams].some(([name, value]) =>
    name === "phone" ? PART.test(value) : /^(not\.)?(or|and)$/.test(name) && PART_WITHIN.test(value),
  );

/** No input of ours is nested deeper than 30 levels; lite walks a body recursively and ends at about 3,000. */
const DEEPEST = 200;

/** Is JSON nested deeper than that? Brackets inside texts do not count. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "[" || char === "{") {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (char === "]" || char === "}") depth -= 1;
  }
  return false;
}

function readJson(body: string | null): unknown {
  if (!body) return undefined;
  // PostgREST's code for JSON that is none.
  if (isTooDeep(body))
    throw new Refused(400, "PGRST102", `The body is nested deeper than ${DEEPEST} levels.`);
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // lite says in its own words that it is no JSON
  }
}

/** JSON writes half a character as an escape; what was read has it as it is. */
function halfPlace(value: unknown, path = ""): string | null {
  if (typeof value === "string") return value.isWellFormed() ? null : path;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.isWellFormed() ? halfPlace(inner, path === "" ? key : `${path}.${key}`) : path;
    if (found !== null) return found;
  }
  return null;
}

function checkKinds(fields: Fields, nulls: boolean): void {
  for (const [name, kind] of Object.entries(KINDS)) {
    const value = fields[name];
    if (value === undefined || (nulls && value === null)) continue;
    const fits =
      kind === text ? typeof value === "string" : Number.isSafeInteger(value) && Number(value) >= 0;
    if (!fits) throw new Refused(400, "validation_failed", `${name} is ${kind}.`);
  }
}

function checkSort({ sortBy }: Fields): void {
  if (sortBy === undefined || sortBy === null) return;
  const { column = "name", order = "asc" } = sortBy as Fields;
  if (!SORTED.has(String(column)))
    throw new Refused(400, "InvalidRequest", `sortBy.column is one of: ${[...SORTED].join(", ")}.`);
  if (order !== "asc" && order !== "desc")
    throw new Refused(400, "InvalidRequest", "sortBy.order is asc or desc.");
}

function checkKey(path: string): void {
  const [, key = ""] =
    /^\/storage\/v1\/(?:object|render\/image)\/(?:(?:upload\/)?sign\/|authenticated\/|public\/|info\/(?:authenticated\/|public\/)?)?[^/]+\/(.+)$/.exec(
      path,
    ) ?? [];
  const name = decodeURIComponent(key);
  if (
    Buffer.byteLength(name) > LONGEST_KEY ||
    name.split("/").some((part) => Buffer.byteLength(part) > LONGEST_NAME)
  )
    throw new Refused(
      400,
      "InvalidKey",
      `A key has at most ${LONGEST_KEY} bytes, and each part between slashes at most ${LONGEST_NAME}.`,
    );
}

/** An address that was signed is opened by its token alone, which lite reads only where it is whole. */
function checkTicket({ method, url }: Asked, secret: string): void {
  const opens = method === "PUT" ? "upload/sign/" : "sign/";
  if (!/^(GET|HEAD|PUT)$/.test(method) || !url.pathname.startsWith(`/storage/v1/object/${opens}`)) return;
  const token = url.searchParams.get("token");
  if (token !== null && claimsOf(token, secret)?.intent === undefined)
    throw new Refused(400, "InvalidJWT", "This address was signed by nobody here, or its time is over.");
}

/**
 * Looks at a request to REST, Auth or Storage before lite does.
 * @throws Refused 400, 405, 422
 */
export function checkAsked(asked: Asked, secret: string, catalogue: Catalogue): void {
  const { method, url, accept, body } = asked;
  const read = readJson(body);
  const place = nullPlace(read) ?? halfPlace(read);
  if (place !== null) throw refusal("text_unclean", { field: place.replace(/^input\./, "") });
  if (url.pathname.startsWith("/rest/")) {
    // A cell that begins with = is a formula to anyone who opens the file. Exports disarm them, ask for their right and are in the log.
    if (/\btext\/csv\b/i.test(accept)) throw refusal("exports_only");
    if (asksForPart(url)) throw refusal("invalid_number", { value: "***" });
    catalogue.check(method, url.pathname, read);
    return;
  }
  const fields = (typeof read === "object" && read !== null ? read : {}) as Fields;
  // To Auth null is nothing.
  checkKinds(fields, url.pathname.startsWith("/auth/"));
  if (!url.pathname.startsWith("/storage/")) return;
  checkSort(fields);
  checkKey(url.pathname);
  checkTicket(asked, secret);
}

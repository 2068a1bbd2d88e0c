/**
 * The signature with which clients of the vendor name themselves (`SDK-HMAC-SHA256`, AK/SK): an HMAC by the secret over method, path,
 * query, the headers that it lists and a hash of the body. Its own SDK core signs in the tests.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const ALGORITHM = "SDK-HMAC-SHA256";
const AUTHORIZATION =
  /^SDK-HMAC-SHA256\s+Access=([^,\s]{1,128}),\s*SignedHeaders=([a-z0-9;-]{1,2000}),\s*Signature=([0-9a-f]{64})$/;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
/** As the vendor has it: a request is good for a quarter of an hour, so that clocks may differ. */
const GOOD_FOR_MS = 15 * 60_000;

/** By it a repeated request acts once, so another one must not be set beside what was signed. */
const ONCE_HEADER = "idempotency-key";
const HASH_HEADER = "x-sdk-content-sha256";
const UNSIGNED = "UNSIGNED-PAYLOAD";

/** Why a signature cannot be one. */
export type SignatureFault = "form" | "date" | "late" | "headers" | "body";

/** What a request says of who sent it. Whether that is true, `isBy` says. */
export interface Signature {
  /** The id of the access key. */
  readonly access: string;
  /** What a second copy of the request has too, and no other: the signature, and the body where it left that out. */
  readonly mark: string;
  /** Was it made with this secret? */
  isBy(secret: string): boolean;
}

/** A request as it came, with its body read, and what its sender may have called the place. */
export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The hosts under which the client may have asked: a gateway in between has a name of its own. */
  readonly hosts: readonly string[];
  /** What may have stood before the path: a gateway takes it away. */
  readonly prefixes: readonly string[];
  /** May the client have signed everything but the body? Its SDK never signs a form: it says so in a header that it signs. */
  readonly mayLeaveBody?: boolean;
}

/** Does a request name itself by a signature? */
export const isSigned = (headers: Headers): boolean =>
  (headers.get("authorization") ?? "").startsWith(ALGORITHM);

/** Reads a signature: it, or why it cannot be one. Several places are tried, since only the client knows under which it asked. */
export function signatureOf(asked: Signed, now = Date.now()): Signature | SignatureFault {
  const [, access = "", listed = "", signature = ""] =
    AUTHORIZATION.exec(asked.headers.get("authorization") ?? "") ?? [];
  if (access === "") return "form";
  const date = asked.headers.get("x-sdk-date") ?? "";
  const [, year, month, day, hour, minute, second] = DATE.exec(date) ?? [];
  if (year === undefined) return "date";
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!(Math.abs(now - at) <= GOOD_FOR_MS)) return "late";
  const names = listed.split(";");
  // What is not signed, anyone in between could change.
  if (!names.includes("host") || !names.includes("x-sdk-date")) return "headers";
  if (asked.headers.has(ONCE_HEADER) && !names.includes(ONCE_HEADER)) return "headers";
  if (names.some((name) => name !== "host" && !asked.headers.has(name))) return "headers";
  const said = asked.headers.get(HASH_HEADER);
  const isLeft = asked.mayLeaveBody === true && said === UNSIGNED && names.includes(HASH_HEADER);
  const hash = isLeft ? UNSIGNED : hex(asked.body);
  // A client may say the hash itself, and an unsigned body with it: then nothing would hold the body.
  if ((said ?? hash) !== hash) return "body";
  const wanted = asked.hosts.flatMap((host) =>
    asked.prefixes.map((prefix) =>
      [ALGORITHM, date, hex(canonical(asked, names, hash, host, prefix))].join("\n"),
    ),
  );
  const given = Buffer.from(signature, "hex");
  return {
    access,
    mark: hex(`${signature}\n${hex(asked.body)}`),
    isBy: (secret) =>
      wanted.some((text) => timingSafeEqual(createHmac("sha256", secret).update(text).digest(), given)),
  };
}

const hex = (of: string | Uint8Array) => createHash("sha256").update(of).digest("hex");

/** What is signed, of a request that was sent to this place. */
function canonical(
  { method, url, headers }: Signed,
  names: readonly string[],
  hash: string,
  host: string,
  prefix: string,
): string {
  const { pathname, searchParams } = new URL(url);
  const lines = names.map((name) => `${name}:${name === "host" ? host : (headers.get(name) ?? "").trim()}\n`);
  return [
    method,
    pathOf(prefix + pathname),
    queryOf(searchParams),
    lines.join(""),
    names.join(";"),
    hash,
  ].join("\n");
}

/** Each part encoded once, with a slash at the end. */
function pathOf(path: string): string {
  const parts = path.split("/").map((part) => encoded(decoded(part)));
  return parts.at(-1) === "" ? parts.join("/") : `${parts.join("/")}/`;
}

/** A lone % is no escape, and stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** By name and value, as code units order them. */
function queryOf(query: URLSearchParams): string {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...query]
    .sort(([name, value], [other, second]) => order(name, other) || order(value, second))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join("&");
}

/** RFC 3986: letters, digits and -._~ stand for themselves. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Which keys and tokens are ours: asked before a body is read, so without the database. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { GatewayEnv } from "./env.ts";
import { Refused } from "./refused.ts";
import type { Voices } from "./voices.ts";

/** Do the texts agree? Takes as long whether they differ early or late. */
function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** What a token says; undefined where it is no JSON. */
function partOf(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // no token of ours
  }
}

/** The claims of a JWT that was signed with our secret (HS256) and has not ended, or undefined. */
export function claimsOf(token: string, secret: string): Record<string, unknown> | undefined {
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || partOf(head)?.alg !== "HS256") return undefined;
  if (!same(signature, createHmac("sha256", secret).update(`${head}.${body}`).digest("base64url")))
    return undefined;
  const claims = partOf(body);
  return claims && Number(claims.exp) > Date.now() / 1_000 ? claims : undefined;
}

/** A JWT of ours with these claims. */
export function signed(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

const bearerOf = (headers: IncomingHttpHeaders) =>
  /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";

/** The claims of the caller's own token, or undefined. A ticket of Storage is signed with the same secret, and is nobody's token. */
function callerOf(headers: IncomingHttpHeaders, secret: string): Record<string, unknown> | undefined {
  const claims = claimsOf(bearerOf(headers), secret);
  return claims?.intent === undefined ? claims : undefined;
}

/**
 * A token that says itself that nobody signed it, or in another way than ours, is refused, not taken for nobody's.
 * @throws Refused 401
 */
export function checkBearer(headers: IncomingHttpHeaders): void {
  const token = bearerOf(headers);
  const head = token.includes(".") ? partOf(token.split(".")[0] ?? "") : undefined;
  if (head && head.alg !== "HS256")
    throw new Refused(401, "PGRST301", "The token is signed by nobody here. Sign in again.");
}

/** Is it the ticket for the very object that is asked for? Another one opens nothing, so it proves nothing. */
function opensThis(url: URL, secret: string): boolean {
  const ticket = claimsOf(url.searchParams.get("token") ?? "", secret);
  if (ticket?.intent !== "upload" && ticket?.intent !== "download") return false;
  const door = `/storage/v1/object/${ticket.intent === "upload" ? "upload/" : ""}sign/${ticket.bucket}/`;
  return decodeURIComponent(url.pathname) === `${door}${ticket.sub}`;
}

type Keys = Pick<
  GatewayEnv,
  "SUPABASE_PUBLISHABLE_KEYS" | "SUPABASE_SECRET_KEYS" | "GATEWAY_LEGACY_KEYS" | "GATEWAY_JWT_SECRET"
>;

/** What the text opens as a key: each secret key the same, each publishable key the same. Undefined where it is none of ours. */
function kindOf(given: string, keys: Keys): "secret" | "publishable" | undefined {
  if (keys.SUPABASE_SECRET_KEYS.some((key) => same(given, key))) return "secret";
  if (keys.SUPABASE_PUBLISHABLE_KEYS.some((key) => same(given, key))) return "publishable";
  const role = keys.GATEWAY_LEGACY_KEYS && claimsOf(given, keys.GATEWAY_JWT_SECRET)?.role;
  if (role === "service_role") return "secret";
  return role === "anon" ? "publishable" : undefined;
}

const apiKeyOf = (headers: IncomingHttpHeaders, url: URL) =>
  String(headers.apikey ?? url.searchParams.get("apikey") ?? "");

/** Does the caller show a token, a secret key, or a ticket for this very object that is ours? */
export function isKnown(headers: IncomingHttpHeaders, url: URL, keys: Keys): boolean {
  const given = [apiKeyOf(headers, url), bearerOf(headers)];
  if (given.some((key) => kindOf(key, keys) === "secret")) return true;
  if (callerOf(headers, keys.GATEWAY_JWT_SECRET)) return true;
  return opensThis(url, keys.GATEWAY_JWT_SECRET);
}

/**
 * The key to show to lite, which knows one of each kind: any good key is exchanged, as hosted Supabase does. Undefined for a request that
 * shows none, which Storage takes for what is public.
 * @throws Refused 401 for a key that is none of ours, which lite would take for none at Storage
 */
export function exchanged(headers: IncomingHttpHeaders, url: URL, keys: Keys): string | undefined {
  const given = apiKeyOf(headers, url);
  if (given === "") return undefined;
  const kind = kindOf(given, keys);
  if (kind === undefined) throw new Refused(401, "UNAUTHORIZED_INVALID_API_KEY", "Invalid API key");
  return keys[kind === "secret" ? "SUPABASE_SECRET_KEYS" : "SUPABASE_PUBLISHABLE_KEYS"][0];
}

/**
 * Whose reads are counted together at REST: a person's, the person's or key's for whom a voice speaks, a stranger's by the address; null for
 * the service itself, and for a voice that speaks for nobody.
 */
export async function readerOf(
  headers: IncomingHttpHeaders,
  keys: Keys,
  address: string,
  voices: Voices,
): Promise<string | null> {
  const { sub } = callerOf(headers, keys.GATEWAY_JWT_SECRET) ?? {};
  if (typeof sub !== "string") {
    const given = [String(headers.apikey ?? ""), bearerOf(headers)];
    return given.some((key) => kindOf(key, keys) === "secret") ? null : `address ${address}`;
  }
  if (!(await voices.has(sub))) return sub;
  const said = headers["x-chat-user"] ?? headers["x-access-key"];
  return said === undefined ? null : `${sub} ${said}`;
}

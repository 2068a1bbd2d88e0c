/** Which keys and tokens are ours: asked before a body is read, so without the database. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

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

const bearerOf = (headers: IncomingHttpHeaders) =>
  /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";

/** The claims of the caller's own token, or undefined. */
export const callerOf = (headers: IncomingHttpHeaders, secret: string) => claimsOf(bearerOf(headers), secret);

/** Does the caller show a token, the secret key, or a ticket for an upload that is ours? */
export function isKnown(
  headers: IncomingHttpHeaders,
  url: URL,
  keys: { GATEWAY_JWT_SECRET: string; SUPABASE_SECRET_KEY: string },
): boolean {
  const given = [String(headers.apikey ?? ""), bearerOf(headers), url.searchParams.get("apikey") ?? ""];
  if (given.some((key) => same(key, keys.SUPABASE_SECRET_KEY))) return true;
  if (callerOf(headers, keys.GATEWAY_JWT_SECRET)) return true;
  return Boolean(claimsOf(url.searchParams.get("token") ?? "", keys.GATEWAY_JWT_SECRET));
}

/**
 * Standard Webhooks (standardwebhooks.com): signed calls from carriers.
 *
 * Ids of calls are not remembered, though Standard Webhooks suggests it: that would be a row a call on the hot path, and a call that comes
 * once more changes nothing. A receipt moves a delivery forward only, a reply is kept once by its own id, and a vendor's decision is
 * replaced by a later one only, by its own time or that of the signed call. The story "a call that is caught and sent once more
 * changes nothing" holds that.
 */

/** A call may be this much older or newer than our clock, in seconds. */
const TOLERANCE = 300;
/** Signatures looked at: two are usual while a secret is changed, and a header must not buy a lot of work. */
const MOST_SIGNATURES = 8;

const encoder = new TextEncoder();

/** The bytes of base64, or null when it is none. */
function decoded(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null; // not base64: so not a signature of ours
  }
}

/** The last secret and its key: a channel has one, and calls come by the hundred. */
let last: { secret: string; key: CryptoKey } | null = null;

async function keyOf(secret: string): Promise<CryptoKey> {
  if (last?.secret === secret) return last.key;
  const raw = decoded(secret.replace(/^whsec_/, ""));
  if (!raw || raw.length === 0) throw new Error("The channel's webhook secret is not base64.");
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  last = { secret, key };
  return key;
}

/**
 * Why a call is not from anyone who holds `secret` (`whsec_` + base64), or null when it is. The comparison is
 * WebCrypto's, in constant time; it is made over the bytes as they came.
 *
 * @param now seconds since the epoch
 */
export async function forgery(
  headers: Headers,
  body: Uint8Array,
  secret: string,
  now: number = Date.now() / 1000,
): Promise<string | null> {
  const id = headers.get("webhook-id");
  const stamp = headers.get("webhook-timestamp");
  const given = headers.get("webhook-signature");
  if (!id || !stamp || !given) return "a webhook header is missing";
  if (!/^\d{1,12}$/.test(stamp)) return "the timestamp is no number of seconds";
  if (Math.abs(now - Number(stamp)) > TOLERANCE) return "the timestamp is off by more than 5 minutes";
  const key = await keyOf(secret);
  const head = encoder.encode(`${id}.${stamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  for (const one of given.split(" ").slice(0, MOST_SIGNATURES)) {
    const signature = one.startsWith("v1,") ? decoded(one.slice(3)) : null;
    if (signature && (await crypto.subtle.verify("HMAC", key, signature, signed))) return null;
  }
  return "no signature fits";
}

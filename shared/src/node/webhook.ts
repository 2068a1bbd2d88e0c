import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";

/**
 * `v1,` and the HMAC of what is signed, by a secret `whsec_` + base64: by Node, which takes a third of the time that the library takes, 0.4 ms in
 * place of 1.3 for 170 kB. @throws Error what the library says of a secret that is none
 */
function signature(secret: string, signed: string): string {
  // Node reads any text as base64, and would sign with whatever is left of it.
  new Webhook(secret);
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

/**
 * The headers of a webhook as Standard Webhooks has them (CBK-1). `secrets`: each signs, as while one takes the place of another; none: not
 * signed. `at` is the time in milliseconds.
 */
export function webhookHeaders(
  secrets: readonly string[],
  id: string,
  body: string,
  at: number,
): Record<string, string> {
  const stamp = String(Math.floor(at / 1_000));
  const headers = { "webhook-id": id, "webhook-timestamp": stamp };
  if (secrets.length === 0) return headers;
  const signatures = secrets.map((secret) => signature(secret, `${id}.${stamp}.${body}`));
  return { ...headers, "webhook-signature": signatures.join(" ") };
}

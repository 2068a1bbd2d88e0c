import { Webhook } from "standardwebhooks";

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
  const headers = { "webhook-id": id, "webhook-timestamp": String(Math.floor(at / 1_000)) };
  if (secrets.length === 0) return headers;
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body));
  return { ...headers, "webhook-signature": signatures.join(" ") };
}

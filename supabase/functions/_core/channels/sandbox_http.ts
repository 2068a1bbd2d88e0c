/** Requests to a service that serves docs/carrier.md, by its carrier and its resolver alike. */
import type { Channel } from "./calls.ts";
import { type Answer, answerTo } from "./http.ts";

/** @throws Silent when there is no answer in time */
export function post(
  channel: Channel,
  path: string,
  body: unknown,
  ms: number,
  headers: Record<string, string> = {},
  method: "POST" | "PUT" = "POST",
): Promise<Answer> {
  return answerTo(`${channel.base_url}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${channel.credentials.api_key}`,
      ...headers,
    },
    body: JSON.stringify(body),
    ms,
  });
}

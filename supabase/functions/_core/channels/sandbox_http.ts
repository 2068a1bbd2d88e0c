/** Requests to a service that serves docs/carrier.md, by its carrier and its resolver alike. */
import { type Channel, Silent } from "./calls.ts";

/** A later answer counts as none (carrier.md). */
export const ANSWER_MS = 30_000;

export type Answer = { status: number; headers: Headers; text: string };

/**
 * One request and its whole answer. The body is a stream, because Deno's fetch quietly sends a request with a plain
 * body once more when a connection that it had kept open is closed before the answer: a batch that the carrier
 * had taken went out twice. A stream cannot be sent again.
 *
 * @throws Silent when there is no answer in time
 */
export async function post(
  channel: Channel,
  path: string,
  body: unknown,
  ms: number,
  headers: Record<string, string> = {},
): Promise<Answer> {
  try {
    const answer = await fetch(`${channel.base_url}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${channel.credentials.api_key}`,
        ...headers,
      },
      body: new Blob([JSON.stringify(body)]).stream(),
      // Node asks for it with a stream, Deno does without.
      ...{ duplex: "half" },
      redirect: "manual",
      signal: AbortSignal.timeout(ms),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new Silent(late ? `no answer within ${ms / 1000} s` : `the connection failed: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** What the text holds, or null when it is not what the page promises. */
export function parsed<T>(text: string, read: (json: unknown) => T | null): T | null {
  try {
    return read(JSON.parse(text));
  } catch {
    return null; // no JSON: as good as no answer
  }
}

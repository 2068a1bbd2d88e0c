/** Requests to services beyond the house, by all adapters that speak HTTP. */
import { Silent } from "./calls.ts";

/** A later answer counts as none (carrier.md). */
export const ANSWER_MS = 30_000;
/** When a service says 429 without saying how long. */
const USUAL_REST_S = 1;

export type Answer = { status: number; headers: Headers; text: string };
export type Request = {
  method: string;
  headers: Record<string, string>;
  body: string | Blob | null;
  ms: number;
};

/**
 * One request and its whole answer. A body is a stream, because Deno's fetch quietly sends a request with a plain
 * body once more when a connection that it had kept open is closed before the answer: a batch that the carrier
 * had taken went out twice. A stream cannot be sent again.
 *
 * @throws Silent when there is no answer in time
 */
export async function answerTo(url: string, { method, headers, body, ms }: Request): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method,
      headers,
      // Node asks for `duplex` with a stream, Deno does without.
      ...(body === null ? {} : { body: new Blob([body]).stream(), duplex: "half" }),
      redirect: "manual",
      signal: AbortSignal.timeout(ms),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new Silent(
      late ? `no answer within ${Math.round(ms / 10) / 100} s` : `the connection failed: ${reason(error)}`,
    );
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

/** `Retry-After` in seconds, from 1 to an hour; a date is understood too. */
export function restOf(header: string | null, now: number = Date.now()): number {
  const seconds = /^\d+$/.test(header ?? "") ? Number(header) : (Date.parse(header ?? "") - now) / 1000;
  if (!Number.isFinite(seconds)) return USUAL_REST_S;
  return Math.min(3600, Math.max(1, Math.ceil(seconds)));
}

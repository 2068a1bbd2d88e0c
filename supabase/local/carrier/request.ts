import { isUtf8 } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { malformed, Refusal } from "./refusal.ts";

/** The largest request: a thousand messages of long text and parameters fit several times. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * A request that took longer than this to arrive is not taken: the page promises after an `unknown` that
 * nothing which ended 60 s ago will be.
 */
export const ARRIVAL_MS = 30_000;

/** A request whose body has arrived. */
export type Arrived = {
  url: URL;
  headers: IncomingMessage["headers"];
  body: Buffer;
  /** The variable part of the path. */
  id: string;
};

/**
 * The body, whole. One that is too large is read to its end all the same, so that its sender gets to see the
 * answer instead of a broken connection.
 * @throws Refusal 413 when it is too large, 408 when it took too long
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const began = performance.now();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES) throw new Refusal(413, "too_large", `a body has at most ${MOST_BYTES} bytes`);
  if (performance.now() - began > ARRIVAL_MS) {
    throw new Refusal(408, "too_slow", `a request must arrive within ${ARRIVAL_MS / 1_000} s`);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/**
 * Does its sender still wait for the answer? Looks only after the end of its connection, if it came right
 * behind the request, has had its turn. Without this a process that was stopped for a minute could, on
 * waking, take a request which its sender had long given up and asked about.
 */
export async function isAwaited(request: IncomingMessage): Promise<boolean> {
  await turn();
  await turn();
  return !request.socket.destroyed && !request.socket.readableEnded;
}

/** One round of the event loop: what lies in the sockets' buffers is read. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * The JSON of the body.
 * @throws Refusal 400
 */
export function json(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformed([{ where: "body", what: "is not UTF-8" }]);
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw malformed([{ where: "body", what: error instanceof Error ? error.message : String(error) }]);
  }
}

/**
 * The channel's key, compared in constant time.
 * @throws Refusal 401
 */
export function authorize(request: IncomingMessage, key: string): void {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${key}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new Refusal(401, "unauthorized", "send the channel's key as Authorization: Bearer <key>", {
    headers: { "www-authenticate": "Bearer" },
  });
}

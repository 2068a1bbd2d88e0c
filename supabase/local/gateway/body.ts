/** Reading what a caller sends: never more and never longer than the door allows. */
import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import type { Limits } from "./limits.ts";
import { Refused } from "./refused.ts";

export const tooLarge = (most: number) =>
  new Refused(413, "payload_too_large", `The body has more than ${Math.floor(most)} bytes.`);
const tooSlow = () =>
  new Refused(408, "request_timeout", "The body did not arrive in time. Send it again.", { retryAfter: 1 });

/** @throws Refused 413 for a body that says beforehand that it is too large */
export function checkLength(from: IncomingMessage, most: number): void {
  if (Number(from.headers["content-length"] ?? 0) > most) throw tooLarge(most);
}

/**
 * The body as it comes. It ends with a Refused where it is larger than `most` bytes, or where nothing came for
 * `pieceMs`; Node ends the whole request after `requestMs`.
 */
export function bounded(from: IncomingMessage, most: number, { pieceMs }: Limits): Readable {
  let size = 0;
  const out = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      timer.refresh();
      if (size > most) done(tooLarge(most));
      else done(null, chunk);
    },
    flush(done) {
      clearTimeout(timer);
      done();
    },
  });
  const timer = setTimeout(() => out.destroy(tooSlow()), pieceMs);
  out.once("close", () => clearTimeout(timer));
  // Its reader sees the error; an error that nobody listens to would end the process.
  out.on("error", () => undefined);
  from.once("close", () => from.complete || out.destroy(new Error("The caller went away.")));
  return from.pipe(out);
}

/** Has the request a body? Without either header it has none (RFC 9112 §6.3). */
const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * The whole body of at most `most` bytes, within `bodyMs`.
 * @throws Refused 413, 408
 */
export function wholeBody(from: IncomingMessage, most: number, { bodyMs }: Limits): Promise<Buffer> {
  if (!hasBody(from)) return Promise.resolve(Buffer.alloc(0));
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => reject(tooSlow()), bodyMs);
  from.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else reject(tooLarge(most));
  });
  from.once("end", () => resolve(Buffer.concat(chunks)));
  from.once("close", () => reject(new Error("The caller went away.")));
  return promise.finally(() => {
    clearTimeout(timer);
    from.removeAllListeners("data");
  });
}

/**
 * Reads on what nobody wants, for a while: a sender that is cut off in the middle sees a broken connection instead of
 * the answer. Resolves true when the request has come to its end, false when the connection has to be closed.
 */
export function drained(from: IncomingMessage, { drainMs, drainBytes }: Limits): Promise<boolean> {
  if (from.complete || from.destroyed) return Promise.resolve(from.complete);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let left = drainBytes;
  const timer = setTimeout(() => resolve(false), drainMs);
  from.unpipe();
  from.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) resolve(false);
  });
  from.once("end", () => resolve(true)).once("close", () => resolve(from.complete));
  from.resume();
  return promise.finally(() => {
    clearTimeout(timer);
    from.removeAllListeners("data").pause();
  });
}

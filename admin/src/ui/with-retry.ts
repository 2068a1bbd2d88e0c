import { isInDoubt } from "./user-error.ts";

/** How long to wait before each new try, in ms. */
const WAITS = [500, 2_000, 8_000] as const;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Reads again what perhaps did not arrive: a file of a thousand pages is not lost to one bad moment.
 *
 * @throws what `read` throws when it is an answer, or after the last try; the reason of `signal`
 */
export async function withRetry<T>(read: () => Promise<T>, signal: AbortSignal, wait = pause): Promise<T> {
  for (const ms of WAITS) {
    try {
      return await read();
    } catch (failure) {
      signal.throwIfAborted();
      if (!isInDoubt(failure)) throw failure;
      await wait(ms);
      signal.throwIfAborted();
    }
  }
  return read();
}

import { isInDoubt } from "./user-error.ts";

/** The delay before each retry, in ms. */
const WAITS = [500, 2_000, 8_000] as const;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Retries a read whose outcome is unknown, so that one network error does not lose a download of a thousand pages.
 *
 * @throws the error of `read` when it is an answer, or after the last try; the reason of `signal`
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

/** Waiting for an answer from outside, without counting the time in which this process did not turn its loop: what is not read yet is not lost. */

const STEP_MS = 50;

/** A signal that is given after so many milliseconds of a loop that turned; `end` takes it back. */
export function patience(ms: number): { readonly signal: AbortSignal; end(): void } {
  const given = new AbortController();
  let left = Math.ceil(ms / STEP_MS);
  // A step that comes late is one step, however late it is.
  const steps = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(steps);
    // After what has come meanwhile is read.
    setImmediate(() => given.abort(new DOMException(`no answer within ${ms} ms`, "TimeoutError")));
  }, STEP_MS);
  return { signal: given.signal, end: () => clearInterval(steps) };
}

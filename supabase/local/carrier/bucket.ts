/** A token bucket that holds one second's worth of messages (at least one). */
export class Bucket {
  #rate: number | null = null;
  #tokens = 0;
  #at = 0;
  readonly #now: () => number;

  /** `now` in ms, never running backwards. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Ask for `messages` at `rate` a second (null: no limit). Answers 0 when they may go, otherwise the whole
   * seconds to wait. More than the bucket holds go when it is full, and are paid off afterwards.
   */
  take(messages: number, rate: number | null): number {
    if (rate === null) {
      this.#rate = null;
      return 0;
    }
    const size = Math.max(1, rate);
    const now = this.#now();
    if (rate !== this.#rate) this.#tokens = size;
    else this.#tokens = Math.min(size, this.#tokens + ((now - this.#at) / 1_000) * rate);
    this.#rate = rate;
    this.#at = now;
    const missing = Math.min(messages, size) - this.#tokens;
    if (missing > 1e-9) return Math.max(1, Math.ceil(missing / rate));
    this.#tokens -= messages;
    return 0;
  }
}

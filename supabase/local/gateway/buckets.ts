/** Token buckets, as Supabase Auth counts: so many at once, and a steady rate after that. */

/** Keys that are remembered. At the most, the key that was used longest ago is forgotten: memory has a bound, no matter who asks. */
const KEYS = 20_000;

/** Buckets of one size, by key (an address, an account). */
export class Buckets {
  readonly #used = new Map<string, { tokens: number; at: number }>();
  readonly #most: number;
  readonly #ms: number;
  readonly #now: () => number;

  /** `most` tokens, which come back evenly within `ms`. `now`: a clock in ms that only goes forward. */
  constructor(most: number, ms: number, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#ms = ms;
    this.#now = now;
  }

  get size(): number {
    return this.#used.size;
  }

  #level(key: string): number {
    const used = this.#used.get(key);
    if (!used) return 0;
    return Math.max(0, used.tokens - ((this.#now() - used.at) * this.#most) / this.#ms);
  }

  #set(key: string, tokens: number): void {
    this.#used.delete(key);
    if (tokens <= 0) return;
    this.#used.set(key, { tokens, at: this.#now() });
    const [oldest] = this.#used.keys();
    if (this.#used.size > KEYS && oldest !== undefined) this.#used.delete(oldest);
  }

  /** Seconds until there is a token for `key`; 0 when there is one. Never more than the time of one token. */
  wait(key: string): number {
    const over = this.#level(key) + 1 - this.#most;
    return over <= 1e-9 ? 0 : (over * this.#ms) / this.#most / 1_000;
  }

  /** Whole tokens that are there for `key`. */
  left(key: string): number {
    return Math.floor(this.#most - this.#level(key) + 1e-9);
  }

  /** Is nothing missing from the bucket of `key`? */
  isFull(key: string): boolean {
    return this.#level(key) === 0;
  }

  /** Takes a token, whether there is one or not: at most the bucket is empty. */
  take(key: string): void {
    this.#set(key, Math.min(this.#most, this.#level(key) + 1));
  }
}

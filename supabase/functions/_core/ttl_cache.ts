/** A cache for values that rarely change: each is kept for `ms`, at most `most` of them, and the oldest is evicted first. */
export class TtlCache<T> {
  readonly #known = new Map<string, { answer: Promise<T>; value: T | undefined; until: number }>();
  readonly #most: number;
  readonly #ms: number;
  readonly #ask: (key: string) => Promise<T>;

  constructor(most: number, ms: number, ask: (key: string) => Promise<T>) {
    this.#most = most;
    this.#ms = ms;
    this.#ask = ask;
  }

  /** The cached value, without waiting; undefined when there is none, or when it has expired. */
  known(key: string): T | undefined {
    const found = this.#known.get(key);
    return found && found.until > Date.now() ? found.value : undefined;
  }

  /** Concurrent callers share one request. Failures are not cached. */
  get(key: string): Promise<T> {
    const found = this.#known.get(key);
    if (found && found.until > Date.now()) return found.answer;
    const entry = { answer: this.#ask(key), value: undefined as T | undefined, until: Date.now() + this.#ms };
    this.#known.delete(key);
    const oldest = this.#known.size >= this.#most ? this.#known.keys().next().value : undefined;
    if (oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, entry);
    entry.answer.then(
      (value) => {
        entry.value = value;
      },
      () => {
        if (this.#known.get(key) === entry) this.#known.delete(key);
      },
    );
    return entry.answer;
  }
}

const TICK_MS = 50;
const NEAR_MS = 60_000;

/**
 * Calls back with numbers when they are due, to within a tick, whatever the amount: one timer for all
 * of them, none while nothing waits. What is due within a minute lies in a slot for each tick; the rest
 * in a slot for each minute, and moves to the ticks when its minute comes.
 */
export class Wheel {
  readonly #due: (numbers: number[]) => void;
  readonly #now: () => number;
  readonly #ticks = new Map<number, number[]>();
  readonly #minutes = new Map<number, { at: number; number: number }[]>();
  #tick: number;
  #minute: number;
  #timer: NodeJS.Timeout | null = null;

  /** `now` in ms since the epoch. */
  constructor(due: (numbers: number[]) => void, now: () => number = Date.now) {
    this.#due = due;
    this.#now = now;
    this.#tick = Math.floor(now() / TICK_MS);
    this.#minute = Math.floor(now() / NEAR_MS);
  }

  /** Call back with `number` at `at` (ms since the epoch), at the next tick when that is past. */
  add(at: number, number: number): void {
    if (this.#ticks.size + this.#minutes.size === 0) this.#skip();
    this.#put(at, number);
    this.#timer ??= setTimeout(() => this.#turn(), TICK_MS);
  }

  /** Everything that is due up to now. */
  advance(): void {
    const now = this.#now();
    for (const last = Math.floor(now / NEAR_MS); this.#minute < last; ) {
      const coming = ++this.#minute + 1;
      for (const { at, number } of take(this.#minutes, coming)) this.#put(at, number);
    }
    for (const last = Math.floor(now / TICK_MS); this.#tick < last; ) {
      const numbers = take(this.#ticks, ++this.#tick);
      if (numbers.length > 0) this.#due(numbers);
    }
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Nothing waits: a day of idleness need not be walked through tick by tick. */
  #skip(): void {
    this.#tick = Math.max(this.#tick, Math.floor(this.#now() / TICK_MS));
    this.#minute = Math.max(this.#minute, Math.floor(this.#now() / NEAR_MS));
  }

  #put(at: number, number: number): void {
    const minute = Math.floor(at / NEAR_MS);
    if (minute > this.#minute + 1) push(this.#minutes, minute, { at, number });
    else push(this.#ticks, Math.max(Math.ceil(at / TICK_MS), this.#tick + 1), number);
  }

  #turn(): void {
    this.#timer = null;
    this.advance();
    if (this.#ticks.size + this.#minutes.size > 0) this.#timer ??= setTimeout(() => this.#turn(), TICK_MS);
  }
}

function push<T>(slots: Map<number, T[]>, slot: number, item: T): void {
  const items = slots.get(slot);
  if (items === undefined) slots.set(slot, [item]);
  else items.push(item);
}

function take<T>(slots: Map<number, T[]>, slot: number): T[] {
  const items = slots.get(slot) ?? [];
  slots.delete(slot);
  return items;
}

/** Requests that share a transaction: they are counted together, and each is answered after the commit (design §5). */
import type { Vendor } from "@tidings/shared/vendors/words.ts";

export type RequestKind = "resolution" | "human" | "bot";
export type Verdict =
  | "ok"
  | "unknown"
  | "cancelled"
  | "frozen"
  | "expired"
  | "used_up"
  | "too_fast"
  | "vendor_unsupported";

/** What the database says of one request. A version and its values only where something is shown. */
export type LinkAnswer = {
  verdict: Verdict;
  version: string;
  params: Record<string, string> | null;
  jump: string | null;
};

/** So many requests of one kind for one link. */
export type Entry = { id: number; asked: RequestKind; vendor: Vendor | null; count: number };

/** `[place from 1, verdict, granted, version, params, jump]`, as `private.resolve_batch` answers. */
export type Line = [number, string, number, string, Record<string, string> | null, string | null];

type Waiter = { tell: (answer: LinkAnswer) => void; fail: (error: unknown) => void; tries: number };
type Waiting = Entry & { waiters: Waiter[] };

/** A transaction counts at most so many entries: about 10 ms, so that the next requests do not wait long. */
const MOST = 1000;
/** Two at once: while one waits for its commit, the other is being counted. */
const AT_ONCE = 2;
/** A delivery locked by another transaction is asked for again after 4, 8, 16 … ms, and given up after some two seconds. */
const TRIES = 9;

const UNKNOWN: LinkAnswer = { verdict: "unknown", version: "", params: null, jump: null };

/** Gathers requests for all links, and counts them as soon as a transaction is free. There is no timer to wait for. */
export class Flusher {
  readonly #count: (entries: Entry[]) => Promise<Line[]>;
  #waiting = new Map<number, Waiting[]>();
  #entries = 0;
  #running = 0;
  #woken = false;

  /** `count` is one transaction; when it throws, every waiter is rejected with the error. */
  constructor(count: (entries: Entry[]) => Promise<Line[]>) {
    this.#count = count;
  }

  ask(id: number, asked: RequestKind, vendor: Vendor | null): Promise<LinkAnswer> {
    return new Promise((tell, fail) => this.#join(id, asked, vendor, { tell, fail, tries: 1 }));
  }

  #join(id: number, asked: RequestKind, vendor: Vendor | null, waiter: Waiter): void {
    const entries = this.#waiting.get(id);
    const entry = entries?.find((other) => other.asked === asked && other.vendor === vendor);
    if (entry) {
      entry.count += 1;
      entry.waiters.push(waiter);
    } else {
      const made = { id, asked, vendor, count: 1, waiters: [waiter] };
      if (entries) entries.push(made);
      else this.#waiting.set(id, [made]);
      this.#entries += 1;
    }
    if (this.#running >= AT_ONCE || this.#woken) return;
    // Requests of the same turn of the event loop share the transaction.
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#run();
    });
  }

  #run(): void {
    while (this.#running < AT_ONCE && this.#entries > 0) {
      const batch = this.#take();
      this.#running += 1;
      this.#count(batch)
        .then(
          (lines) => this.#tell(batch, lines),
          (error) => {
            for (const { waiters } of batch) for (const { fail } of waiters) fail(error);
          },
        )
        .finally(() => {
          this.#running -= 1;
          this.#run();
        });
    }
  }

  #take(): Waiting[] {
    const batch: Waiting[] = [];
    for (const [id, entries] of this.#waiting) {
      if (batch.length + entries.length > MOST && batch.length > 0) break;
      batch.push(...entries);
      this.#waiting.delete(id);
    }
    this.#entries -= batch.length;
    return batch;
  }

  #tell(batch: Waiting[], lines: Line[]): void {
    const found: (Line | undefined)[] = [];
    for (const line of lines) found[line[0] - 1] = line;
    for (const [index, entry] of batch.entries()) this.#tellEntry(entry, found[index]);
  }

  #tellEntry(entry: Waiting, line: Line | undefined): void {
    if (!line) {
      for (const { tell } of entry.waiters) tell(UNKNOWN);
      return;
    }
    const [, verdict, granted, version, params, jump] = line;
    for (const [place, waiter] of entry.waiters.entries()) {
      if (place < granted) waiter.tell({ verdict: "ok", version, params, jump });
      else if (verdict === "busy") this.#again(entry, waiter);
      else waiter.tell({ verdict: verdict as Verdict, version, params, jump });
    }
  }

  #again({ id, asked, vendor }: Entry, { tell, fail, tries }: Waiter): void {
    if (tries >= TRIES) fail(new Error("the delivery of a link was held too long"));
    else setTimeout(() => this.#join(id, asked, vendor, { tell, fail, tries: tries + 1 }), 2 * 2 ** tries);
  }
}

import { Column } from "./column.ts";
import { isRejected } from "./decide.ts";
import { type Log, lines } from "./log.ts";
import type { BatchRecord } from "./records.ts";

/** One mark in so many messages is enough to find a cursor's place in the file without reading all of it. */
const SPACING = 512;

/** Where in the log a cursor's batch lies. */
export class Places {
  #marks = 0;
  readonly #seq = Column.doubles();
  readonly #offset = Column.doubles();

  note(seq: number, offset: number): void {
    if (this.#marks > 0 && seq - this.#seq.get(this.#marks) < SPACING) return;
    this.#marks++;
    this.#seq.set(this.#marks, seq);
    this.#offset.set(this.#marks, offset);
  }

  /** Offset of a batch that begins at or before `seq`. */
  before(seq: number): number {
    let low = 0;
    let high = this.#marks;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#seq.get(middle) <= seq) low = middle;
      else high = middle - 1;
    }
    return low === 0 ? 0 : this.#offset.get(low);
  }
}

/**
 * The ledger after the cursor `since`, as NDJSON (carrier.md): one line for each message sent on to a phone,
 * read from the disk, so that it shows nothing that a death could still take back.
 */
export async function* ledger(
  log: Log,
  places: Places,
  store: string,
  since: number,
): AsyncGenerator<string> {
  for await (const some of lines(log.file, places.before(since + 1), log.durable)) {
    const text = some.map(({ entry }) => (entry?.k === "batch" ? shown(entry, store, since) : "")).join("");
    if (text !== "") yield text;
  }
}

function shown(batch: BatchRecord, store: string, since: number): string {
  const at = new Date(batch.at).toISOString();
  let text = "";
  for (const [index, [reference, to, fate, , , repeat]] of batch.messages.entries()) {
    const cursor = batch.seq + index;
    if (cursor <= since || isRejected(fate)) continue;
    const line = { cursor, reference, to, carrier_id: `${store}-${cursor}`, at, repeat: repeat === 1 };
    text += `${JSON.stringify(line)}\n`;
  }
  return text;
}

import { Column } from "./column.ts";
import { hash } from "./hash.ts";

const CHUNK_BITS = 20;
const CHUNK = 1 << CHUNK_BITS;

/**
 * A set of short ASCII texts, each with a number from 1 on. Exact, like a Map, at about 30 bytes and
 * the text itself an entry instead of about 110: five million references must stay far below 1 GB.
 * The texts lie one after the other in chunks of 1 MB (a length byte, then the text); an open hash
 * table holds their numbers.
 */
export class Names {
  count = 0;
  #slots = new Uint32Array(2_048);
  readonly #hash = Column.words();
  readonly #address = Column.words();
  readonly #chunks: Buffer[] = [];
  #end = 0;

  /** The number of `text`, or 0 when it is not in the set. */
  find(text: string): number {
    return this.#slots[this.#slot(text, hash(text))] ?? 0;
  }

  /** The number of `text`, which is put into the set when it is new. `text`: ASCII, 1 to 255 characters. */
  add(text: string): number {
    const hashed = hash(text);
    const slot = this.#slot(text, hashed);
    const found = this.#slots[slot] ?? 0;
    if (found > 0) return found;
    const id = ++this.count;
    this.#hash.set(id, hashed);
    this.#address.set(id, this.#write(text));
    this.#slots[slot] = id;
    if (id * 3 > this.#slots.length * 2) this.#widen();
    return id;
  }

  /** The text with this number. */
  text(id: number): string {
    const address = this.#address.get(id);
    const chunk = this.#chunk(address);
    const start = (address & (CHUNK - 1)) + 1;
    return chunk.toString("latin1", start, start + (chunk[start - 1] ?? 0));
  }

  #slot(text: string, hashed: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashed & mask;
    for (;;) {
      const id = this.#slots[slot] ?? 0;
      if (id === 0 || (this.#hash.get(id) === hashed && this.#equals(id, text))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #equals(id: number, text: string): boolean {
    const address = this.#address.get(id);
    const chunk = this.#chunk(address);
    const start = address & (CHUNK - 1);
    if (chunk[start] !== text.length) return false;
    for (let i = 0; i < text.length; i++) if (chunk[start + 1 + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #write(text: string): number {
    if ((this.#end & (CHUNK - 1)) + 1 + text.length > CHUNK) this.#end = this.#chunks.length * CHUNK;
    if (this.#end === this.#chunks.length * CHUNK) this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK));
    const address = this.#end;
    const chunk = this.#chunk(address);
    const start = address & (CHUNK - 1);
    chunk[start] = text.length;
    for (let i = 0; i < text.length; i++) chunk[start + 1 + i] = text.charCodeAt(i);
    this.#end += 1 + text.length;
    return address;
  }

  #chunk(address: number): Buffer {
    const chunk = this.#chunks[address >>> CHUNK_BITS];
    if (chunk === undefined) throw new Error(`no name lies at ${address}`);
    return chunk;
  }

  #widen(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id <= this.count; id++) {
      let slot = this.#hash.get(id) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

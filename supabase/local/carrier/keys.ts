import { createHash } from "node:crypto";
import { Column } from "./column.ts";
import { Names } from "./names.ts";

/** The idempotency keys that named a batch, each with the print of its body (64 bits of SHA-256). */
export class Keys {
  readonly #names = new Names();
  readonly #high = Column.words();
  readonly #low = Column.words();

  /** The print of a request's bytes, 16 hex digits. */
  static print(body: Buffer): string {
    return createHash("sha256").update(body).digest("hex").slice(0, 16);
  }

  /** Did this key name a batch with another body? */
  isOfAnother(key: string, print: string): boolean {
    const id = this.#names.find(key);
    if (id === 0) return false;
    return this.#high.get(id) !== high(print) || this.#low.get(id) !== low(print);
  }

  remember(key: string, print: string): void {
    const id = this.#names.add(key);
    this.#high.set(id, high(print));
    this.#low.set(id, low(print));
  }
}

const high = (print: string) => Number.parseInt(print.slice(0, 8), 16);
const low = (print: string) => Number.parseInt(print.slice(8), 16);

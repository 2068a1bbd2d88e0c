/** What the SMSC has taken, and which receipts were acknowledged: lines of a file that is only added to, read again at the next start. */
import { Lines } from "../ground/lines.ts";
import type { Fate } from "./control.ts";

/** A message that was taken, before it was answered. */
export type Taken = {
  id: number;
  from: string;
  to: string;
  text: string;
  part: number;
  parts: number;
  group: number | null;
  state: Fate["state"];
  code: string;
  /** A receipt is due. */
  due: boolean;
};

export class Ledger {
  readonly taken: Taken[] = [];
  readonly acknowledged = new Set<number>();
  readonly #lines: Lines<Taken | { ack: number }>;

  constructor(path: string) {
    this.#lines = new Lines(path, (read) => {
      if ("ack" in read) this.acknowledged.add(read.ack);
      else this.taken.push(read);
    });
  }

  get next(): number {
    return (this.taken.at(-1)?.id ?? 1_000_000) + 1;
  }

  add(message: Taken): void {
    this.#lines.add(message);
    this.taken.push(message);
  }

  acknowledge(id: number): void {
    if (this.acknowledged.has(id)) return;
    this.#lines.add({ ack: id });
    this.acknowledged.add(id);
  }

  close(): void {
    this.#lines.close();
  }
}

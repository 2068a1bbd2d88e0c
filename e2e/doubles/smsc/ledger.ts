/** What the SMSC has taken, and which receipts were acknowledged: lines of a file that is only added to, read again at the next start. */
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
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
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, "a+", 0o600);
    const kept = readFileSync(path);
    // A last line that a death cut short was answered to nobody.
    const whole = kept.lastIndexOf(10) + 1;
    ftruncateSync(this.#file, whole);
    for (const line of kept.toString("utf8", 0, whole).split("\n").slice(0, -1)) {
      const read = JSON.parse(line) as Taken | { ack: number };
      if ("ack" in read) this.acknowledged.add(read.ack);
      else this.taken.push(read);
    }
  }

  get next(): number {
    return (this.taken.at(-1)?.id ?? 1_000_000) + 1;
  }

  add(message: Taken): void {
    writeSync(this.#file, `${JSON.stringify(message)}\n`);
    this.taken.push(message);
  }

  acknowledge(id: number): void {
    if (this.acknowledged.has(id)) return;
    writeSync(this.#file, `{"ack":${id}}\n`);
    this.acknowledged.add(id);
  }

  close(): void {
    closeSync(this.#file);
  }
}

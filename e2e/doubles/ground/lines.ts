/** Lines of a file that is only added to, read again at the next start: what a double must not forget when it is killed. */
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

export class Lines<Line> {
  readonly #file: number;

  /** `take` gets what earlier lives have written, in order. */
  constructor(path: string, take: (line: Line) => void) {
    this.#file = openSync(path, "a+", 0o600);
    const kept = readFileSync(path);
    // A last line that a death cut short was answered to nobody.
    const whole = kept.lastIndexOf(10) + 1;
    ftruncateSync(this.#file, whole);
    for (const line of kept.toString("utf8", 0, whole).split("\n").slice(0, -1))
      take(JSON.parse(line) as Line);
  }

  add(...lines: readonly Line[]): void {
    writeSync(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }

  close(): void {
    closeSync(this.#file);
  }
}

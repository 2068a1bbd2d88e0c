import type { Opening } from "./decide.ts";
import type { Phones } from "./phones.ts";
import { isWebAddress, type Vendor } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import { Wheel } from "./wheel.ts";

/** Links that are being opened at the same time. */
const AT_ONCE = 16;
/** Openings that wait, about 200 bytes each. Anyone who comes later does not open the link. */
const MOST = 100_000;

type Waiting = { link: string; vendor: Vendor; showing: Opening["showing"] };

/** Phones open the links that they were sent, each at its time. What waits is in memory only, and ends with the process. */
export class Openings {
  readonly #phones: Phones;
  readonly #waiting = new Map<number, Waiting>();
  readonly #wheel = new Wheel((numbers) => this.#ripe(numbers));
  #due: Waiting[] = [];
  #flying = 0;
  #next = 0;
  #stopped = false;

  constructor(phones: Phones) {
    this.#phones = phones;
  }

  /** A phone of this vendor got `link` at `at` (ms), and opens it after the opening's delay. */
  plan(at: number, { delay, showing }: Opening, link: string, vendor: Vendor): void {
    if (this.#waiting.size + this.#due.length >= MOST || !isWebAddress(link)) return;
    this.#waiting.set(++this.#next, { link, vendor, showing });
    this.#wheel.add(at + delay, this.#next);
  }

  stop(): void {
    this.#stopped = true;
    this.#wheel.stop();
  }

  #ripe(numbers: number[]): void {
    for (const number of numbers) {
      const waiting = this.#waiting.get(number);
      if (waiting !== undefined) this.#due.push(waiting);
      this.#waiting.delete(number);
    }
    while (this.#flying < AT_ONCE && this.#due.length > 0) this.#fly();
  }

  /** One phone after the other, until none is due. */
  async #fly(): Promise<void> {
    this.#flying++;
    for (let one = this.#due.shift(); one !== undefined && !this.#stopped; one = this.#due.shift()) {
      await this.#phones.open(one.link, one.vendor, one.showing).catch((error: unknown) => {
        // A phone that reaches nobody shows the text of its message; it does not ask again.
        if (!(error instanceof Refusal)) console.error("carrier: a phone failed:", error);
      });
    }
    this.#flying--;
  }
}

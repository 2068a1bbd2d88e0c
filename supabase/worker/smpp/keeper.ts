/** Keeps one connection of a carrier: makes it, makes it again with growing pauses after it was cut, and ends it in order. */
import { pauseUntil } from "../pause.ts";
import { Bind, type Ears, NotBound, WAITS } from "./bind.ts";
import type { Line } from "./hand_over.ts";
import type { SmppCarrier } from "./settings.ts";

/** 0.5, 1, 2 … 30 s, less up to a half by luck, so that many do not come back at once. */
const PAUSE_MS = { first: 500, most: 30_000 };
/** A connection that lives for so long works; some carriers take a bind and end it at once. */
const WORKS_AFTER_MS = 3_000;

export type KeeperEars = Ears & {
  /** It works (null), or it could not be made or kept, and why. */
  told(error: string | null): Promise<void>;
};

export class Keeper {
  /** The connection while it is bound. */
  line: Line | null = null;
  /** Handing a batch over now. */
  working = false;
  #carrier: SmppCarrier;
  readonly #ears: KeeperEars;
  readonly #waits: typeof WAITS;
  readonly #ended: Promise<void>;
  readonly #stop = new AbortController();
  #fails = 0;

  constructor(carrier: SmppCarrier, ears: KeeperEars, waits = WAITS) {
    this.#carrier = carrier;
    this.#ears = ears;
    this.#waits = waits;
    this.#ended = this.#keep();
  }

  get isFree(): boolean {
    return !this.working && this.line !== null && this.line.bind.isBound;
  }

  /** The carrier's address, credentials or settings changed: what is unanswered is waited for, and the next bind is as they say. */
  change(carrier: SmppCarrier): void {
    this.#carrier = carrier;
    this.#fails = 0;
    void this.line?.bind.close();
  }

  /** Ends in order: unanswered messages are waited for, then unbind. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.line?.bind.close();
    await this.#ended;
  }

  async #keep(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const error = await this.#once();
      if (this.#stop.signal.aborted) return;
      if (error === null) continue;
      this.#fails += 1;
      await this.#ears.told(error);
      await this.#pause();
    }
  }

  /** One connection from its beginning to its end: why it did not work, or null. */
  async #once(): Promise<string | null> {
    const carrier = this.#carrier;
    try {
      const bind = await Bind.open(carrier, this.#ears, this.#waits);
      if (this.#stop.signal.aborted || this.#carrier !== carrier) {
        await bind.close();
        return null;
      }
      this.line = { bind, settings: carrier.settings, groups: Math.floor(Math.random() * 256), busy: 0 };
      let works = false;
      const proof = setTimeout(() => {
        works = true;
        this.#fails = 0;
        void this.#ears.told(null);
      }, WORKS_AFTER_MS);
      const why = await bind.closed.finally(() => clearTimeout(proof));
      this.line = null;
      if (works || bind.hasTaken || this.#carrier !== carrier) return null;
      return `${why}, at once after the bind: ask the carrier why`;
    } catch (error) {
      if (!(error instanceof NotBound)) throw error;
      return error.message;
    }
  }

  #pause(): Promise<void> {
    const most = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** Math.min(this.#fails - 1, 10));
    return pauseUntil(this.#stop.signal, most * (1 - Math.random() / 2));
  }
}

/** The messages of Postgres' protocol (version 3), cut out of a stream of bytes. */

/** One message. `type` is its letter; "" for what comes before the first letter: start-up, and the answer about TLS. */
export type Frame = { type: string; bytes: Buffer };

/** Asks for the answers so far without ending the transaction, as Sync would. */
export const FLUSH = Buffer.from([0x48, 0, 0, 0, 4]);

const SSL_REQUEST = 80_877_103;

/** Cuts one side's bytes. `near` is who asks, `far` is Postgres. `begun`: the start-up is over. */
export class Frames {
  readonly #side: "near" | "far";
  #rest: Buffer = Buffer.alloc(0);
  #begun: boolean;

  constructor(side: "near" | "far", begun = false) {
    this.#side = side;
    this.#begun = begun;
  }

  /** The whole messages that these bytes complete. */
  take(bytes: Buffer): Frame[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) {
      this.#rest = this.#rest.subarray(frame.bytes.length);
      frames.push(frame);
    }
    return frames;
  }

  #next(): Frame | null {
    const rest = this.#rest;
    if (!this.#begun && this.#side === "far") {
      // One letter says no to TLS; everything after it is a message. Without the question there is no such letter.
      if (rest.length === 0) return null;
      this.#begun = true;
      if (rest[0] === 0x4e) return { type: "", bytes: rest.subarray(0, 1) };
    }
    if (!this.#begun) {
      if (rest.length < 8) return null;
      const length = rest.readUInt32BE(0);
      if (rest.length < length) return null;
      this.#begun = rest.readUInt32BE(4) !== SSL_REQUEST;
      return { type: "", bytes: rest.subarray(0, length) };
    }
    if (rest.length < 5) return null;
    const length = 1 + rest.readUInt32BE(1);
    if (rest.length < length) return null;
    return { type: String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, length) };
  }
}

/** The text that begins `from` bytes after a message's head, up to its zero; `next` is where the next one begins. */
export function textOf({ bytes }: Frame, from: number): { text: string; next: number } {
  const end = bytes.indexOf(0, 5 + from);
  if (end < 0) return { text: "", next: from };
  return { text: bytes.toString("utf8", 5 + from, end), next: end - 5 + 1 };
}

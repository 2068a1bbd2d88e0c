/** The messages of the Postgres protocol, as far as a pooler reads them. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** One message: its type ("" for the first one of a client, which has none) and its body. `whole` is what came over the wire. */
export type Message = { type: string; body: Buffer; whole: Buffer };

/** Cuts a stream into messages. A client's first messages have no type until `begun`. */
export class Messages {
  #rest: Buffer = Buffer.alloc(0);
  begun: boolean;
  constructor(begun: boolean) {
    this.begun = begun;
  }

  *of(chunk: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.begun ? 1 : 0;
      if (this.#rest.length < head + 4) return;
      const end = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < end) return;
      const whole = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      yield { type: whole.toString("latin1", 0, head), body: whole.subarray(head + 4), whole };
    }
  }
}

/** A message of this type. */
export function message(type: string, ...parts: (string | Buffer | number)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => {
      if (typeof part === "string") return Buffer.from(`${part}\0`);
      if (typeof part !== "number") return part;
      const word = Buffer.alloc(4);
      word.writeInt32BE(part);
      return word;
    }),
  );
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type, "latin1"), length, body]);
}

/** Names and values, each ended by a zero. */
export function pairsOf(body: Buffer): Map<string, string> {
  const words = body.toString().split("\0");
  const pairs = new Map<string, string>();
  for (let n = 0; words[n]; n += 2) pairs.set(words[n] ?? "", words[n + 1] ?? "");
  return pairs;
}

export const failure = (code: string, text: string): Buffer =>
  message("E", "SFATAL", "VFATAL", `C${code}`, `M${text}`, Buffer.alloc(1));

/** The client's side of SCRAM-SHA-256 (RFC 5802), without channel binding. */
export class Scram {
  readonly #nonce = randomBytes(18).toString("base64");
  readonly #password: string;
  constructor(password: string) {
    this.#password = password;
  }

  first(): Buffer {
    const text = Buffer.from(`n,,n=,r=${this.#nonce}`);
    return message("p", "SCRAM-SHA-256", text.length, text);
  }

  /** The answer to the server's challenge. */
  final(challenge: string): Buffer {
    const [, nonce = "", salt = "", rounds = ""] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(challenge) ?? [];
    const salted = pbkdf2Sync(this.#password, Buffer.from(salt, "base64"), Number(rounds), 32, "sha256");
    const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
    const key = hmac(salted, "Client Key");
    const bare = `c=biws,r=${nonce}`;
    const signed = `n=,r=${this.#nonce},${challenge},${bare}`;
    const signature = hmac(createHash("sha256").update(key).digest(), signed);
    const proof = Buffer.from(key.map((byte, n) => byte ^ (signature[n] ?? 0)));
    return message("p", Buffer.from(`${bare},p=${proof.toString("base64")}`));
  }
}

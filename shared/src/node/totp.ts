/** One-time codes of an authenticator (RFC 6238 with its defaults, as hosted Auth has them: SHA-1, six digits, thirty seconds). */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/** A secret of 160 bits, in the letters in which authenticators take it (RFC 4648). */
export function newSecret(): string {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join("");
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The code of a secret at an instant. */
export function codeAt(secret: string, at: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const hash = createHmac("sha1", bytesOf(secret)).update(step).digest();
  const place = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The step of which it is the code: that of now, or the one before or after, as clocks of phones are seconds off. Null where it is wrong. */
export function stepOf(secret: string, given: string, now: number): number | null {
  const typed = Buffer.from(given);
  const off = [-1, 0, 1].find((one) => {
    const right = Buffer.from(codeAt(secret, now + one * STEP_MS));
    return typed.length === right.length && timingSafeEqual(typed, right);
  });
  return off === undefined ? null : Math.floor(now / STEP_MS) + off;
}

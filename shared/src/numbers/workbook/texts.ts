import { limitText } from "../../ground/size.ts";
import { UnreadableFile } from "../unreadable.ts";
import { WORKBOOK_LIMITS } from "./limits.ts";

/** Bytes of a block; a text never lies in two, as the longest has a sixteenth of it. */
const BLOCK = 4 * 1024 * 1024;
/** A character of JavaScript has at most three bytes in UTF-8. */
const WIDEST = 3;
const LENGTH_BYTES = 3;
const PLACES = 65_536;

/**
 * The shared texts of a workbook, as UTF-8 in blocks: each costs its bytes and seven more. As strings they cost from 40 bytes on, and
 * keep the text alive that they were cut from.
 */
export class SharedTexts {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  readonly #places: Uint32Array[] = [];
  #used = BLOCK;
  #bytes = 0;
  #count = 0;

  /** @throws UnreadableFile `too_many_texts`, `texts_too_large` */
  add(text: string): void {
    if (this.#count === WORKBOOK_LIMITS.texts)
      throw new UnreadableFile("too_many_texts", { max: WORKBOOK_LIMITS.texts });
    if (this.#used + LENGTH_BYTES + text.length * WIDEST > BLOCK) {
      this.#blocks.push(new Uint8Array(BLOCK));
      this.#used = 0;
    }
    const block = this.#blocks.at(-1) as Uint8Array<ArrayBuffer>;
    const { written } = this.#encoder.encodeInto(text, block.subarray(this.#used + LENGTH_BYTES));
    this.#bytes += written;
    if (this.#bytes > WORKBOOK_LIMITS.text_bytes)
      throw new UnreadableFile("texts_too_large", { max: limitText(WORKBOOK_LIMITS.text_bytes) });
    for (let at = 0; at < LENGTH_BYTES; at += 1) block[this.#used + at] = (written >> (8 * at)) & 255;
    if (this.#count % PLACES === 0) this.#places.push(new Uint32Array(PLACES));
    const places = this.#places.at(-1) as Uint32Array;
    places[this.#count % PLACES] = (this.#blocks.length - 1) * BLOCK + this.#used;
    this.#used += LENGTH_BYTES + written;
    this.#count += 1;
  }

  /** The text of a number, from 0; empty where there is none. */
  at(index: number): string {
    const place = this.#places[Math.floor(index / PLACES)]?.[index % PLACES];
    if (place === undefined || index >= this.#count) return "";
    const block = this.#blocks[Math.floor(place / BLOCK)] as Uint8Array<ArrayBuffer>;
    const from = place % BLOCK;
    let length = 0;
    for (let at = 0; at < LENGTH_BYTES; at += 1) length += (block[from + at] ?? 0) << (8 * at);
    return this.#decoder.decode(block.subarray(from + LENGTH_BYTES, from + LENGTH_BYTES + length));
  }
}

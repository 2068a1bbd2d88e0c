/**
 * Text written straight into bytes. A slice of a workbook is 2 MB of short pieces, nearly all of them ASCII: as one string they would
 * be joined, copied and encoded, which took three times as long as to write them here.
 */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 16);
  private at = 0;

  /** Begins anew, in the same memory: what was written before is overwritten. */
  clear(): void {
    this.at = 0;
  }

  /** Where it stands, for `back`, which takes away what was written behind it. */
  mark(): number {
    return this.at;
  }

  back(mark: number): void {
    this.at = mark;
  }

  /** What was written since `clear`; good until the next one. */
  written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.at);
  }

  /** Bytes as they are. */
  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    const { bytes: all, at } = this;
    // A call of `set` costs more than to copy a few bytes.
    if (bytes.length > 64) all.set(bytes, at);
    else for (let i = 0; i < bytes.length; i++) all[at + i] = bytes[i] as number;
    this.at = at + bytes.length;
  }

  /** A text of any letters. */
  text(text: string): void {
    // A unit of UTF-16 takes three bytes at most.
    this.reserve(text.length * 3);
    this.at += encoder.encodeInto(text, this.bytes.subarray(this.at)).written;
  }

  /** A text of printable ASCII without `&`, `<`, `>` and `_`, and without two blanks in a row or one at an end. False, and nothing is written: it is another. */
  plain(text: string): boolean {
    this.reserve(text.length);
    const { bytes, at } = this;
    let before = 32;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 32 || code > 126 || (code === 32 && before === 32) || SPECIAL[code] === 1) return false;
      bytes[at + i] = code;
      before = code;
    }
    if (before === 32) return false;
    this.at = at + text.length;
    return true;
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}

const encoder = new TextEncoder();
const SPECIAL = new Uint8Array(128);
for (const sign of "&<>_") SPECIAL[sign.charCodeAt(0)] = 1;

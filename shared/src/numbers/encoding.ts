import type { Chunks } from "./file.ts";

/** Encodings of number files: UTF-8, Excel's "Unicode text" (UTF-16), and that of Chinese Windows (GB18030). */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** The encoding a byte-order mark names, or null without one. */
export function markedEncoding(bytes: Uint8Array): FileEncoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

/** Bytes looked at, from the first one that is not ASCII, to detect the encoding. */
const EVIDENCE = 64 * 1024;

/**
 * Converts text of any supported encoding to UTF-8, chunk by chunk. ASCII is passed through; from the first other byte
 * on, 64 KB decide whether the file is UTF-8 or GB18030 (a superset of GBK and GB2312), because a chunk may end in the
 * middle of a character.
 */
export async function* toUtf8(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let decoder: TextDecoder | null | undefined; // null: pass through; undefined: not decided yet
  let held: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      held = joined(held, chunk);
      if (held.length < 3) continue; // a byte-order mark may be split between chunks
      const marked = markedEncoding(held);
      if (!marked && isAscii(held)) {
        yield held;
        held = new Uint8Array(0);
        continue;
      }
      if (!marked && held.length < EVIDENCE) continue;
      decoder = decoderOf(marked ?? guessedEncoding(held, false));
      yield decoder ? encoder.encode(decoder.decode(held, { stream: true })) : held;
    } else if (chunk.length > 0) {
      yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
    }
  }
  if (decoder === undefined) {
    decoder = decoderOf(markedEncoding(held) ?? guessedEncoding(held, true));
    if (!decoder) yield held;
    else yield encoder.encode(decoder.decode(held));
  } else {
    const rest = decoder?.decode();
    if (rest) yield encoder.encode(rest);
  }
}

function decoderOf(encoding: FileEncoding): TextDecoder | null {
  return encoding === "utf-8" ? null : new TextDecoder(encoding);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** UTF-8 when all bytes are valid (except a truncated last character), else GB18030. */
function guessedEncoding(bytes: Uint8Array, whole: boolean): FileEncoding {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
    return "utf-8";
  } catch {
    return "gb18030"; // invalid UTF-8 means GB18030; it is not an error
  }
}

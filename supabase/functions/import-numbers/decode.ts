/** Bytes of a part as UTF-8. Clients send that; files put into the bucket by other hands may be anything. */
import { markedEncoding } from "@tidings/shared/numbers/encoding.ts";

/** Looked at to tell text from a picture or an archive. */
const SAMPLE = 64 * 1024;
/** Control characters that no text has: all below the space but tab, line ends, form feed and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/g;

/**
 * The part as UTF-8, or null when it is no text (an archive, a picture, a workbook). A byte-order mark decides; else
 * valid UTF-8 is UTF-8. Of what is not valid, most of its other characters decide: a part with a broken byte stays
 * UTF-8, one of Chinese Windows is GB18030.
 */
export function utf8Of(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const encoding = markedEncoding(bytes) ?? guessed(bytes);
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE), { stream: true });
  const strange = (start.match(CONTROL)?.length ?? 0) + countOf(start, "\ufffd");
  // A file with a broken name or two is still worth reading; one character in twenty is another matter.
  if (strange * 20 > start.length) return null;
  return encoding === "utf-8" ? bytes : new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

const [LINE_FEED, RETURN] = [10, 13];

/**
 * The part with line feeds where its lines end with a carriage return alone, as spreadsheets on a Mac save them; else as it is. Only
 * of a part without any line feed: elsewhere a lone carriage return is in a cell.
 */
export function withLineFeeds(utf8: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (utf8.includes(LINE_FEED) || !utf8.includes(RETURN)) return utf8;
  return utf8.map((byte) => (byte === RETURN ? LINE_FEED : byte));
}

function guessed(bytes: Uint8Array<ArrayBuffer>): "utf-8" | "gb18030" {
  if (isUtf8(bytes)) return "utf-8";
  const text = new TextDecoder().decode(bytes);
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return countOf(text, "\ufffd") * 4 <= whole ? "utf-8" : "gb18030";
}

/** Piece by piece, so that no text of 8 MB is made only to be looked at. */
function isUtf8(bytes: Uint8Array<ArrayBuffer>): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += SAMPLE) {
      decoder.decode(bytes.subarray(at, at + SAMPLE), { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false; // a sequence that is none is the answer, not a failure
  }
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count += 1;
  return count;
}

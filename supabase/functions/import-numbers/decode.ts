/** Bytes of a part as text. Clients send UTF-8; files put into the bucket by other hands may be anything. */
import { markedEncoding } from "@tidings/shared/numbers/encoding.ts";

/** Looked at to tell text from a picture or an archive. */
const SAMPLE = 64 * 1024;
/** Control characters that no text has: all below the space but tab, line ends, form feed and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/g;

/**
 * The text of a part, or null when it is none (an archive, a picture, a workbook). A byte-order mark decides; else
 * valid UTF-8 is UTF-8. Of what is not valid, most of its other characters decide: a part with a broken byte stays
 * UTF-8, one of Chinese Windows is GB18030. NUL, which Postgres cannot keep, is left out.
 */
export function textOf(bytes: Uint8Array): string | null {
  const text = decoded(bytes);
  const start = text.slice(0, SAMPLE);
  const strange = (start.match(CONTROL)?.length ?? 0) + countOf(start, "\ufffd");
  // A file with a broken name or two is still worth reading; one character in twenty is another matter.
  if (strange * 20 > start.length) return null;
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}

function decoded(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    const broken = countOf(text, "\ufffd");
    const whole = (text.match(/[\u0080-\ufffc]/g) ?? []).length;
    return broken * 4 <= whole ? text : new TextDecoder("gb18030").decode(bytes);
  }
}

function countOf(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count += 1;
  return count;
}

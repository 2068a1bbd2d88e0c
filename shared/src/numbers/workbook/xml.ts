import { UnreadableFile } from "../unreadable.ts";

/**
 * XML of a workbook's parts, read as it comes: each character is looked at once, and only the texts that the caller asks for are kept.
 * Entities of a DTD are not read, as no part may have one (ECMA-376 part 2); they stay as they are written.
 */

/** What is told of an element. Names are without their namespace prefix. */
export interface XmlTarget {
  /** `attributes` is the text between the name and the end of the tag. An element without contents is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text between tags, in one or more pieces, escapes and all; asked for by `wantsText`. */
  text(piece: string): void;
  /** Is the text at this place wanted? Else it is dropped unread. */
  wantsText(): boolean;
}

/** The longest tag: a cell has 60 characters, a part's root with its namespaces some 2,000. */
const LONGEST_TAG = 65_536;
const CDATA = "<![CDATA[";
const SPACES = new Set([" ", "\t", "\n", "\r"]);

/** Reads text in pieces. @throws UnreadableFile `not_a_workbook` for a tag without end */
export class XmlReader {
  readonly #target: XmlTarget;
  /** The beginning of a tag whose end has not come. */
  #kept = "";

  constructor(target: XmlTarget) {
    this.#target = target;
  }

  push(piece: string): void {
    const text = this.#kept + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf("<", at);
      const end = tag < 0 ? text.length : tag;
      if (end > at && this.#target.wantsText()) this.#target.text(text.slice(at, end));
      if (tag < 0) {
        this.#kept = "";
        return;
      }
      const after = this.#tag(text, tag);
      if (after < 0) {
        this.#kept = text.slice(tag);
        if (this.#kept.length > LONGEST_TAG) throw new UnreadableFile("not_a_workbook");
        return;
      }
      at = after;
    }
  }

  /** Tells of the tag that begins at `from`, and answers where it ends; -1 when its end has not come. */
  #tag(text: string, from: number): number {
    if (text[from + 1] === "!" || text[from + 1] === "?") return this.#other(text, from);
    let end = text.indexOf(">", from);
    // Within quotes a ">" is a character: the tag ends where a quote, or no attribute at all, is before it.
    while (end >= 0 && !isTagEnd(text, from, end)) {
      if (end - from > LONGEST_TAG) throw new UnreadableFile("not_a_workbook");
      end = text.indexOf(">", end + 1);
    }
    if (end < 0) return -1;
    if (text[from + 1] === "/") {
      this.#target.close(localName(text, from + 2, end));
      return end + 1;
    }
    const isEmpty = text[end - 1] === "/";
    const close = isEmpty ? end - 1 : end;
    let name = from + 1;
    while (name < close && !SPACES.has(text[name] ?? "")) name += 1;
    const local = localName(text, from + 1, name);
    this.#target.open(local, name < close ? text.slice(name, close) : "");
    if (isEmpty) this.#target.close(local);
    return end + 1;
  }

  /** Comments, instructions and declarations are skipped; a section of characters is text. */
  #other(text: string, from: number): number {
    const begins = (what: string) => text.startsWith(what, from);
    if (text.length - from < CDATA.length) return -1;
    const [head, tail] = begins("<!--") ? ["<!--", "-->"] : begins(CDATA) ? [CDATA, "]]>"] : ["<", ">"];
    const end = text.indexOf(tail, from + head.length);
    if (end < 0) return -1;
    if (head === CDATA && this.#target.wantsText())
      this.#target.text(text.slice(from + head.length, end).replaceAll("&", "&amp;"));
    return end + tail.length;
  }
}

function isTagEnd(text: string, from: number, end: number): boolean {
  let last = end - 1;
  while (text[last] === "/" || SPACES.has(text[last] ?? "")) last -= 1;
  return text[last] === '"' || text[last] === "'" || !text.slice(from, end).includes("=");
}

function localName(text: string, from: number, to: number): string {
  const name = text.slice(from, to).trimEnd();
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute in the text of a tag, or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Decodes XML entities and the workbook's own `_x000D_` escapes. */
export function unescapeXml(text: string): string {
  if (!text.includes("&") && !text.includes("_x")) return text;
  return text
    .replace(/&(#x[0-9a-f]{1,8}|#\d{1,9}|\w{1,8});/gi, (whole, name: string) => {
      if (name.startsWith("#x") || name.startsWith("#X"))
        return codePoint(Number.parseInt(name.slice(2), 16));
      if (name.startsWith("#")) return codePoint(Number.parseInt(name.slice(1), 10));
      return ENTITIES[name] ?? whole;
    })
    .replace(/_x([0-9A-F]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/**
 * A minimal XML reader for the parts of a workbook, which are machine-written: no comments, CDATA or DTDs. Works on a
 * stream of text, so that a sheet of a million rows is never held in memory.
 */

const tags = new Map<string, { readonly opening: RegExp; readonly closing: RegExp }>();

/** The patterns of an element's tags. Cached, because a sheet of a million rows creates a reader per row. */
function tagsOf(name: string) {
  let found = tags.get(name);
  if (!found) {
    found = {
      opening: new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(/)?>`, "g"),
      closing: new RegExp(`</(?:\\w+:)?${name}\\s*>`, "g"),
    };
    tags.set(name, found);
  }
  return found;
}

/** Splits a stream of text into complete elements named `name` (any namespace prefix) and passes each to `take`. */
export function elementCutter(name: string, take: (attributes: string, inner: string) => void) {
  const { opening, closing } = tagsOf(name);
  let kept = "";
  return {
    push(text: string) {
      kept += text;
      let done = 0;
      for (;;) {
        opening.lastIndex = done;
        const open = opening.exec(kept);
        if (!open) {
          // A tag may be split between two chunks: keep the text from the last "<".
          const last = kept.lastIndexOf("<");
          kept = last >= done ? kept.slice(last) : "";
          return;
        }
        const begin = open.index + open[0].length;
        if (open[2]) {
          take(open[1] ?? "", "");
          done = begin;
          continue;
        }
        closing.lastIndex = begin;
        const close = closing.exec(kept);
        if (!close) {
          kept = kept.slice(open.index);
          return;
        }
        take(open[1] ?? "", kept.slice(begin, close.index));
        done = close.index + close[0].length;
      }
    },
  };
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
    .replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
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

/** All text of the `<t>` elements in `inner`, without the phonetic hints of East Asian names. */
export function runsOfText(inner: string): string {
  const spoken = inner.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, "");
  let text = "";
  for (const hit of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += hit[1];
  return unescapeXml(text);
}

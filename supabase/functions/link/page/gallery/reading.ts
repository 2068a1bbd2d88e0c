/** Reads a page as strictly as XML is read: what a text could break shows up as an error, not as a repair. */

export interface Read {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text inside, references resolved. */
  text: string;
}

const VOID = new Set(["meta", "img", "br", "link", "input"]);
const RAW = /<(script|style)>([\s\S]*?)<\/\1>/g;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9:-]*(?:="[^"<>]*")?)*)\/?>/gi;
const REFERENCES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

function resolved(words: string): string {
  return words.replace(/&[^;\s]*;?/g, (reference) => {
    const letter = REFERENCES[reference];
    if (letter === undefined) throw new SyntaxError(`a bare & in ${words.slice(0, 80)}`);
    return letter;
  });
}

function attributesOf(written: string): Record<string, string> {
  const pairs = Array.from(written.matchAll(/ ([a-z][a-z0-9:-]*)(?:="([^"]*)")?/gi));
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name.toLowerCase(), resolved(value)]));
}

/**
 * Every element of a page, in order.
 *
 * @throws SyntaxError on a tag that is not closed, a stray `<`, `>` or `&`, or an attribute without quotes
 */
export function read(html: string): Read[] {
  const found: Read[] = [];
  const open: Read[] = [];
  const raw: string[] = [];
  const source = html.replace(/^<!doctype html>/, "").replace(RAW, (_all, name: string, inner: string) => {
    raw.push(inner);
    return `<${name}></${name}>`;
  });
  const say = (words: string) => {
    if (/[<>]/.test(words)) throw new SyntaxError(`markup in ${words.slice(0, 80)}`);
    for (const element of open) element.text += resolved(words);
  };
  let at = 0;
  for (const hit of source.matchAll(TAG)) {
    const [tag, slash, name = "", written = ""] = hit;
    say(source.slice(at, hit.index));
    at = hit.index + tag.length;
    if (slash) {
      const last = open.pop();
      if (last?.name !== name) throw new SyntaxError(`</${name}> closes <${last?.name}>`);
      continue;
    }
    const element: Read = { name, attributes: attributesOf(written), text: "" };
    found.push(element);
    if (name === "script" || name === "style") element.text = raw.shift() ?? "";
    if (!VOID.has(name) && !tag.endsWith("/>")) open.push(element);
  }
  say(source.slice(at));
  if (open.length > 0) throw new SyntaxError(`<${open.at(-1)?.name}> is not closed`);
  return found;
}

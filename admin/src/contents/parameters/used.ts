import { placesIn } from "@tidings/shared/templates/parameters.ts";
import type { AnyContent } from "../context.ts";
import type { Path } from "../paths.ts";

/** Where each parameter stands, in the order of the content: its name, and the paths of the texts it is in. */
export function placesOf(content: Pick<AnyContent, "slots">): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>();
  visit(content.slots, "slots", (text, path) => {
    for (const name of new Set(placesIn(text))) found.set(name, [...(found.get(name) ?? []), path]);
  });
  return found;
}

/** The content with a parameter called otherwise in every text and among the declared. */
export function renamed<C extends AnyContent>(content: C, from: string, to: string): C {
  const params = content.params?.map((param) => (param.name === from ? { ...param, name: to } : param));
  return { ...replaced(content, from, `\${${to}}`), ...(params ? { params } : {}) };
}

/** The content without a parameter: it is taken out of every text. */
export function without<C extends AnyContent>(content: C, name: string): C {
  const params = content.params?.filter((param) => param.name !== name);
  return { ...replaced(content, name, ""), ...(params ? { params } : {}) };
}

function replaced<C extends AnyContent>(content: C, name: string, by: string): C {
  return { ...content, slots: mapped(content.slots, (text) => text.replaceAll(`\${${name}}`, by)) };
}

function visit(value: unknown, path: Path, tell: (text: string, path: Path) => void): void {
  if (typeof value === "string") tell(value, path);
  else if (value !== null && typeof value === "object")
    for (const [key, inside] of Object.entries(value)) visit(inside, `${path}.${key}`, tell);
}

function mapped<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((entry) => mapped(entry, change)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, mapped(inside, change)])) as T;
}

/** `text` with a parameter in place of what is selected, and where the caret is after it. */
export function inserted(text: string, name: string, begin: number, end: number) {
  const place = `\${${name}}`;
  return { text: text.slice(0, begin) + place + text.slice(end), caret: begin + place.length };
}

/** Cards as a vendor's client gets them, as JSON text: built once a version and vendor, then only filled. */
import { parametersOf } from "@tidings/shared/templates/content.ts";
import { cardJson } from "@tidings/shared/templates/html.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Open, Shown } from "./resolve.ts";

/** So many versions and vendors are kept: a version has at most six. */
const MOST = 600;

/** What stands for parameter n while a card is built, as text and inside an address. */
const MARK = /\uE000(\d+)\uE001|%EE%80%80(\d+)%EE%80%81/;

/** The text between values, and the values: by name, some of them percent-encoded. */
type Form = { texts: string[]; names: string[]; encoded: boolean[] };

/** Builds a card the long way: right for any values. */
function built(
  { layout, version, content }: Shown,
  params: Record<string, string>,
  vendor: Vendor,
  origin: string,
) {
  return JSON.stringify(cardJson({ layout, version, content, params, vendor, origin }));
}

function filled({ texts, names, encoded }: Form, params: Record<string, string>): string {
  let card = texts[0] ?? "";
  for (let n = 0; n < names.length; n++) {
    const value = params[names[n] ?? ""] ?? "";
    card += encoded[n] ? encodeURIComponent(value) : JSON.stringify(value).slice(1, -1);
    card += texts[n + 1];
  }
  return card;
}

/** The form of a card, or null where filling it is not the same as building it: a value may choose what is shown. */
function formOf(shown: Shown, vendor: Vendor, origin: string): Form | null {
  const names = parametersOf(shown.content);
  const marks = Object.fromEntries(names.map((name, n) => [name, `\uE000${n}\uE001`]));
  const parts = built(shown, marks, vendor, origin).split(MARK);
  const form: Form = { texts: [parts[0] ?? ""], names: [], encoded: [] };
  for (let at = 1; at < parts.length; at += 3) {
    form.names.push(names[Number(parts[at] ?? parts[at + 1])] ?? "");
    form.encoded.push(parts[at] === undefined);
    form.texts.push(parts[at + 2] ?? "");
  }
  const same = ['七<x>&"1\\', "a b/c?d", "https://a.example/b"].every((value) => {
    const params = Object.fromEntries(names.map((name, n) => [name, `${value}${n}`]));
    return filled(form, params) === built(shown, params, vendor, origin);
  });
  return same ? form : null;
}

/** Empty values take their line with them, and spaces around one may go: such a card is built. */
function plain(params: Record<string, string>, names: readonly string[]): boolean {
  return names.every((name) => {
    const value = params[name];
    return value !== undefined && value !== "" && value.trim() === value;
  });
}

/** The cards of this instance. */
export class Cards {
  readonly #known = new Map<string, { shown: Shown; form: Form | null }>();

  textOf({ key, shown, params }: Open, vendor: Vendor, origin: string): string {
    const place = `${key} ${vendor}`;
    let known = this.#known.get(place);
    // Another object is another reading of the version: what it was made of may have changed.
    if (known?.shown !== shown) {
      if (this.#known.size >= MOST) this.#known.clear();
      known = { shown, form: formOf(shown, vendor, origin) };
      this.#known.set(place, known);
    }
    const form = known?.form;
    if (!form || !plain(params, form.names)) return built(shown, params, vendor, origin);
    return form.names.length === 0 ? (form.texts[0] ?? "") : filled(form, params);
  }
}

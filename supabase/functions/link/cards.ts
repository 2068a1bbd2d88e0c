/** Cards as a vendor's client gets them, as JSON text: built once a version and vendor, then only filled. */

import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { buildCard } from "@tidings/shared/templates/card.ts";
import { parametersOf } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Open, Shown } from "./resolve.ts";

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
  return JSON.stringify(buildCard({ layout, version, content, params, vendor, origin }));
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
    const value = valueAt(params, name);
    return value !== undefined && value !== "" && value.trim() === value;
  });
}

/** The cards of this instance. A version that is read anew is another object: what was made of the former one goes with it. */
export class Cards {
  readonly #forms = new WeakMap<Shown, Map<Vendor, Form | null>>();

  textOf({ shown, params }: Open, vendor: Vendor, origin: string): string {
    let forms = this.#forms.get(shown);
    if (!forms) {
      forms = new Map();
      this.#forms.set(shown, forms);
    }
    let form = forms.get(vendor);
    if (form === undefined) {
      form = formOf(shown, vendor, origin);
      forms.set(vendor, form);
    }
    if (form === null || !plain(params, form.names)) return built(shown, params, vendor, origin);
    return form.names.length === 0 ? (form.texts[0] ?? "") : filled(form, params);
  }
}

import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Form } from "@tidings/shared/resource/define.ts";

/** The row that is chosen, by input; of an input that takes several, those that are. */
export type Chosen = Readonly<Record<string, string | readonly string[]>>;

/** The address of the form for a new one, with rows that are chosen in it already, by their inputs: `/port-bindings/new?port_id=…`. */
export function formWith(noun: Noun, chosen: Chosen): string {
  const given = Object.entries(chosen).flatMap(([name, keys]) => [keys].flat().map((key) => [name, key]));
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : "";
  return `/${NOUNS[noun].path}/new${search}`;
}

/** What an address chooses. Only rows are taken from it: whatever is typed, a link does not type for somebody. */
export function givenIn({ inputs }: Pick<Form, "inputs">, search: string): Chosen {
  const given: Record<string, string | string[]> = {};
  const address = new URLSearchParams(search);
  for (const [name, key] of address) {
    const kind = inputs[name]?.kind;
    if (kind === "reference") given[name] = key;
    if (kind === "references") given[name] = address.getAll(name);
  }
  return given;
}

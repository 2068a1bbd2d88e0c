import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { Form } from "@tidings/shared/resource/define.ts";

/** The address of the form for a new one, with rows that are chosen in it already, by their inputs: `/port-bindings/new?port_id=…`. */
export function formWith(noun: Noun, chosen: Readonly<Record<string, string>>): string {
  return `/${NOUNS[noun].path}/new?${new URLSearchParams(chosen)}`;
}

/** What an address chooses. Only rows are taken from it: whatever is typed, a link does not type for somebody. */
export function givenIn({ inputs }: Pick<Form, "inputs">, search: string): Record<string, string> {
  return Object.fromEntries(
    [...new URLSearchParams(search)].filter(([name]) => inputs[name]?.kind === "reference"),
  );
}

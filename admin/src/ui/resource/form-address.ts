import type { Form } from "@tidings/shared/resource/define.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";

/**
 * The address of a form with rows that are chosen in it already, by their inputs: `/port-bindings/new?port_id=…` for a new one, and with
 * the id of a row `/groups/…/edit?policies=…`.
 */
export function formWith(noun: Noun, chosen: Readonly<Record<string, string>>, id?: string): string {
  const page = `/${NOUNS[noun].path}/${id === undefined ? "new" : `${id}/edit`}`;
  const search = new URLSearchParams(chosen);
  return search.size > 0 ? `${page}?${search}` : page;
}

/** What an address chooses. Only rows are taken from it: whatever is typed, a link does not type for somebody. */
export function givenIn({ inputs }: Pick<Form, "inputs">, search: string): FormValues {
  const given = new URLSearchParams(search);
  return Object.fromEntries(
    [...new Set(given.keys())].flatMap((name): [string, unknown][] => {
      const kind = inputs[name]?.kind;
      if (kind === "reference") return [[name, given.get(name)]];
      return kind === "references" ? [[name, given.getAll(name)]] : [];
    }),
  );
}

/** The values of a row that is edited, with what an address adds to its lists. What a row has one of stays. */
export function withGiven(values: FormValues, given: FormValues): FormValues {
  const added = Object.entries(given).flatMap(([name, more]): [string, unknown][] => {
    const now = values[name];
    return Array.isArray(now) && Array.isArray(more) ? [[name, [...new Set([...now, ...more])]]] : [];
  });
  return { ...values, ...Object.fromEntries(added) };
}

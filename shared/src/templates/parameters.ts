/** Parameters in texts are written `${name}` (spec TPL-3). */

/** A letter or underscore, then letters, digits or underscores; at most 32. The same as in `private.parameters_of`. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;
const PLACE = /\$\{([^{}]*)\}/g;

/** Is this a valid name of a parameter (and so of a column in a number file)? */
export function isParameterName(name: string): boolean {
  return NAME.test(name);
}

/** The names between `${` and `}` in `text`, in order, with duplicates, valid or not. */
export function placesIn(text: string): string[] {
  return text.includes("${") ? Array.from(text.matchAll(PLACE), (hit) => hit[1] ?? "") : [];
}

/** The names of a text in the order in which they come first, each once. */
export const namesIn = (text: string): string[] => [...new Set(placesIn(text))];

/** Does `text` have a `${` that is not closed or contains another brace? */
export function hasOpenPlace(text: string): boolean {
  return text.includes("${") && text.replace(PLACE, "").includes("${");
}

/**
 * `text` with every `${name}` replaced by its value, missing ones by an empty string, so that no customer reads a
 * placeholder or an example. Values are not expanded again.
 *
 * @param encode applied to each value, for instance `encodeURIComponent` inside an address
 */
export function fillText(
  text: string,
  params: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string {
  if (!text.includes("${")) return text;
  return text.replace(PLACE, (_place, name: string) =>
    Object.hasOwn(params, name) ? encode(String(params[name])) : "",
  );
}

/** Parameters in texts are written `${name}` (spec TPL-3). */

/** A letter or an underscore first, then also digits; at most 32. `private.parameters_of` reads the same names. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;
const PLACE = /\$\{([^{}]*)\}/g;

/** Is this the name of a parameter (and so of a column in a number file)? */
export function isParameterName(name: string): boolean {
  return NAME.test(name);
}

/** The names between `${` and `}` in `text`, in order, with repeats, whether good names or not. */
export function placesIn(text: string): string[] {
  return text.includes("${") ? Array.from(text.matchAll(PLACE), (hit) => hit[1] ?? "") : [];
}

/** Is there a `${` in `text` that is not closed, or that holds another brace? */
export function hasOpenPlace(text: string): boolean {
  return text.includes("${") && text.replace(PLACE, "").includes("${");
}

/**
 * `text` with every `${name}` replaced by its value, a missing one by nothing: a customer never reads a
 * placeholder or another customer's example. Values are taken as they are, never expanded again.
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

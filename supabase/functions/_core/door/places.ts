/** Where something serves: regions, and the senders that a phone sees. */

/** A channel number: the sender that a phone sees, or how it begins or ends. */
export type Port = { readonly number: string; readonly kind: "plain" | "prefix" | "suffix" };

/** Does a region lie in another, or is it the same? 0 is the country, xx0000 a province. */
export function holds(outer: number, inner: number): boolean {
  if (outer === 0 || outer === inner) return true;
  return outer % 10_000 === 0 && Math.floor(inner / 10_000) === outer / 10_000;
}

/** A channel number may be the beginning or the end of what a phone sees as the sender. */
export function carries({ number, kind }: Port, sender: string): boolean {
  if (kind === "plain") return sender === number;
  return kind === "prefix" ? sender.startsWith(number) : sender.endsWith(number);
}

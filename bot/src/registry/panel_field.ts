import { type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Field } from "../ground/answer.ts";
import { panelOf } from "./registry.ts";

export const OPEN_IN_PANEL = w("在管理台中打开", "Open in the panel");

/** A page of the panel as a field: a link, or its address to be typed where nobody knows where the panel is. */
export function panelField(
  label: Words,
  path: string,
  about: { readonly panel: string | null; readonly locale: Locale },
): Field {
  const { panel, locale } = about;
  const address = `${panelOf(about)}${path}`;
  // Discord shows a link whose text is an address as plain text, and the terminal prints the address beside it.
  if (panel === null) return { label: say(label, locale), value: address };
  return { label: say(label, locale), value: say(OPEN_IN_PANEL, locale), href: address };
}

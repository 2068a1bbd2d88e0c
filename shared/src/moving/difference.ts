/** Where what our mapping makes of a template differs from the template. */
import type { KooMessageContent } from "../templates/koomessage/body.ts";

type Part = Readonly<Record<string, unknown>>;
type Placed = KooMessageContent & { readonly page: number };

/** What goes without saying. */
const USUAL: Part = { is_text_title: "false", visible: 1, currency_display: 0, mode: 0, floor_type: 0 };
/** What our mapping says by itself of a layout and of what else a part says: left out, it is that. */
const FOLLOWS: ReadonlySet<string> = new Set([
  ...["is_text_title", "visible", "currency_display", "button_type", "ratio"],
  ...["floor_type", "text_button", "mode", "address"],
]);

const isPart = (value: unknown): value is Part => value !== null && typeof value === "object";
/** In one spelling: nothing, an empty text and what goes without saying are the same. */
const said = (name: string, value: unknown) =>
  value === undefined || value === null || value === "" ? String(USUAL[name] ?? "") : String(value);

/** The first field that differs; null: none does. */
function fieldOf(ours: Part, theirs: Part): string | null {
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [own, other] = [ours[name], theirs[name]];
    if (isPart(own) || isPart(other)) {
      const inside = fieldOf(isPart(own) ? own : {}, isPart(other) ? other : {});
      if (inside !== null) return `${name}.${inside}`;
    } else if (said(name, own) !== said(name, other === undefined && FOLLOWS.has(name) ? own : other))
      return name;
  }
  return null;
}

/** The first part that is not the same in both, with the field in which it is another; null: all are the same. */
export function differenceOf(ours: readonly Placed[], theirs: readonly Placed[]) {
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const [own, other] = [ours[at], theirs[at]];
    const { page, position_number, type } = (other ?? own) as Placed;
    const field = own && other ? fieldOf({ ...own }, { ...other }) : type;
    if (field !== null) return { page, position_number, field };
  }
  return null;
}

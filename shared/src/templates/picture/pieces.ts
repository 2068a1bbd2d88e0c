import type { ListSlot } from "../../layouts/layout.ts";
import type { CardElement } from "../card.ts";
import { find, type Of } from "./find.ts";
import { imageOf, tappedImage, videoOf } from "./images.ts";
import type { Line, ListForm, ListItem, ListPiece, Piece } from "./model.ts";
import type { Head, Scene } from "./parts.ts";
import * as parts from "./parts.ts";

/** Texts that speak for themselves; every other one has its label. */
const PLAIN = new Set(["title", "subtitle", "body", "name", "price", "tag", "tag_1", "tag_2"]);
/** What an icon is in front of. */
const TITLE: ReadonlySet<string> = new Set(["title"]);
/** The slots that together are one coupon. In a list of coupons the name belongs to it too. */
const TICKET: ReadonlySet<string> = new Set(["coupon_type", "value", "time", "coupon_name", "coupon_value"]);
/** The slots that together are one trip. */
const JOURNEY: ReadonlySet<string> = new Set([
  "from_place",
  "to_place",
  "from_time",
  "to_time",
  "date",
  "number",
]);

/** The pieces of `elements`, in the order of the layout; what belongs together (a ticket, a journey, labelled lines) as one. */
export function piecesOf(elements: readonly CardElement[], scene: Scene, head: Head): Piece[] {
  const pieces: Piece[] = [];
  const done = new Set<CardElement>();
  let lines: Line[] = [];
  const flush = () => {
    if (lines.length > 0) pieces.push({ is: "lines", boxed: false, lines });
    lines = [];
  };
  const take = (names: ReadonlySet<string>) => {
    const taken = elements.filter((element) => names.has(element.name));
    for (const element of taken) done.add(element);
    return taken;
  };
  for (const element of elements) {
    if (done.has(element)) continue;
    if (element.type === "text" && ![PLAIN, TICKET, JOURNEY].some((names) => names.has(element.name))) {
      lines.push(parts.lineOf(element, scene));
      continue;
    }
    flush();
    if (TICKET.has(element.name)) pieces.push(parts.ticketOf(take(TICKET), scene));
    else if (JOURNEY.has(element.name)) pieces.push(parts.journeyOf(take(JOURNEY), scene));
    else if (element.type === "image" && element.name === "icon") {
      const icon = imageOf(element, element.ratio);
      if (icon) pieces.push({ is: "head", icon, title: piecesOf(take(TITLE), scene, head) });
    } else pieces.push(...pieceOf(element, elements, scene, head));
  }
  flush();
  return pieces;
}

function pieceOf(element: CardElement, beside: readonly CardElement[], scene: Scene, head: Head): Piece[] {
  switch (element.type) {
    case "text":
      return [parts.textOf(element, scene, head)];
    case "image": {
      const image = tappedImage(element, scene);
      return image ? [{ is: "image", ...image }] : [];
    }
    case "video":
      return [videoOf(element, scene) ?? []].flat();
    case "pairs":
      return [
        {
          is: "lines",
          boxed: scene.card.layout === "notice_enhanced",
          lines: element.pairs.map(({ label, value, ...place }) => ({
            label,
            ours: false,
            text: value,
            ...place,
          })),
        },
      ];
    case "buttons":
      return [{ is: "buttons", buttons: parts.buttonsOf(element, scene) }];
    case "action":
      return [{ is: "buttons", buttons: [parts.actionButton(element, parts.pictured(beside), scene)] }];
    case "choice":
      // a picture that is chosen for a button is drawn with what the button does
      return parts.pictured(beside)
        ? []
        : [
            {
              is: "text",
              as: "chip",
              text: parts.chosen(element, scene),
              ours: true,
              ...parts.placeOf(element),
            },
          ];
    case "list":
      return [listOf(element, scene)];
  }
}

/** What a list looks like, the slots of its items say. */
function formOf(slot: ListSlot): ListForm {
  const has = (name: string) => slot.of.some((entry) => entry.name === name);
  if (has("value")) return "coupons";
  if (has("price")) return has("buttons") ? "products" : "tiles";
  if (!has("image")) return "paragraphs";
  return has("buttons") || has("action") ? "slides" : "rows";
}

function listOf(element: Of<"list">, scene: Scene): ListPiece {
  const slot = scene.layout?.slots.find((entry) => entry.name === element.name);
  const form = slot?.kind === "list" ? formOf(slot) : "paragraphs";
  const { length } = element.items;
  const items = element.items.map((item, index): ListItem => {
    if (form === "coupons") return { image: null, pieces: [parts.ticketOf(item, scene)] };
    if (form === "paragraphs") return { image: null, pieces: piecesOf(item, scene, "heading") };
    if (form === "slides") return slideOf(item, scene, `${index + 1}/${length}`);
    return besideOf(item, scene);
  });
  return { is: "list", form, items };
}

/** The picture beside, everything else in a column. */
function besideOf(item: readonly CardElement[], scene: Scene): ListItem {
  const shown = find(item, "image");
  const rest = item.filter((element) => element !== shown);
  return { image: shown ? tappedImage(shown, scene) : null, pieces: piecesOf(rest, scene, "heading") };
}

/** A tap that belongs to the whole slide is on its picture, and a button where it has none. */
function slideOf(item: readonly CardElement[], scene: Scene, place: string): ListItem {
  const shown = find(item, "image");
  const action = find(item, "action");
  const image = shown ? tappedImage(shown, scene, action?.action, place) : null;
  const rest = piecesOf(
    item.filter((element) => element !== shown && element !== action),
    scene,
    "heading",
  );
  const alone = !image && action ? [parts.actionButton(action, undefined, scene)] : [];
  return { image, pieces: alone.length > 0 ? [...rest, { is: "buttons", buttons: alone }] : rest };
}

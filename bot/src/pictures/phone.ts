import {
  holds,
  layoutOf,
  optionInForce,
  ratioFor,
  type Situation,
} from "@tidings/shared/templates/catalogue.ts";
import { type Content, contentSchema, exampleParams } from "@tidings/shared/templates/content.ts";
import { fillContent } from "@tidings/shared/templates/fill.ts";
import type { Slot } from "@tidings/shared/templates/layout.ts";
import { asButtons, asImage, asItems, asPairs, asText, asVideo } from "@tidings/shared/templates/values.ts";
import * as parts from "./parts.ts";
import { PADDING, type Part, type Pictures, WIDTH } from "./parts.ts";
import { textLine } from "./text.ts";

/** What the picture shows: a template's content in its layout. */
export interface PhoneCard {
  readonly layout: string;
  readonly content: unknown;
  /** The sender's name, as the message app shows it. */
  readonly sender: string;
}

const MARGIN = 16;
const HEAD = 44;

/** The URLs of all pictures in `content`. */
export function pictureSources(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(pictureSources);
  if (content === null || typeof content !== "object") return [];
  const own =
    "src" in content && typeof content.src === "string" && !("cover" in content) ? [content.src] : [];
  return [...new Set([...own, ...Object.values(content).flatMap(pictureSources)])];
}

/**
 * The card as a phone shows it, as SVG (spec TPL-6). It follows the layout's slots, so a new layout of the catalogue
 * needs no code here. Of an unfinished draft the filled slots are drawn.
 */
export function phoneSvg(card: PhoneCard, pictures: Pictures = new Map()): string {
  const body = cardBody(card, pictures);
  const height = HEAD + body.height + MARGIN;
  const width = WIDTH + 2 * MARGIN;
  const sender = textLine(card.sender, MARGIN + 4, 28, { size: 14, fill: "#4b5563", bold: true });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#eef0f4"/>${sender}<g transform="translate(${MARGIN} ${HEAD})"><clipPath id="card"><rect width="${WIDTH}" height="${body.height}" rx="14"/></clipPath><rect width="${WIDTH}" height="${body.height}" rx="14" fill="#ffffff"/><g clip-path="url(#card)">${body.svg}</g></g></svg>`;
}

function cardBody(card: PhoneCard, pictures: Pictures): Part {
  const layout = layoutOf(card.layout);
  const parsed = contentSchema.safeParse(card.content);
  if (!layout || !parsed.success) {
    return parts.imageBox(undefined, card.layout, { x: 0, width: WIDTH, height: 160 }, pictures);
  }
  const content = fillContent(parsed.data, exampleParams(parsed.data));
  const situation: Situation = { layout, style: content.style, options: content.options };
  const drawn = drawSlots(layout.slots, content.slots, { situation, content, pictures });
  const bottom: Part = { svg: "", height: 6 };
  const top: Part[] = startsWithPicture(layout.slots, content) ? [] : [{ svg: "", height: 6 }];
  return parts.stacked([...top, ...drawn, bottom], 10);
}

interface Scene {
  readonly situation: Situation;
  readonly content: Content;
  readonly pictures: Pictures;
}

function startsWithPicture(slots: readonly Slot[], content: Content): boolean {
  const first = slots.find((slot) => content.slots[slot.name] !== undefined);
  return first?.kind === "image" || first?.kind === "video";
}

function drawSlots(slots: readonly Slot[], values: Readonly<Record<string, unknown>>, scene: Scene): Part[] {
  return slots
    .filter((slot) => holds(slot.when, scene.situation))
    .map((slot) => drawSlot(slot, values[slot.name], scene))
    .filter((part) => part.height > 0);
}

const NONE: Part = { svg: "", height: 0 };

function drawSlot(slot: Slot, value: unknown, scene: Scene): Part {
  if (value === undefined && !slot.required) return NONE;
  switch (slot.kind) {
    case "text":
      return drawText(slot.name, asText(value) ?? "");
    case "image": {
      const image = asImage(value);
      return parts.imageBox(image?.src, image?.alt ?? slot.words.zh, frameOf(slot, scene), scene.pictures);
    }
    case "video": {
      const cover = asVideo(value)?.cover;
      return parts.imageBox(
        cover?.src,
        cover?.alt ?? slot.words.zh,
        frameOf(slot, scene),
        scene.pictures,
        true,
      );
    }
    case "pairs":
      return parts.pairRows(asPairs(value));
    case "buttons":
      return parts.buttonRow(asButtons(value), coloursOf(scene));
    case "list":
      return drawList(slot, asItems(value), scene);
    default:
      return NONE; // actions and choices are not visible
  }
}

function frameOf(slot: Extract<Slot, { kind: "image" | "video" }>, scene: Scene) {
  const { layout, style } = scene.situation;
  const ratio = ratioFor(slot.ratio, layout, style)?.value ?? 16 / 9;
  if (slot.name === "icon") return { x: PADDING, width: 40, height: 40, radius: 8 };
  return { x: 0, width: WIDTH, height: Math.round(WIDTH / ratio) };
}

function drawText(name: string, text: string): Part {
  if (text === "") return NONE;
  if (name === "title") return parts.paragraph(text, { size: 18, fill: parts.INK, bold: true }, undefined, 3);
  if (name === "subtitle") return parts.paragraph(text, { size: 15, fill: parts.INK }, undefined, 2);
  if (name === "price") return parts.paragraph(text, { size: 20, fill: "#e8352e", bold: true }, undefined, 1);
  return parts.paragraph(text, { size: 14, fill: parts.SOFT });
}

/** Rows of a list: a square picture to the right of the text, a wide one above it. */
function drawList(
  slot: Extract<Slot, { kind: "list" }>,
  items: readonly Record<string, unknown>[],
  scene: Scene,
): Part {
  const rows = items.map((item) => {
    const thumb = slot.of.find((leaf) => leaf.kind === "image" && thumbRatio(leaf, scene) <= 1.2);
    const words = drawSlots(
      slot.of.filter((leaf) => leaf !== thumb),
      item,
      scene,
    );
    if (thumb === undefined || words.length === 0) return parts.stacked(drawSlots(slot.of, item, scene), 8);
    const image = asImage(item[thumb.name]);
    const size = 64;
    const frame = { x: WIDTH - PADDING - size, width: size, height: size, radius: 6 };
    const box = parts.imageBox(image?.src, image?.alt ?? "", frame, scene.pictures);
    const text = parts.stacked(words, 4);
    return { svg: text.svg + box.svg, height: Math.max(text.height, size) };
  });
  return parts.stacked(rows, 12);
}

function thumbRatio(slot: Extract<Slot, { kind: "image" }>, scene: Scene): number {
  return ratioFor(slot.ratio, scene.situation.layout, scene.situation.style)?.value ?? 1;
}

function coloursOf({ situation }: Scene): readonly string[] {
  const option = situation.layout.options.find((each) => each.name === "button_colours");
  if (!option || !holds(option.when, situation)) return [];
  const chosen = optionInForce(option, situation.options);
  return option.values.find((each) => each.value === chosen)?.colours ?? [];
}

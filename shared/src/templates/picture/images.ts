import type { Action } from "../actions.ts";
import type { Card, CardImage, Placed } from "../card.ts";
import { safeSource } from "../escape.ts";
import type { Of } from "./find.ts";
import { tapOf } from "./leads.ts";
import type { PictureImage, Ratio, TappedImage, VideoPiece } from "./model.ts";
import { placeOf, type Scene } from "./parts.ts";
import { own } from "./text.ts";

/** 16:9 where no ratio is known. */
function ratioOf(text: string | null): Ratio {
  const [width = 16, height = 9] = (text ?? "16:9").split(":").map(Number);
  return { width, height };
}

/** An image alone; null where its address is none that is loaded. */
export function imageOf(image: CardImage & Placed, ratio: string | null): PictureImage | null {
  const src = safeSource(image.src, "image");
  return src ? { src, alt: image.alt, ratio: ratioOf(ratio), ...placeOf(image) } : null;
}

/** An image with what a tap on it does (its own action, else `action`) and the sign of a video where the layout asks for it. */
export function tappedImage(
  element: Of<"image">,
  scene: Scene,
  action?: Action,
  place = "",
): TappedImage | null {
  const image = imageOf(element, element.ratio);
  if (!image) return null;
  const { card, locale } = scene;
  const does = element.action ?? action;
  const tap = does ? tapOf(does, card.vendor, locale, element.src) : null;
  return { ...image, tap, play: plays(card), place };
}

const plays = (card: Card) => card.options.play_icon === true;

export function videoOf(element: Of<"video">, { locale }: Scene): VideoPiece | null {
  const src = safeSource(element.src, "video");
  if (!src) return null;
  const cover = element.cover ? safeSource(element.cover.src, "image") : null;
  const alt = element.cover?.alt || own("video", locale);
  return { is: "video", src, cover, alt, ratio: ratioOf(element.ratio), ...placeOf(element) };
}

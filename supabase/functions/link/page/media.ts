/** Pictures and videos, with room kept for them before they arrive. */
import type { CardImage } from "@tidings/shared/templates/card.ts";
import { safeSource } from "@tidings/shared/templates/escape.ts";
import type { Drawing, Of } from "./drawing.ts";
import { tap } from "./taps.ts";
import { own, text } from "./text.ts";

/** Sizes in the picture's ratio, so that nothing below it moves when it comes; 16:9 where no ratio is known. */
function box(ratio: string | null): string {
  const [width = 16, height = 9] = (ratio ?? "16:9").split(":").map(Number);
  return `class="r${width}-${height}" width="${width * 40}" height="${height * 40}"`;
}

/** The `<img>` alone, or nothing where its address is none that we load. */
export function picture(image: CardImage, ratio: string | null, drawing: Drawing): string {
  const src = safeSource(image.src, "image");
  if (!src) return "";
  drawing.pictures += 1;
  const when = drawing.pictures === 1 ? ' fetchpriority="high"' : ' loading="lazy"';
  return `<img src="${text(src)}" alt="${text(image.alt)}" ${box(ratio)}${when}>`;
}

/** A picture with its tap and, where the layout asks for it, the sign of a video. */
export function image(element: Of<"image">, drawing: Drawing, over = ""): string {
  const drawn = picture(element, element.ratio, drawing);
  if (!drawn) return "";
  const play = drawing.card.options.play_icon === true ? '<span class="play" aria-hidden="true"></span>' : "";
  const inner = drawn + play + over;
  const { action } = element;
  if (!action) return `<span class="picture">${inner}</span>`;
  return tap({ action, inner, look: "picture", image: element.src, name: element.alt }, drawing);
}

/** A video that loads when it is asked for; until then its cover stands for it. */
export function video(element: Of<"video">, drawing: Drawing): string {
  const src = safeSource(element.src, "video");
  if (!src) return "";
  const cover = element.cover ? safeSource(element.cover.src, "image") : null;
  const poster = cover ? ` poster="${text(cover)}"` : "";
  const name = text(element.cover?.alt || own("video", drawing.locale));
  return `<video ${box(element.ratio)} controls playsinline preload="none"${poster} src="${text(src)}" aria-label="${name}"></video>`;
}

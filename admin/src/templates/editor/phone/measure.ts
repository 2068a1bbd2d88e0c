import type { Path } from "../../../contents/paths.ts";

/** A part of the phone, where it is seen, in pixels of the drawn card. */
export interface Spot {
  readonly path: Path;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Less is no place to click on: the edge of a slide that looks out. */
const LEAST = 6;

/**
 * The parts of a drawn card that say where they stand in the content, the largest first, so that what is on top of another is clicked. Of
 * what scrolls sideways only what is seen.
 */
export function spotsOf(drawn: Document): Spot[] {
  const spots = Array.from(drawn.querySelectorAll<HTMLElement>("[data-at]"), (element): Spot | null => {
    const box = element.getBoundingClientRect();
    const around = element.closest(".slides")?.getBoundingClientRect();
    const left = Math.max(box.left, around?.left ?? box.left, 0);
    const right = Math.min(box.right, around?.right ?? box.right, drawn.documentElement.clientWidth);
    const path = element.dataset.at ?? "";
    if (right - left < LEAST || box.height < LEAST) return null;
    return { path, left, top: box.top, width: right - left, height: box.height };
  });
  return spots
    .filter((spot) => spot !== null)
    .toSorted((one, other) => other.width * other.height - one.width * one.height);
}

/** Brings a slide of a carousel to the middle; what is elsewhere stays. */
export function slideTo(drawn: Document, path: Path): void {
  const element = [...drawn.querySelectorAll<HTMLElement>("[data-at]")].find((one) =>
    isWithin(one.dataset.at ?? "", path),
  );
  const slides = element?.closest<HTMLElement>(".slides");
  const slide = element?.closest<HTMLElement>("li");
  if (!slides || !slide) return;
  slides.scrollLeft = slide.offsetLeft - (slides.clientWidth - slide.clientWidth) / 2;
}

/** Is a part what a path names, inside of it, or around it? */
export function isWithin(part: Path, path: Path): boolean {
  return part === path || part.startsWith(`${path}.`) || path.startsWith(`${part}.`);
}

/** The parts that a field shows itself in. */
export const isMarked = (part: Path, marked: readonly Path[]): boolean =>
  marked.some((path) => isWithin(part, path));

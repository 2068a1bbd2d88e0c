import { SIGNS } from "./colours.ts";
import type { VideoPiece } from "./model.ts";
import { cut, text } from "./text.ts";

const WIDE = 640;
/** A field that is less high than one of 16:9 has a smaller sign. */
const HIGH = 360;
/** Characters of a name that fit into one line below the sign, in Chinese too. */
const NAME = 18;

/** The name as it stands below the sign of a video. */
export const coverName = (alt: string): string => cut(alt, NAME);

/**
 * What is shown of a video that has no cover until it is played: a plain field with the sign of a video and its name. Browsers draw nothing of
 * a video that is not loaded, so it would be black. It is an image, so that it goes when the video plays.
 */
export function coverFor({ alt, ratio }: Pick<VideoPiece, "alt" | "ratio">): string {
  const high = Math.round((WIDE * ratio.height) / ratio.width);
  const size = Math.min(1, high / HIGH).toFixed(2);
  const sign = `<circle r="56" fill="${SIGNS.place}"/><path d="M-18-28l48 28-48 28z" fill="${SIGNS.film}"/>`;
  const name = `<text y="104" fill="${SIGNS.film}" font-family="system-ui,sans-serif" font-size="30" text-anchor="middle">${text(coverName(alt))}</text>`;
  const field = `<rect width="${WIDE}" height="${high}" fill="${SIGNS.unseen}"/>`;
  const middle = `<g transform="translate(${WIDE / 2} ${high / 2}) scale(${size})">${sign}${name}</g>`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} ${high}">${field}${middle}</svg>`)}`;
}

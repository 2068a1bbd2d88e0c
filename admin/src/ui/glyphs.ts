/**
 * Chinese glyphs for machines that have none. They come after the first picture of the page, and of the faces only
 * those ranges are fetched whose characters are shown.
 */
export const glyphs: Promise<unknown> = import("./glyph-faces.ts");

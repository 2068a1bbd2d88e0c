/**
 * A Chinese web font for machines without one. Loaded after the first paint; the browser fetches only the unicode ranges
 * that the page uses.
 */
export const glyphs: Promise<unknown> = import("./glyph-faces.ts");

/** Widths in terminal cells: a Chinese character takes two, so columns line up in both languages. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NARROW_NOTHING = /[\p{Mn}\p{Cf}]/u;

/** The width of `text` in cells. */
export function cells(text: string): number {
  let width = 0;
  for (const letter of text) if (!NARROW_NOTHING.test(letter)) width += WIDE.test(letter) ? 2 : 1;
  return width;
}

/** `text` padded with spaces to `width` cells; `right` aligns numbers. */
export function padded(text: string, width: number, align: "left" | "right" = "left"): string {
  const gap = " ".repeat(Math.max(0, width - cells(text)));
  return align === "right" ? gap + text : text + gap;
}

/** `text` cut to `width` cells, with … where something is gone. */
export function clipped(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = "";
  for (const letter of text) {
    if (cells(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** `text` broken into lines of at most `width` cells; long words are broken too. */
export function wrapped(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const piece of paragraph.match(/\s+|[!-~]+|./gu) ?? []) {
      for (const bit of cells(piece) > width ? [...piece] : [piece]) {
        if (cells(line + bit) > width && line !== "") {
          lines.push(line.trimEnd());
          line = bit.trimStart();
        } else line += bit;
      }
    }
    return [...lines, line.trimEnd()];
  });
}

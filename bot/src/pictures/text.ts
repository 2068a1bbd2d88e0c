import { FONT_FAMILY } from "./font.ts";

/** Text in SVG: measuring, breaking into lines, drawing. Widths are estimates, in em. */

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/u;
const CANNOT_BEGIN = /^[，。、；：！？）】」』》”’,.;:!?)\]}%]/u;

function letterWidth(letter: string): number {
  if (WIDE.test(letter) || (letter.codePointAt(0) ?? 0) > 0xffff) return 1;
  if (/[iljI.,:;'|! ]/.test(letter)) return 0.28;
  if (/[mwMW@%]/.test(letter)) return 0.88;
  if (/[A-Z]/.test(letter)) return 0.66;
  return 0.56;
}

/** The width of `text` at `size`, in units of the drawing. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size;
}

/** Breaks text into lines no wider than `width`; at most `most` lines, the last one ends in … when text is left. */
export function linesOf(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) lines.push(...paragraphLines(paragraph, size, width));
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(`${lines[most - 1]}…`, size, width)];
}

function paragraphLines(paragraph: string, size: number, width: number): string[] {
  const pieces = paragraph.match(/[A-Za-z0-9][\w.@/-]*|./gsu) ?? [];
  const lines: string[] = [];
  let line = "";
  const tooLong = (piece: string) => WIDE.test(piece) || textWidth(piece, size) > width;
  for (const piece of pieces.flatMap((each) => (tooLong(each) ? [...each] : [each]))) {
    const fits = textWidth(line + piece, size) <= width;
    if (fits || line === "" || CANNOT_BEGIN.test(piece)) line += piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line];
}

function shortened(line: string, size: number, width: number): string {
  let letters = [...line.replace(/…+$/, "")];
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, size) > width)
    letters = letters.slice(0, -1);
  return `${letters.join("")}…`;
}

/** `text` escaped for SVG, without characters that XML forbids. */
export function escaped(text: string): string {
  const legal = [...text].filter((letter) => letter === "\t" || letter === "\n" || letter >= " ").join("");
  return legal.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export interface Style {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly anchor?: "start" | "middle" | "end";
}

/** One line of text with its baseline at `y`. */
export function textLine(text: string, x: number, y: number, style: Style): string {
  const weight = style.bold ? 700 : 400;
  return `<text x="${x}" y="${y}" font-family="${FONT_FAMILY}" font-size="${style.size}" font-weight="${weight}" fill="${style.fill}" text-anchor="${style.anchor ?? "start"}">${escaped(text)}</text>`;
}

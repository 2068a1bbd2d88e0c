import type { ButtonValue, PairValue } from "@tidings/shared/templates/values.ts";
import { escaped, linesOf, type Style, textLine } from "./text.ts";

/** A piece of the card: its SVG with the top at 0, and its height. */
export interface Part {
  readonly svg: string;
  readonly height: number;
}

export const WIDTH = 328;
export const PADDING = 16;
export const INK = "#1a1a1a";
export const SOFT = "#6b7280";
export const BLUE = "#0a59f7";

/** Pieces below each other, with `gap` between them. */
export function stacked(parts: readonly Part[], gap = 8): Part {
  let y = 0;
  const svg: string[] = [];
  for (const part of parts) {
    svg.push(`<g transform="translate(0 ${y})">${part.svg}</g>`);
    y += part.height + gap;
  }
  return { svg: svg.join(""), height: Math.max(0, y - gap) };
}

/** A paragraph, broken into at most `most` lines. */
export function paragraph(text: string, style: Style, width = WIDTH - 2 * PADDING, most = 12): Part {
  const leading = Math.round(style.size * 1.5);
  const lines = linesOf(text, style.size, width, most);
  const svg = lines.map((line, index) => textLine(line, PADDING, index * leading + style.size, style));
  return { svg: svg.join(""), height: lines.length * leading };
}

/** Pictures by URL, as `data:` URLs. One that is missing is drawn as a grey box. */
export type Pictures = ReadonlyMap<string, string>;

export interface Frame {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}

/** An image cut to its frame, with a play sign for a video. */
export function imageBox(
  src: string | undefined,
  alt: string,
  frame: Frame,
  pictures: Pictures,
  play = false,
): Part {
  const { x, width, height, radius = 0 } = frame;
  const found = src === undefined ? undefined : pictures.get(src);
  const clip = `c${Math.abs(hashOf(`${src}${x}${width}${height}${alt}`))}`;
  const box = `x="${x}" y="0" width="${width}" height="${height}"`;
  const shape = `<clipPath id="${clip}"><rect ${box} rx="${radius}"/></clipPath>`;
  const picture = found
    ? `<image ${box} preserveAspectRatio="xMidYMid slice" href="${escaped(found)}" clip-path="url(#${clip})"/>`
    : placeholder(alt, frame);
  const sign = play
    ? `<g transform="translate(${x + width / 2} ${height / 2})"><circle r="22" fill="#000" fill-opacity="0.45"/><path d="M-7 -11 L13 0 L-7 11 Z" fill="#fff"/></g>`
    : "";
  return { svg: `${shape}${picture}${sign}`, height };
}

function placeholder(alt: string, { x, width, height, radius = 0 }: Frame): string {
  const label = linesOf(alt, 13, width - 24, 2);
  const top = height / 2 - (label.length - 1) * 9 + 5;
  const words = label.map((line, index) =>
    textLine(line, x + width / 2, top + index * 18, { size: 13, fill: "#8b93a1", anchor: "middle" }),
  );
  return `<rect x="${x}" y="0" width="${width}" height="${height}" rx="${radius}" fill="#e6e9ef"/>${words.join("")}`;
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) | 0;
  return hash;
}

/** Rows of label and value, as in notices. */
export function pairRows(pairs: readonly PairValue[]): Part {
  const rows = pairs.map(({ label, value }) => {
    const lines = linesOf(value, 14, WIDTH - 2 * PADDING - 96, 2);
    const head = textLine(linesOf(label, 14, 84, 1)[0] ?? "", PADDING, 14, { size: 14, fill: SOFT });
    const body = lines.map((line, index) =>
      textLine(line, PADDING + 96, 14 + index * 21, { size: 14, fill: INK }),
    );
    return { svg: head + body.join(""), height: Math.max(1, lines.length) * 21 };
  });
  return stacked(rows, 4);
}

/** The buttons in a row along the foot of the card; `colours` fills them, as commerce layouts do. */
export function buttonRow(buttons: readonly ButtonValue[], colours: readonly string[] = []): Part {
  if (buttons.length === 0) return { svg: "", height: 0 };
  const gap = 10;
  const width = (WIDTH - 2 * PADDING - gap * (buttons.length - 1)) / buttons.length;
  const svg = buttons.map((button, index) => {
    const x = PADDING + index * (width + gap);
    const colour = colours[index] ?? colours.at(-1);
    const words = textLine(linesOf(button.text, 15, width - 12, 1)[0] ?? "", x + width / 2, 25, {
      size: 15,
      fill: colour ? "#ffffff" : BLUE,
      bold: true,
      anchor: "middle",
    });
    return `<rect x="${x}" y="0" width="${width}" height="38" rx="19" fill="${colour ?? "#eef3ff"}"/>${words}`;
  });
  return { svg: svg.join(""), height: 38 };
}

import { readFileSync } from "node:fs";
import { THEMES, type Theme } from "@tidings/shared/templates/picture/colours.ts";
import type { CardPicture, Piece } from "@tidings/shared/templates/picture/model.ts";
import { plain } from "@tidings/shared/templates/picture/text.ts";
import { cardNode, widthOf } from "./card.ts";
import { FONT_FAMILY, fontFiles } from "./font.ts";
import { type Brush, type Pictures, withImages } from "./images.ts";
import { box, column, type Node } from "./nodes.ts";

/** Phones beside each other, each with a card. */
export interface Sheet {
  readonly phones: readonly Phone[];
  /** The sender's name, as the message app shows it. */
  readonly sender: string;
  readonly theme: Theme;
  readonly pictures: Pictures;
}

export interface Phone {
  /** What is above the phone: a vendor, a version; empty for none. */
  readonly caption: string;
  readonly picture: CardPicture;
}

const MARGIN = 16;

/** How wide a sheet is, in units. */
export function sheetWidth({ phones }: Pick<Sheet, "phones">): number {
  return phones.reduce((sum, { picture }) => sum + widthOf(picture) + 2 * MARGIN, 0);
}

/** The addresses of all images of a picture, each once. */
export function imagesOf(picture: CardPicture): string[] {
  const of = (piece: Piece): string[] => {
    if (piece.is === "image") return [piece.src];
    if (piece.is === "video") return piece.cover ? [piece.cover] : [];
    if (piece.is === "head") return [piece.icon.src, ...piece.title.flatMap(of)];
    if (piece.is !== "list") return [];
    return piece.items.flatMap(({ image, pieces }) => [...(image ? [image.src] : []), ...pieces.flatMap(of)]);
  };
  const behind = picture.behind ? [picture.behind.src] : [];
  return [...new Set([...behind, ...picture.pieces.flatMap(of)])];
}

let fonts: { name: string; data: Buffer; weight: 400 | 700; style: "normal" }[] | undefined;

/** The fonts to measure with, read once: 0.3 s. */
function measured() {
  fonts ??= fontFiles().map((path, index) => ({
    name: FONT_FAMILY,
    data: readFileSync(path),
    weight: index === 0 ? 400 : 700,
    style: "normal" as const,
  }));
  return fonts;
}

/** The sheet as SVG. Its texts are texts, so that anyone who draws them needs the same font. */
export async function sheetSvg(sheet: Sheet): Promise<string> {
  const width = sheetWidth(sheet);
  const colours = THEMES[sheet.theme];
  const brush: Brush = { colours, pictures: sheet.pictures };
  const captioned = sheet.phones.some(({ caption }) => caption !== "");
  const phones = sheet.phones.map(({ caption, picture }): Node => {
    const line = { fontSize: 14, lineHeight: 1.5, color: colours.soft };
    return column(
      { padding: MARGIN, paddingTop: 10, width: widthOf(picture) + 2 * MARGIN, gap: 6 },
      captioned
        ? box({ ...line, minHeight: 21, fontWeight: 700, color: colours.text }, plain(caption))
        : null,
      sheet.sender ? box({ ...line, paddingLeft: 4 }, plain(sheet.sender)) : null,
      cardNode(picture, brush),
    );
  });
  const look = { width, background: colours.page, fontFamily: FONT_FAMILY, alignItems: "flex-start" };
  // Two megabytes, which a command without a picture is spared.
  const { default: satori } = await import("satori");
  const svg = await satori(box(look, ...phones) as never, { width, fonts: measured(), embedFont: false });
  return withImages(svg, sheet.pictures);
}

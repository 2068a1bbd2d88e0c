import { coverName } from "./cover.ts";
import type { CardPicture, Line, ListItem, Piece } from "./model.ts";

/** Every text that is seen of a picture, from top to bottom: what is read out in its stead, and what every drawing has to draw. */
export function wordsOf(picture: CardPicture): string[] {
  return picture.pieces.flatMap(ofPiece);
}

const said = (line: Line) => [line.label, line.text];
const some = (...texts: string[]) => texts.filter((text) => text !== "");

function ofPiece(piece: Piece): string[] {
  switch (piece.is) {
    case "text":
      return some(piece.before ?? "", piece.text, piece.after ?? "");
    case "image":
      return some(piece.place);
    case "video":
      return piece.cover ? [] : [coverName(piece.alt)];
    case "audio":
      return some(piece.name, piece.length);
    case "head":
      return piece.title.flatMap(ofPiece);
    case "lines":
      return piece.lines.flatMap(said);
    case "journey":
      return [...piece.which, ...piece.from, ...piece.to].map(({ text }) => text);
    case "ticket":
      return [
        ...some(piece.worth, piece.name, piece.kind),
        ...(piece.until ? said(piece.until) : []),
        ...ofPiece({ is: "buttons", buttons: piece.buttons }),
      ];
    case "buttons":
      return piece.buttons.flatMap(({ text, tap }) => some(text, tap.hint?.text ?? ""));
    case "list":
      return piece.items.flatMap(ofItem);
  }
}

function ofItem({ image, pieces }: ListItem): string[] {
  return [...some(image?.place ?? ""), ...pieces.flatMap(ofPiece)];
}

import { readable, SIGNS } from "@tidings/shared/templates/picture/colours.ts";
import { coverName } from "@tidings/shared/templates/picture/cover.ts";
import type {
  AudioPiece,
  Button,
  CardPicture,
  JourneyLine,
  Line,
  ListPiece,
  Piece,
  Ratio,
  TappedImage,
  TextPiece,
  TicketPiece,
  VideoPiece,
} from "@tidings/shared/templates/picture/model.ts";
import { plain } from "@tidings/shared/templates/picture/text.ts";
import { type Brush, imageNode } from "./images.ts";
import { box, type Child, column, type Node, type Style, sign } from "./nodes.ts";

/** A card is as wide as on a phone of 360 units. */
export const WIDTH = 328;
const EDGE = 16;
const INNER = WIDTH - 2 * EDGE;
const SLIDE = 256;
const GAP = 12;

/** How much wider a card is drawn: the pages of a carousel are beside each other and reach beyond its edge. */
export function widthOf(picture: CardPicture): number {
  const slides = picture.pieces.map((piece) =>
    piece.is === "list" && piece.form === "slides" ? piece.items.length : 0,
  );
  return Math.max(WIDTH, 2 * EDGE + Math.max(0, ...slides) * (SLIDE + GAP) - GAP);
}

/** The picture of a card as boxes: it draws what is in the picture, and decides nothing. */
export function cardNode(picture: CardPicture, brush: Brush): Node {
  const { colours } = brush;
  const frame = {
    width: WIDTH,
    borderRadius: 14,
    background: colours.card,
    color: colours.text,
    fontSize: 16,
    lineHeight: 1.6,
  };
  if (!picture.behind) {
    // A poster is its picture and nothing below it.
    const alone = picture.pieces.length === 1 && picture.pieces.every(isMedia);
    const whole = alone ? { radius: "14px" } : {};
    return column(
      { ...frame, gap: 14, paddingBottom: alone ? 0 : 24 },
      ...stacked(picture.pieces, { ...brush, ...whole }),
    );
  }
  const height = heightOf(picture.behind.ratio, WIDTH);
  const over = {
    position: "relative",
    margin: EDGE,
    padding: EDGE,
    gap: 14,
    borderRadius: 14,
    background: SIGNS.over,
    color: "#ffffff",
  };
  const inside = picture.pieces.map((piece) => drawn(piece, INNER - 2 * EDGE, { ...brush, centred: true }));
  return column(
    { ...frame, position: "relative", minHeight: height, justifyContent: "flex-end" },
    // Without its words where it cannot be loaded: the card stands upon them.
    imageNode(
      { ...picture.behind, alt: "" },
      { position: "absolute", top: 0, left: 0, width: WIDTH, height: "100%", borderRadius: 14 },
      brush,
    ),
    column(over, ...inside),
  );
}

const isMedia = ({ is }: Piece) => is === "image" || is === "video";

/** The first picture goes from edge to edge, everything else has a margin. */
function stacked(pieces: readonly Piece[], brush: Brush): Node[] {
  return pieces.map((piece, index) => {
    if (index === 0 && isMedia(piece))
      return drawn(piece, WIDTH, { ...brush, radius: brush.radius ?? "14px 14px 0 0" });
    const top = index === 0 ? { marginTop: 18 } : {};
    return column({ padding: `0 ${EDGE}px`, ...top }, drawn(piece, INNER, brush));
  });
}

const heightOf = ({ width, height }: Ratio, wide: number) => Math.round((wide * height) / width);

function drawn(piece: Piece, width: number, brush: Brush): Node {
  switch (piece.is) {
    case "text":
      return words(piece, brush);
    case "image":
      return image(piece, width, brush);
    case "video":
      return video(piece, width, brush);
    case "audio":
      return audio(piece, brush);
    case "head": {
      const icon = imageNode(piece.icon, { width: 48, height: 48, borderRadius: 12, flexShrink: 0 }, brush);
      return box(
        { gap: GAP, alignItems: "center" },
        icon,
        ...piece.title.map((each) => drawn(each, width - 60, brush)),
      );
    }
    case "lines":
      return lines(piece.lines, piece.boxed, brush);
    case "journey":
      return journey(piece, brush);
    case "ticket":
      return ticket(piece, brush);
    case "buttons":
      return buttons(piece.buttons, "wide", brush);
    case "list":
      return list(piece, width, brush);
  }
}

const LOOKS: Readonly<Record<TextPiece["as"], Style>> = {
  title: { fontSize: 21, fontWeight: 700, lineHeight: 1.4 },
  heading: { fontSize: 17, fontWeight: 700, lineHeight: 1.45 },
  body: {},
  soft: {},
  price: { fontSize: 19, fontWeight: 700 },
  chip: { fontSize: 13, borderRadius: 6, padding: "1px 8px", alignSelf: "flex-start" },
};

/** A text with its line breaks; a word that is too long is broken. */
function said(text: string, style: Style = {}): Node {
  return box({ whiteSpace: "pre-wrap", wordBreak: "break-word", ...style }, plain(text));
}

function words({ as, text, before, after }: TextPiece, { colours, centred }: Brush): Node {
  const colour: Style =
    as === "price" ? { color: colours.price } : as === "soft" || as === "chip" ? { color: colours.soft } : {};
  const back: Style = as === "chip" ? { background: colours.panel } : {};
  const look = {
    ...LOOKS[as],
    ...colour,
    ...back,
    ...(centred ? { justifyContent: "center", textAlign: "center" } : {}),
  };
  if (!before && !after) return said(text, look);
  return box(
    { ...look, alignItems: "baseline" },
    before ? said(before, { fontSize: 15 }) : null,
    said(text, { flexShrink: 1 }),
    after ? said(after, { color: colours.soft, marginLeft: 6 }) : null,
  );
}

function image(shown: TappedImage, width: number, brush: Brush): Node {
  const height = heightOf(shown.ratio, width);
  const borderRadius = brush.radius ?? 12;
  const middle = { position: "absolute", top: height / 2 - 32, left: width / 2 - 32, width: 58, height: 64 };
  return box(
    { position: "relative", width, height },
    imageNode(shown, { width, height, borderRadius }, brush),
    shown.play
      ? box(
          {
            ...middle,
            borderRadius: 32,
            background: SIGNS.over,
            alignItems: "center",
            justifyContent: "center",
            paddingLeft: 6,
          },
          sign("M0 0 20 13 0 26Z", 20, 26, "#ffffff"),
        )
      : null,
    shown.place
      ? said(shown.place, {
          position: "absolute",
          top: 8,
          right: 8,
          padding: "0 8px",
          borderRadius: 10,
          fontSize: 12,
          color: "#ffffff",
          background: SIGNS.place,
        })
      : null,
  );
}

/** Its cover with the sign of a video; without one a plain field with the sign and, below it, its name. */
function video({ cover, alt, ratio }: VideoPiece, width: number, brush: Brush): Node {
  const still = { src: cover ?? "", alt: cover ? alt : "", ratio, tap: null, play: true, place: "" };
  const field = image(still, width, brush);
  if (cover) return field;
  const name = { position: "absolute", left: 0, bottom: 12, width, justifyContent: "center", fontSize: 13 };
  return box(
    { position: "relative", width },
    field,
    said(coverName(alt), { ...name, color: brush.colours.soft }),
  );
}

/** A bar that plays it, with its name and how long it lasts. */
function audio({ name, length }: AudioPiece, { colours }: Brush): Node {
  const round = { width: 36, height: 36, borderRadius: 18, flexShrink: 0, paddingLeft: 3 };
  return box(
    { background: colours.panel, borderRadius: GAP, padding: "10px 14px", gap: GAP, alignItems: "center" },
    box(
      { ...round, background: colours.tint, alignItems: "center", justifyContent: "center" },
      sign("M0 0 11 7 0 14Z", 11, 14, colours.on),
    ),
    said(name, { flex: 1 }),
    length ? said(length, { color: colours.soft }) : null,
  );
}

function lines(all: readonly Line[], boxed: boolean, { colours }: Brush): Node {
  const rows = all.map(({ label, text }, index) =>
    box(
      { gap: EDGE, padding: "9px 0", ...(index > 0 ? { borderTop: `1px solid ${colours.line}` } : {}) },
      said(label, { color: colours.soft, flexShrink: 0, maxWidth: "45%" }),
      said(text, { flex: 1, justifyContent: "flex-end", textAlign: "right" }),
    ),
  );
  return column(boxed ? { background: colours.panel, borderRadius: GAP, padding: "4px 14px" } : {}, ...rows);
}

function journey({ which, from, to }: Extract<Piece, { is: "journey" }>, { colours }: Brush): Node {
  const looks: Readonly<Record<JourneyLine["as"], Style>> = {
    number: { fontWeight: 700 },
    date: { color: colours.soft },
    where: { fontSize: 22, fontWeight: 700, lineHeight: 1.3 },
    when: { color: colours.soft },
  };
  const end = (all: readonly JourneyLine[], right: boolean) =>
    column(
      { flex: 1, ...(right ? { alignItems: "flex-end", textAlign: "right" } : {}) },
      ...all.map(({ as, text }) => said(text, looks[as])),
    );
  const top = {
    justifyContent: "space-between",
    flexWrap: "wrap",
    gap: 4,
    paddingBottom: 10,
    borderBottom: `1px solid ${colours.line}`,
  };
  return column(
    { background: colours.panel, borderRadius: 14, padding: EDGE, gap: GAP },
    which.length > 0 ? box(top, ...which.map(({ as, text }) => said(text, looks[as]))) : null,
    box(
      { gap: GAP, alignItems: "center" },
      end(from, false),
      sign("M2 6h34M31 2l5 4-5 4", 40, GAP, colours.tint, true),
      end(to, true),
    ),
  );
}

function ticket({ worth, name, kind, until, buttons: all }: TicketPiece, brush: Brush): Node {
  const { colours } = brush;
  const { price } = colours;
  const terms = column(
    { flex: 1, gap: 4, paddingLeft: EDGE, borderLeft: `2px dashed ${price}` },
    name ? said(name, LOOKS.heading) : null,
    kind ? said(kind, { ...LOOKS.chip, border: `1px solid ${price}`, color: price }) : null,
    until
      ? box(
          { flexWrap: "wrap", gap: 8, fontSize: 14 },
          said(until.label, { color: colours.soft }),
          said(until.text),
        )
      : null,
  );
  const value = worth
    ? said(worth, { color: price, fontSize: 26, fontWeight: 700, lineHeight: 1.2, maxWidth: "45%" })
    : null;
  return column(
    { background: colours.ticket, borderRadius: 14, padding: EDGE, gap: GAP },
    box({ gap: EDGE, alignItems: "center" }, value, terms),
    all.length > 0 ? box({ justifyContent: "flex-end" }, buttons(all, "small", brush)) : null,
  );
}

function buttons(all: readonly Button[], size: "wide" | "small", brush: Brush): Node {
  const many = all.length > 2;
  const drawnButtons = all.map((button, index) => {
    const basis = button.seal || size === "small" ? {} : { flexGrow: 1, flexBasis: many ? "100%" : "40%" };
    return column(basis, buttonNode(button, index === 0, size, brush));
  });
  return box(
    { flexWrap: "wrap", gap: GAP, ...(all.some(({ seal }) => seal) ? { justifyContent: "center" } : {}) },
    ...drawnButtons,
  );
}

function buttonNode(button: Button, first: boolean, size: "wide" | "small", { colours }: Brush): Node {
  const chosen = button.colour ? readable(button.colour) : null;
  const still = button.tap.leads.to === "nowhere";
  const back = chosen?.back ?? (still ? colours.panel : first ? colours.tint : colours.wash);
  const front = chosen?.front ?? (still ? colours.soft : first ? colours.on : colours.tint);
  const shape: Style = button.seal
    ? { width: 76, height: 76, borderRadius: 38, background: SIGNS.seal, color: SIGNS.sealText, fontSize: 22 }
    : {
        minHeight: size === "wide" ? 48 : 44,
        borderRadius: 24,
        padding: "6px 16px",
        background: back,
        color: front,
      };
  // a button that moves has a ring, which is where it moves to
  const ring: Style = button.moving ? { border: `3px solid ${colours.wash}` } : {};
  const { hint } = button.tap;
  return column(
    {
      ...shape,
      ...ring,
      alignItems: "center",
      justifyContent: "center",
      textAlign: "center",
      fontWeight: 700,
      lineHeight: 1.4,
    },
    said(button.text, { justifyContent: "center" }),
    hint ? said(hint.text, { fontSize: 13, fontWeight: 400 }) : null,
  );
}

/** Chips that follow each other are in one row. */
function sideBySide(pieces: readonly Piece[]): (Piece | TextPiece[])[] {
  const all: (Piece | TextPiece[])[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.is !== "text" || piece.as !== "chip") all.push(piece);
    else if (Array.isArray(last)) last.push(piece);
    else all.push([piece]);
  }
  return all;
}

function list({ form, items }: ListPiece, width: number, brush: Brush): Node {
  const inside = (pieces: readonly Piece[], wide: number, look: Style = {}) =>
    column(
      { gap: 6, ...look },
      ...sideBySide(pieces).map((each) => {
        if (Array.isArray(each))
          return box({ flexWrap: "wrap", gap: 6 }, ...each.map((chip) => words(chip, brush)));
        return each.is === "buttons"
          ? buttons(each.buttons, form === "slides" || form === "paragraphs" ? "wide" : "small", brush)
          : drawn(each, wide, brush);
      }),
    );
  const ruled = (index: number): Style =>
    index > 0 && form !== "coupons" ? { borderTop: `1px solid ${brush.colours.line}`, paddingTop: 14 } : {};
  const beside = (child: Child) => (child ? [child] : []);
  if (form === "slides") {
    const pages = items.map(({ image: shown, pieces }) =>
      column(
        { width: SLIDE, flexShrink: 0, borderRadius: 14, background: brush.colours.panel },
        shown ? image(shown, SLIDE, { ...brush, radius: "14px 14px 0 0" }) : null,
        pieces.length > 0 ? inside(pieces, SLIDE - 24, { padding: GAP, flexGrow: 1 }) : null,
      ),
    );
    return box({ gap: GAP, width: items.length * (SLIDE + GAP) }, ...pages);
  }
  if (form === "tiles") {
    const wide = Math.floor((width - 10 * (items.length - 1)) / items.length);
    const tiles = items.map(({ image: shown, pieces }) =>
      column(
        { width: wide, gap: 6 },
        shown ? image(shown, wide, brush) : null,
        inside(pieces, wide, { gap: 2 }),
      ),
    );
    return box({ gap: 10, alignItems: "flex-start" }, ...tiles);
  }
  const rows = items.map(({ image: shown, pieces }, index) => {
    if (form === "coupons" || form === "paragraphs")
      return inside(pieces, width, { gap: GAP, ...ruled(index) });
    const side = form === "rows" ? 76 : 96;
    const picture = shown ? image(shown, side, brush) : null;
    const text = inside(pieces, width - side - 14, { flex: 1, gap: 4 });
    return box(
      { gap: 14, alignItems: "center", ...ruled(index) },
      ...(form === "rows" ? [text, ...beside(picture)] : [...beside(picture), text]),
    );
  });
  return column({ gap: 14 }, ...rows);
}

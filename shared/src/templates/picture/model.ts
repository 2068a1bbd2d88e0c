import type { Vendor } from "../../vendors/words.ts";
import type { Placed } from "../card.ts";

/**
 * The picture of a card (spec TPL-6): everything that is seen of it, decided once and before anything is drawn. Page, preview and
 * PNG draw it and decide nothing themselves. Texts are plain, addresses are checked.
 */
export interface CardPicture {
  /** A layout of the catalogue, and its category. */
  readonly layout: string;
  readonly category: string;
  /** Whose phone it is; null for a browser. */
  readonly vendor: Vendor | null;
  /** A picture on which the whole card stands. */
  readonly behind: PictureImage | null;
  readonly pieces: readonly Piece[];
}

/** What a card is made of, from top to bottom. */
export type Piece =
  | TextPiece
  | ({ readonly is: "image" } & TappedImage)
  | VideoPiece
  | AudioPiece
  | { readonly is: "head"; readonly icon: PictureImage; readonly title: readonly Piece[] }
  | { readonly is: "lines"; readonly boxed: boolean; readonly lines: readonly Line[] }
  | JourneyPiece
  | TicketPiece
  | { readonly is: "buttons"; readonly buttons: readonly Button[] }
  | ListPiece;

export interface TextPiece extends Placed {
  readonly is: "text";
  /** `title` is the card's, `heading` that of an item of a list. */
  readonly as: "title" | "heading" | "body" | "soft" | "price" | "chip";
  readonly text: string;
  /** The sign of the currency in front of a price. */
  readonly before?: "¥";
  /** The sign that a title leads on. */
  readonly after?: "›";
  /** The words are the layout's, in the reader's language, and not the template's. */
  readonly ours?: true;
}

export interface Ratio {
  readonly width: number;
  readonly height: number;
}

export interface PictureImage extends Placed {
  /** Safe for `src`. */
  readonly src: string;
  readonly alt: string;
  readonly ratio: Ratio;
}

export interface TappedImage extends PictureImage {
  readonly tap: Tap | null;
  /** The sign of a video upon it. */
  readonly play: boolean;
  /** Which of the pages of a carousel it is, `1/4`; empty elsewhere. */
  readonly place: string;
}

export interface VideoPiece extends Placed {
  readonly is: "video";
  readonly src: string;
  /** What stands for it until it is played; null: a plain field with the sign of a video and `alt`. */
  readonly cover: string | null;
  readonly alt: string;
  readonly ratio: Ratio;
}

export interface AudioPiece extends Placed {
  readonly is: "audio";
  readonly src: string;
  /** What the phone calls it. */
  readonly name: string;
  /** `0:15`; empty where nobody measured it. */
  readonly length: string;
}

/** A value with its label. */
export interface Line extends Placed {
  readonly label: string;
  /** The label is the layout's, in the reader's language. */
  readonly ours: boolean;
  readonly text: string;
}

/** A trip. Its labels are for those who hear it. */
export interface JourneyPiece {
  readonly is: "journey";
  readonly which: readonly JourneyLine[];
  readonly from: readonly JourneyLine[];
  readonly to: readonly JourneyLine[];
}
export interface JourneyLine extends Line {
  readonly as: "number" | "date" | "where" | "when";
}

/** A coupon: what it is worth, what it is called, how long it lasts. */
export interface TicketPiece {
  readonly is: "ticket";
  readonly worth: string;
  /** Where worth, name and kind stand in the content. */
  readonly places?: { readonly worth: Placed; readonly name: Placed; readonly kind: Placed };
  readonly name: string;
  readonly kind: string;
  readonly until: Line | null;
  readonly buttons: readonly Button[];
}

export interface Button extends Placed {
  readonly text: string;
  readonly tap: Tap;
  /** The round button of a red packet. */
  readonly seal: boolean;
  /** It moves: a dynamic button. */
  readonly moving: boolean;
  /** `#RRGGBB`, where the author or the layout chose one. */
  readonly colour: string | null;
}

/**
 * `coupons`: items with a value. `products`: with a price, a picture beside the words; `tiles`: such without a button of their own,
 * side by side. `rows`: a line of text with its picture. `slides`: the pages of a carousel. `paragraphs`: no picture.
 */
export type ListForm = "coupons" | "products" | "tiles" | "rows" | "slides" | "paragraphs";

export interface ListPiece {
  readonly is: "list";
  readonly form: ListForm;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly image: TappedImage | null;
  readonly pieces: readonly Piece[];
}

/** Where a tap leads, and what a button says of it besides its own words. */
export interface Tap {
  readonly leads: Leads;
  readonly hint?: { readonly text: string; readonly ours: boolean };
}

/** `file`: a calendar entry. `phone`: what only a phone can do. `nowhere`: it does nothing, and looks so. */
export type Leads =
  | { readonly to: "address" | "file"; readonly href: string }
  | { readonly to: "copy"; readonly text: string }
  | { readonly to: "window"; readonly title: string; readonly body: string; readonly close: string }
  | { readonly to: "large"; readonly src: string }
  | { readonly to: "phone" | "nowhere" };

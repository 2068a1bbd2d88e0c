import type { Layout } from "../../layouts/layout.ts";
import type { Vendor } from "../../vendors/words.ts";

/**
 * Our layouts as KooMessage's cards: `card_id`, where each part goes, and which options it has a word for. The ids, `sub_type` and
 * the vendors of each are those of its API (create_aim_personal_template, SDK 3.1.211). Places are numbered from left to right,
 * then from the top down, as it asks; where its examples show numbers they are set (`at`).
 */

/** A part: a slot of ours; a list with the parts of each item. `at`: the number it has whatever comes before. */
export type Part =
  | string
  | { readonly slot: string; readonly at: number }
  | { readonly list: string; readonly of: readonly string[]; readonly pages?: true };

export interface Card {
  /** `card_id`, one for all styles or one a style. */
  readonly card: string | Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
  /** The `sub_type` that a value of an option is. */
  readonly sub_type?: { readonly option: string; readonly is: Readonly<Record<string, number>> };
  /** Values of options that cannot be said in any way, so that they have to be others. */
  readonly only?: Readonly<Record<string, string | boolean>>;
  /** Its pictures have no taps of their own, but those of the button beside them. */
  readonly taps_of_buttons?: true;
}

const TRIP = [
  ...["title", "body", "from_place", "to_place", "from_time", "to_time", "date", "number", "note", "detail"],
];
const NOTICE: readonly Part[] = ["title", "body", "pairs", "image", "buttons"];
/** A dynamic button is Huawei's alone; the layout holds that already. */
const BUTTON_STYLE = { option: "button_style", is: { static: 1, dynamic: 2 } };
/** The coupon block has the numbers 4 to 7, its button the 7. Hidden it would take the button with it, which every card of ours has. */
const COUPON_HEAD: readonly Part[] = [
  "title",
  "subtitle",
  { slot: "coupon_name", at: 4 },
  { slot: "coupon_value", at: 5 },
  { slot: "buttons", at: 7 },
];

export const CARDS: Readonly<Record<string, Card>> = {
  image_text: { card: "StandardImageAndText", parts: ["image", "title", "body", "buttons"] },
  multi_image_text: {
    card: "MultipleImageAndText",
    parts: ["image", "title", { list: "items", of: ["subtitle", "image"] }],
  },
  long_text: {
    card: "PureText",
    parts: ["icon", "title", "image", "body", "buttons", { list: "items", of: ["body", "buttons"] }],
  },
  carousel: {
    card: { 1: "Carousel", 2: "CarouselTitle" },
    parts: [{ list: "items", of: ["image", "title", "body", "buttons"], pages: true }],
    taps_of_buttons: true,
  },
  image_slideshow: {
    card: {
      "16:9": "CarouselImageSixteenToNine",
      "1:1": "CarouselSquareImage",
      "48:65": "CarouselVerticalImage",
    },
    parts: [{ list: "items", of: ["image", "body"] }, "buttons"],
    // 1 blue, 2 black, 3 purple, 4 gold, 5 pink, 6 rose.
    sub_type: { option: "button_colours", is: { blue: 1, purple: 3 } },
  },
  poster: { card: "SimplePoster", parts: ["image"] },
  video_image_text: { card: "VideoImageAndText", parts: ["video", "image", "title", "body", "buttons"] },
  image_text_video: { card: "ImageTextAndVideo", parts: ["image", "title", "body", "video", "buttons"] },
  video: { card: "Video", parts: ["video", "title", "body", "buttons"] },
  drama_image: {
    card: "ShortVideoImage",
    parts: ["image", "title", "body", "buttons"],
    sub_type: { option: "play_icon", is: { false: 1, true: 2 } },
  },
  drama_video: { card: "ShortVideo", parts: ["video", "title", "body", "buttons"] },
  commerce: {
    card: "ECImageAndText",
    parts: ["image", "video", "title", "body", "price", "buttons"],
    // 2 green and yellow, 3 green and blue, 4 purple and blue, 5 black and rose: none of them is a pair of ours.
    sub_type: { option: "button_colours", is: { orange_red: 1 } },
  },
  red_packet: {
    card: "RedPacket",
    // 2 and 3 are the merchant's name and a headline, which the layout does not have.
    parts: ["image", { slot: "body", at: 4 }, { slot: "buttons", at: 5 }],
    sub_type: BUTTON_STYLE,
  },
  personal_red_packet: {
    card: "RedPacketPersonal",
    parts: ["background", "body", "button_picture"],
    sub_type: BUTTON_STYLE,
  },
  multi_product: {
    card: "Ecommerce",
    parts: ["title", "subtitle", { list: "items", of: ["image", "name", "price", "buttons"] }],
    only: { arrow: true },
  },
  multi_coupon: {
    card: "CardVouchers",
    parts: [{ list: "items", of: ["name", "coupon_type", "value", "time", "buttons"] }, "buttons"],
  },
  single_coupon: {
    card: "CardVoucher",
    parts: ["coupon_type", "value", "time", "body", "image"],
  },
  coupon_claim: {
    card: "EcommerceCouponVertical",
    parts: [...COUPON_HEAD, { list: "items", of: ["image", "name", "price", "tag_1", "tag_2", "buttons"] }],
    sub_type: { option: "coupon_block", is: { true: 1 } },
  },
  coupon_claim_horizontal: {
    card: "EcommerceCouponHorizontal",
    parts: [...COUPON_HEAD, { list: "items", of: ["image", "name", "price", "tag"] }],
    sub_type: { option: "coupon_block", is: { true: 1 } },
  },
  notice: { card: "Notification1", parts: NOTICE },
  notice_enhanced: { card: "Notification2", parts: NOTICE },
  rich_text: { card: "NativePureText", parts: ["body", "buttons"] },
  rich_text_enhanced: { card: "NativeImageAndText", parts: ["image", "body", "buttons"] },
  flight: { card: "Trip1", parts: [...TRIP, "image", "buttons"] },
  train: { card: "Trip2", parts: [...TRIP, "image", "buttons"] },
  bus: { card: "Trip3", parts: [...TRIP, "image", "buttons"] },
  flight_enhanced: { card: "PlaneTrip", parts: [...TRIP, "gate", "seat", "image", "buttons"] },
};

const [H, X, O, M, V, S] = ["huawei", "xiaomi", "oppo", "meizu", "vivo", "samsung"] as const;
const SLIDES = [H, O, V, S] as const;

/** The vendors that KooMessage offers a card for. The last two are in none of its lists of vendors, and are Huawei's in its guide. */
export const CARD_VENDORS: Readonly<Record<string, readonly Vendor[]>> = {
  MultipleImageAndText: [H, X, O, M, V, S],
  StandardImageAndText: [H, X, O, M, V, S],
  PureText: [H, O, S],
  Carousel: [H, O, M, S],
  CarouselTitle: [H, M, S],
  VideoImageAndText: [H, S],
  ImageTextAndVideo: [H, S],
  Video: SLIDES,
  ECImageAndText: SLIDES,
  RedPacket: [H, X, O, V, S],
  RedPacketPersonal: [H, V],
  Notification1: [H, X, V, S],
  Notification2: [H, X, V],
  CarouselSquareImage: SLIDES,
  CarouselImageSixteenToNine: SLIDES,
  CarouselVerticalImage: SLIDES,
  CardVoucher: [H, O, V],
  CardVouchers: [H],
  Ecommerce: [H],
  EcommerceCouponVertical: [H],
  Trip1: [H, S],
  Trip2: [H, S],
  Trip3: [H, S],
  PlaneTrip: [H],
  SimplePoster: [H],
  NativePureText: [H],
  NativeImageAndText: [H],
  ShortVideo: [H],
  ShortVideoImage: [H],
  EcommerceCouponHorizontal: [H],
};

/** The least pixels of a picture where vivo reviews, by card and ratio. */
export const VIVO_PIXELS: Readonly<Record<string, readonly [width: number, height: number]>> = {
  "StandardImageAndText 16:9": [1088, 612],
  "MultipleImageAndText 16:9": [1088, 612],
  "MultipleImageAndText 1:1": [320, 320],
  "Video 16:9": [1088, 612],
  "RedPacket 1:1": [320, 320],
  "CarouselImageSixteenToNine 16:9": [1088, 612],
  "CarouselSquareImage 1:1": [1088, 1088],
  "CarouselVerticalImage 48:65": [960, 1300],
  "Notification1 3:1": [576, 192],
  "Notification2 3:1": [576, 192],
  "ECImageAndText 1:1": [1088, 1088],
};

/** What it calls a ratio. */
export const RATES: Readonly<Record<string, string>> = {
  "1:1": "oneToOne",
  "16:9": "sixteenToNine",
  "3:1": "threeToOne",
  "48:65": "fortyEightToSixtyFive",
  "21:9": "twentyOneToNine",
  "3:4": "threeToFour",
};

/** The `card_id` of a layout in a style. */
export function cardIdOf({ layout }: Layout, style: string | undefined): string | null {
  const card = CARDS[layout]?.card;
  if (card === undefined) return null;
  return typeof card === "string" ? card : (card[style ?? ""] ?? null);
}

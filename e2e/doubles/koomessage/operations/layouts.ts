/** The layouts of cards that vendors show, by the vendors that do. */
const H = "HUAWEI";
const X = "XIAOMI";
const O = "OPPO";
const M = "MEIZU";
const V = "VIVO";
const S = "SAMSUNG";

export const LAYOUTS: Readonly<Record<string, readonly string[]>> = {
  MultipleImageAndText: [H, X, O, M, V, S],
  StandardImageAndText: [H, X, O, M, V, S],
  PureText: [H, O, S],
  VideoImageAndText: [H, S],
  Video: [H, O, V, S],
  ECImageAndText: [H, O, V, S],
  RedPacket: [H, X, O, V, S],
  RedPacketPersonal: [H, V],
  ImageTextAndVideo: [H, S],
  Notification1: [H, X, V, S],
  Notification2: [H, X, V],
  Carousel: [H, O, M, S],
  CarouselTitle: [H, M, S],
  CarouselSquareImage: [H, O, V, S],
  CarouselImageSixteenToNine: [H, O, V, S],
  CarouselVerticalImage: [H, O, V, S],
  CardVoucher: [H, O, V],
  CardVouchers: [H],
  Ecommerce: [H],
  Trip1: [H, S],
  Trip2: [H, S],
  Trip3: [H, S],
  PlaneTrip: [H],
  SimplePoster: [H],
  NativePureText: [H],
  NativeImageAndText: [H],
  ShortVideo: [H],
  ShortVideoImage: [H],
  EcommerceCouponVertical: [H],
  EcommerceCouponHorizontal: [H],
};
export const FACTORIES = [H, X, O, M, V, S] as const;
/** Their images do what the button does, and have no action of their own. */
export const WITHOUT_ACTIONS = new Set(["Carousel", "CarouselTitle"]);

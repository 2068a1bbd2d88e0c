import { type Locale, say, type Words, w } from "../ground/locale.ts";
import { lengthText } from "../ground/size.ts";
import { exampleParams, parametersOf } from "../templates/content.ts";
import { safeSource } from "../templates/escape.ts";
import { fillText } from "../templates/parameters.ts";
import type { Theme } from "../templates/picture/colours.ts";
import type { CardPicture, Piece, Ratio } from "../templates/picture/model.ts";
import { pictureHtml } from "../templates/picture/preview.ts";
import { cut, own } from "../templates/picture/text.ts";
import { type BasicContent, type Part, partsOf } from "./content.ts";
import { OPT_OUT_TAIL, signed } from "./weigh.ts";
import { BASIC_PHONES, type BasicPhone } from "./words.ts";

/** What phones show of a storyboard (BAS-3), as pictures that the panel and chat draw as they draw cards. */

/** `message`: in the conversation. `detail`: the page behind a tap. */
export type BasicScreen = "message" | "detail";

export const SCREEN_WORDS: Record<BasicScreen, Words> = {
  message: w("会话", "Conversation"),
  detail: w("详情页", "Details"),
};

/** Apple's phones have no page of details: the conversation shows the whole message. Others show its beginning there, and the whole behind a tap. */
export const screensOf = (phone: BasicPhone): readonly BasicScreen[] =>
  phone === "apple" ? ["message"] : ["message", "detail"];

/** The phones that show the same, each group once. */
export const PHONE_GROUPS: readonly (readonly BasicPhone[])[] = [
  BASIC_PHONES.filter((phone) => screensOf(phone).length === 1),
  BASIC_PHONES.filter((phone) => screensOf(phone).length > 1),
];

export interface BasicPreviewRequest {
  readonly content: BasicContent;
  /** The name of the signature; null while none is chosen: then its place is shown. */
  readonly signature: string | null;
  readonly phone: BasicPhone;
  readonly screen: BasicScreen;
  /** What parameters are filled with; a missing one shows its example, and without that its name. */
  readonly params?: Readonly<Record<string, string>>;
  readonly locale: Locale;
  /** Each part says its place in the content, for an editor. */
  readonly places?: boolean;
  /** The host that the library is on, where the picture is shown by another. */
  readonly origin?: string;
}

const NO_SIGNATURE = w("〔签名〕", "〔signature〕");
const FRAME = { layout: "basic", category: "basic", vendor: null, behind: null } as const;
/** Where nothing was measured. */
const WIDE: Ratio = { width: 16, height: 9 };
/** Characters of the first text that a conversation shows, about two lines. */
const BEGINNING = 42;

/** The picture of a storyboard on one screen of a phone. Pure, and never throws for a draft. */
export function basicPicture(request: BasicPreviewRequest): CardPicture {
  const { content, phone, screen, locale } = request;
  const pieces = piecesOf(request);
  const title: Piece[] = content.slots.subject.trim()
    ? [{ is: "text", as: "title", text: content.slots.subject, ...place(request, "slots.subject") }]
    : [];
  const isWhole = screen === "detail" || screensOf(phone).length === 1;
  if (isWhole) return { ...FRAME, pieces: [...title, ...pieces] };
  const medium = pieces.find(({ is }) => is !== "text");
  const text = pieces.find((piece) => piece.is === "text");
  const more: Piece = { is: "text", as: "soft", text: `${own("more", locale)} ›`, ours: true };
  return {
    ...FRAME,
    pieces: [
      ...title,
      ...(medium ? [medium] : []),
      ...(text ? [{ ...text, text: cut(text.text, BEGINNING) }] : []),
      more,
    ],
  };
}

/** The same as a document of its own without scripts, for the frame of a preview. */
export function basicHtml(
  request: BasicPreviewRequest & { readonly title: string; readonly theme?: Theme },
): string {
  return pictureHtml(basicPicture(request), request);
}

const place = ({ places }: BasicPreviewRequest, at: string) => (places ? { at } : {});

/** All parts in their order: the signature stands before the first text, the words of opting out behind the last. */
function piecesOf(request: BasicPreviewRequest): Piece[] {
  const { content, signature, locale } = request;
  const filled = shown(request);
  const parts = partsOf(content.slots.frames).flat();
  const texts = parts.filter(({ is }) => is === "text");
  const [first, last] = [texts[0], texts.at(-1)];
  const sign = signature === null ? say(NO_SIGNATURE, locale) : signed(signature);
  const pieces = parts.flatMap((part): Piece[] => {
    if (part.is === "medium") return mediumPieces(part, request);
    const before = part === first ? sign : "";
    const after = part === last ? OPT_OUT_TAIL : "";
    const text = `${before}${fillText(part.text, filled)}${after}`;
    return [{ is: "text", as: "body", text, ...place(request, part.at) }];
  });
  return first ? pieces : [{ is: "text", as: "body", text: sign }, ...pieces];
}

function shown({ content, params = {} }: BasicPreviewRequest): Record<string, string> {
  const said = Object.entries({ ...exampleParams(content), ...params }).filter(([, value]) => value.trim());
  return {
    ...Object.fromEntries(parametersOf(content).map((name) => [name, `〔${name}〕`])),
    ...Object.fromEntries(said),
  };
}

type Sides = { readonly width?: number | undefined; readonly height?: number | undefined };
const ratioOf = ({ width, height }: Sides): Ratio => (width && height ? { width, height } : WIDE);

/** Where a medium is loaded from; null when it may not be. */
function sourceOf(
  src: string,
  kind: Parameters<typeof safeSource>[1],
  { origin = "" }: BasicPreviewRequest,
): string | null {
  const safe = safeSource(src, kind);
  return safe?.startsWith("/") ? `${origin}${safe}` : safe;
}

function mediumPieces({ frame, at }: Extract<Part, { is: "medium" }>, request: BasicPreviewRequest): Piece[] {
  const where = place(request, at);
  switch (frame.type) {
    case "image": {
      const { image } = frame;
      const src = sourceOf(image.src, "image", request);
      if (!src) return [];
      const alt = image.alt ?? frame.caption ?? "";
      return [{ is: "image", src, alt, ratio: ratioOf(image), tap: null, play: false, place: "", ...where }];
    }
    case "audio": {
      const src = sourceOf(frame.audio.src, "audio", request);
      const { name, seconds } = frame.audio;
      return src
        ? [{ is: "audio", src, name, length: seconds === undefined ? "" : lengthText(seconds), ...where }]
        : [];
    }
    case "video": {
      const { video } = frame;
      const src = sourceOf(video.src, "video", request);
      if (!src) return [];
      const cover = video.cover ? sourceOf(video.cover.src, "image", request) : null;
      const alt = video.cover?.alt || video.name || own("video", request.locale);
      return [{ is: "video", src, cover, alt, ratio: ratioOf(video), ...where }];
    }
  }
}

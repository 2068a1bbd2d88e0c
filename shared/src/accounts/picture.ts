import { type Locale, say, type Words, w } from "../ground/locale.ts";
import type { Button, CardPicture, PictureImage, Piece } from "../templates/picture/model.ts";
import type { AccountContent } from "./content.ts";
import { type PreviewMenu, previewOf } from "./preview.ts";
import type { ShortcutButton, TimedButtons } from "./shortcuts/content.ts";

/** Pages of a service account and messages with shortcuts as pictures of what phones show: chat draws them as it draws cards (SA-2, SHC-1). */

const SAYS = {
  nothing: w("……", "…"),
  background: w("背景图片", "Background image"),
  call: w("拨打 {number}", "Call {number}"),
  message: w("短信内容", "message text"),
} as const satisfies Record<string, Words>;

const FRAME = { layout: "service_account", category: "account", vendor: null, behind: null } as const;
const SQUARE = { width: 1, height: 1 } as const;
const WIDE = { width: 16, height: 9 } as const;

/** A stored picture by its place in the bucket of account pictures. */
const stored = (place: string | null, alt: string, ratio: PictureImage["ratio"]): PictureImage => ({
  src: place ?? "",
  alt,
  ratio,
});

const button = (text: string): Button => ({
  text,
  tap: { leads: { to: "phone" } },
  seal: false,
  moving: false,
  colour: null,
});

const text = (as: "title" | "heading" | "body" | "soft", said: string): Piece[] =>
  said === "" ? [] : [{ is: "text", as, text: said }];

/** The page that a part is on: of the home page that one, else the page of messages with its menus. */
export function accountPicture(content: AccountContent, page: "chat" | "home", locale: Locale): CardPicture {
  const { name, logo, chat, home } = previewOf(content, locale);
  const nothing = say(SAYS.nothing, locale);
  const head: Piece = {
    is: "head",
    icon: stored(logo, "LOGO", SQUARE),
    title: [...text("heading", name || nothing), ...(page === "home" ? text("soft", home.industry) : [])],
  };
  if (page === "chat")
    return { ...FRAME, pieces: [head, ...text("body", chat.intro || nothing), ...menuPieces(chat.menus)] };
  const background = stored(home.background, say(SAYS.background, locale), WIDE);
  const buttons = [
    ...(home.hotline ? [say(SAYS.call, locale).replace("{number}", home.hotline)] : []),
    ...home.apps.map(({ name: app }) => app || nothing),
  ];
  return {
    ...FRAME,
    pieces: [
      { is: "image", ...background, tap: null, play: false, place: "" },
      head,
      ...text("body", home.intro || nothing),
      ...(buttons.length > 0 ? [{ is: "buttons" as const, buttons: buttons.map(button) }] : []),
    ],
  };
}

/** The menus as buttons, and what is under each. */
function menuPieces(menus: readonly PreviewMenu[]): Piece[] {
  if (menus.length === 0) return [];
  const lines = menus.flatMap(({ name, leads, items }) =>
    leads === null
      ? items.map((item) => ({ label: name, ours: false, text: item.name }))
      : [{ label: name, ours: false, text: leads }],
  );
  return [
    { is: "lines", boxed: true, lines },
    {
      is: "buttons",
      buttons: menus.map(({ name, leads }) => button(leads === null ? `${name} ›` : name)),
    },
  ];
}

/** What of a shortcut a phone shows. */
export interface ShownShortcut {
  readonly signature: string | null;
  readonly buttons: readonly ShortcutButton[];
  readonly timed: readonly TimedButtons[];
}

/** A message with its buttons, and below it the same at other times. */
export function shortcutPicture({ signature, buttons, timed }: ShownShortcut, locale: Locale): CardPicture {
  const taps = (all: readonly ShortcutButton[]): Piece[] =>
    all.length === 0 ? [] : [{ is: "buttons", buttons: all.map(({ name }) => button(name ?? "")) }];
  return {
    ...FRAME,
    pieces: [
      ...text("body", `【${signature ?? ""}】${say(SAYS.message, locale)}`),
      ...taps(buttons),
      ...timed.flatMap(({ name, buttons: own }) => [...text("soft", name ?? ""), ...taps(own)]),
    ],
  };
}

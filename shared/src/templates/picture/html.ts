import type { Locale } from "../../ground/locale.ts";
import type { Placed } from "../card.ts";
import { colourClass } from "./colours.ts";
import { coverFor } from "./cover.ts";
import type {
  AudioPiece,
  Button,
  CardPicture,
  JourneyLine,
  Line,
  ListItem,
  ListPiece,
  PictureImage,
  Piece,
  Ratio,
  TappedImage,
  TextPiece,
  TicketPiece,
} from "./model.ts";
import { type Paper, tapped } from "./taps.ts";
import { own, text } from "./text.ts";

export interface MainRequest {
  readonly locale: Locale;
  /** What the card is called where it has no title. */
  readonly title: string;
  /** The template's texts are Chinese, and the reader's language is not. */
  readonly foreign: boolean;
}

/**
 * The one drawing of a picture in HTML, for the H5 page and for previews: `<main>` with the card and the windows that its taps open. No style
 * of a single element, no script. All texts are escaped; the picture's addresses are checked.
 */
export function drawPicture(picture: CardPicture, { locale, title, foreign }: MainRequest): string {
  const paper: Paper = { locale, foreign, windows: [], pictures: 0 };
  const titled = picture.pieces.some((piece) => pieceIs(piece, "title"));
  const heading = titled ? "" : `<h1 class="unseen">${text(title)}</h1>`;
  const lang = foreign ? ' lang="zh-CN"' : "";
  const pieces = draw(picture.pieces, paper);
  const card = picture.behind
    ? `<div class="behind">${imageTag(picture.behind, paper)}<div class="over">${pieces}</div></div>`
    : pieces;
  return `<main class="${text(picture.category)} ${text(picture.layout)}"${lang}>${heading}${card}${paper.windows.join("")}</main>`;
}

function pieceIs(piece: Piece, as: TextPiece["as"]): boolean {
  return piece.is === "head"
    ? piece.title.some((each) => pieceIs(each, as))
    : piece.is === "text" && piece.as === as;
}

/** Where a part stands in the content, for whoever clicks on it in an editor. */
const at = (place: Placed | undefined) => (place?.at === undefined ? "" : ` data-at="${text(place.at)}"`);

const draw = (pieces: readonly Piece[], paper: Paper): string =>
  pieces.map((piece) => drawn(piece, paper)).join("");

function drawn(piece: Piece, paper: Paper): string {
  switch (piece.is) {
    case "text":
      return words(piece, paper);
    case "image":
      return image(piece, paper);
    case "video": {
      const poster = text(piece.cover ?? coverFor(piece));
      return `<video${at(piece)} ${box(piece.ratio)} controls playsinline preload="none" poster="${poster}" src="${text(piece.src)}" aria-label="${text(piece.alt)}"></video>`;
    }
    case "audio":
      return audio(piece);
    case "head":
      return `<div class="head"><span class="icon">${imageTag(piece.icon, paper)}</span>${draw(piece.title, paper)}</div>`;
    case "lines":
      return `<dl class="lines${piece.boxed ? " boxed" : ""}">${piece.lines.map((line) => `<div${at(line)}>${term(line, paper)}<dd>${text(line.text)}</dd></div>`).join("")}</dl>`;
    case "journey": {
      const said = (lines: readonly JourneyLine[]) =>
        lines
          .map(
            (line) => `${term(line, paper, true)}<dd${at(line)} class="${line.as}">${text(line.text)}</dd>`,
          )
          .join("");
      const which = piece.which.length > 0 ? `<dl class="which">${said(piece.which)}</dl>` : "";
      return `<div class="journey">${which}<dl class="from">${said(piece.from)}</dl>${ARROW}<dl class="to">${said(piece.to)}</dl></div>`;
    }
    case "ticket":
      return ticket(piece, paper);
    case "buttons":
      return buttons(piece.buttons, paper);
    case "list":
      return list(piece, paper);
  }
}

/** Nothing of it is loaded before somebody plays it. */
function audio(piece: AudioPiece): string {
  const { src, name, length } = piece;
  const long = length ? ` <span class="soft">${text(length)}</span>` : "";
  return `<div${at(piece)} class="audio"><p>${text(name)}${long}</p><audio controls preload="none" src="${text(src)}" aria-label="${text(name)}"></audio></div>`;
}

const ARROW =
  '<div class="way" aria-hidden="true"><svg viewBox="0 0 40 12" width="40" height="12" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M2 6h34M31 2l5 4-5 4"/></svg></div>';

/** ` lang="…"` for words of ours amid a template in another language. */
const ownLang = ({ foreign, locale }: Paper, ours = true) => (foreign && ours ? ` lang="${locale}"` : "");

/** A label, as a term in front of its value. */
function term({ label, ours }: Line, paper: Paper, unseen = false): string {
  return `<dt${unseen ? ' class="unseen"' : ""}${ownLang(paper, ours)}>${text(label)}</dt>`;
}

function words(piece: TextPiece, paper: Paper): string {
  const safe = text(piece.text);
  switch (piece.as) {
    case "title":
      return `<h1${at(piece)}>${safe}${piece.after ? ` <span class="soft" aria-hidden="true">${piece.after}</span>` : ""}</h1>`;
    case "heading":
      return `<h2${at(piece)}>${safe}</h2>`;
    case "price":
      return `<p${at(piece)} class="price">${piece.before ? `<small>${piece.before}</small>` : ""}${safe}</p>`;
    default:
      return `<p${at(piece)} class="${piece.as}"${ownLang(paper, piece.ours === true)}>${safe}</p>`;
  }
}

/** Sizes in the picture's ratio, so that nothing below it moves when it comes. */
function box({ width, height }: Ratio): string {
  return `class="r${width}-${height}" width="${width * 40}" height="${height * 40}"`;
}

function imageTag(image: PictureImage, paper: Paper): string {
  const { src, alt, ratio } = image;
  paper.pictures += 1;
  const when = paper.pictures === 1 ? ' fetchpriority="high"' : ' loading="lazy"';
  return `<img${at(image)} src="${text(src)}" alt="${text(alt)}" ${box(ratio)}${when}>`;
}

function image(shown: TappedImage, paper: Paper): string {
  const play = shown.play ? '<span class="play" aria-hidden="true"></span>' : "";
  const place = shown.place ? `<span class="place" aria-hidden="true">${shown.place}</span>` : "";
  const inner = imageTag(shown, paper) + play + place;
  if (!shown.tap) return `<span class="picture">${inner}</span>`;
  return tapped({ tap: shown.tap, inner, look: "picture", name: shown.alt }, paper);
}

function buttons(all: readonly Button[], paper: Paper): string {
  const drawnButtons = all.map((button, index) => {
    const { text: name, tap, seal, moving, colour } = button;
    const more = `${seal ? " seal" : ""}${moving ? " moving" : ""}${colour ? ` ${colourClass(colour)}` : ""}`;
    const look = `button${index === 0 ? " first" : ""}${more}`;
    return tapped({ tap, inner: text(name), look, name, more: at(button) }, paper);
  });
  return `<div class="buttons${all.length > 2 ? " many" : ""}">${drawnButtons.join("")}</div>`;
}

function ticket({ worth, name, kind, until, buttons: all, places }: TicketPiece, paper: Paper): string {
  const value = worth ? `<p${at(places?.worth)} class="worth">${text(worth)}</p>` : "";
  const title = name ? `<h2${at(places?.name)}>${text(name)}</h2>` : "";
  const chip = kind ? `<p${at(places?.kind)} class="chip"${ownLang(paper)}>${text(kind)}</p>` : "";
  const time = until
    ? `<dl${at(until)} class="until">${term(until, paper)}<dd>${text(until.text)}</dd></dl>`
    : "";
  const foot = all.length > 0 ? buttons(all, paper) : "";
  return `<div class="ticket">${value}<div class="terms">${title}${chip}${time}</div>${foot}</div>`;
}

function list({ form, items }: ListPiece, paper: Paper): string {
  const all = items.map((item) => `<li>${entry(form, item, paper)}</li>`).join("");
  if (form !== "slides") return `<ul class="${form} n${items.length}" role="list">${all}</ul>`;
  // a region that scrolls takes the focus, so that the arrow keys reach what is beside the edge
  const label = `aria-label="${text(own("slides", paper.locale))}"`;
  const single = items.length === 1 ? " one" : "";
  const back = paper.foreign ? ' lang="zh-CN"' : "";
  return `<div class="slides${single}" role="region" tabindex="0" ${label}${ownLang(paper)}><ul role="list"${back}>${all}</ul></div>`;
}

function entry(form: ListPiece["form"], item: ListItem, paper: Paper): string {
  const pieces = draw(item.pieces, paper);
  if (form === "coupons" || form === "paragraphs") return pieces;
  return `${item.image ? image(item.image, paper) : ""}<div class="words">${pieces}</div>`;
}

/** A tap in HTML. */
import type { Locale } from "../../ground/locale.ts";
import { leadsFromPage } from "../addresses.ts";
import type { Tap } from "./model.ts";
import { own, text } from "./text.ts";

/** What a picture is drawn on. */
export interface Paper {
  readonly locale: Locale;
  /** The template's texts are in another language than the reader's: our own words then say theirs. */
  readonly foreign: boolean;
  /** Windows that taps open; they are behind everything else. */
  readonly windows: string[];
  /** How many pictures there are so far: the first is fetched at once, the others when they come near. */
  pictures: number;
}

export interface Tapped {
  readonly tap: Tap;
  /** HTML of what is tapped. */
  readonly inner: string;
  /** A class, `button …` or `picture`. Only a button has room for a line that says more. */
  readonly look: string;
  /** What it is called where `inner` has no words. */
  readonly name: string;
  /** Further attributes, as HTML. */
  readonly more?: string;
}

/** `inner` as something to tap. */
export function tapped(given: Tapped, paper: Paper): string {
  const { look, inner, more = "" } = given;
  const { leads } = given.tap;
  const all = inner + hint(given, paper);
  switch (leads.to) {
    case "address":
      return `<a class="${look}"${more} href="${text(leads.href)}">${all}</a>`;
    case "file":
      return `<a class="${look}"${more} href="${text(leads.href)}" download="event.ics">${all}</a>`;
    case "copy": {
      const name = inner ? "" : ` aria-label="${text(given.name)}"`;
      return `<button type="button" class="${look}"${more} data-copy="${text(leads.text)}"${name}>${all}</button>`;
    }
    case "window": {
      const id = `w${paper.windows.length + 1}`;
      const inside = `<h2>${text(leads.title)}</h2><p class="body">${text(leads.body)}</p>${closing(leads.close)}`;
      paper.windows.push(`<dialog id="${id}" aria-label="${text(leads.title)}">${inside}</dialog>`);
      return `<a class="${look}"${more} href="#${id}" role="button" aria-haspopup="dialog" data-open="${id}">${all}</a>`;
    }
    case "large":
      return enlarged(given, leads.src, paper);
    case "phone":
      return `<span class="${look}"${more}>${all}</span>`;
    case "nowhere":
      return `<span class="${look} still"${more}>${all}</span>`;
  }
}

function hint({ tap, look }: Tapped, { foreign, locale }: Paper): string {
  if (!tap.hint || !look.startsWith("button")) return "";
  const lang = foreign && tap.hint.ours ? ` lang="${locale}"` : "";
  return `<small${lang}>${text(tap.hint.text)}</small>`;
}

/**
 * The picture itself is the link; the script shows it in the one window that all pictures share. A browser does not
 * go to an inline picture, so that such a one is for the script alone.
 */
function enlarged(
  { look, inner, more = "" }: Tapped,
  src: string,
  { locale, foreign, windows }: Paper,
): string {
  const lang = foreign ? ` lang="${locale}"` : "";
  const shared = `<dialog id="large" aria-label="${text(own("large", locale))}"${lang}>${closing(own("close", locale))}</dialog>`;
  if (!windows.includes(shared)) windows.push(shared);
  const address = leadsFromPage(src)
    ? `href="${text(src)}" data-large`
    : `href="#top" data-large="${text(src)}"`;
  return `<a class="${look}"${more} ${address}>${inner}</a>`;
}

/** A browser without the script shows a window as the target of its link. */
function closing(words: string): string {
  return `<a class="button first" href="#top" role="button" data-close>${text(words)}</a>`;
}

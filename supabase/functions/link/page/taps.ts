/** What a tap does in a browser (spec TPL-4). */
import type { Action } from "@tidings/shared/templates/actions.ts";
import { leadsFromPage } from "@tidings/shared/templates/addresses.ts";
import { actionHref, safeSource } from "@tidings/shared/templates/escape.ts";
import { calendarAddress, calendarWords } from "./calendar.ts";
import { type Drawing, ownLang } from "./drawing.ts";
import { cut, own, text } from "./text.ts";

export interface Tap {
  readonly action: Action;
  /** HTML of what is tapped. */
  readonly inner: string;
  /** A class, `button …` or `picture`. Only a button has room for a line that says more. */
  readonly look: string;
  /** The picture that is tapped, for `view_image` without a target. */
  readonly image?: string;
  /** What it is called where `inner` has no words. */
  readonly name?: string;
}

/**
 * `inner` as something to tap. An address leads to its page, numbers and mail to the phone's own programs; a popup
 * and a large picture open over the page; what only an app can do says so. An address with a scheme that is not on
 * the list, or that is broken, leads nowhere.
 */
export function tap(given: Tap, drawing: Drawing): string {
  const { action, image } = given;
  switch (action.type) {
    case "popup":
      return opens(given, popup(action), text(action.target ?? ""), drawing);
    case "view_image": {
      const src = safeSource(action.target?.trim() || image || "", "image");
      return src ? enlarges(given, src, drawing) : still(given, "");
    }
    case "copy": {
      const said = text(action.target ?? "");
      const name = given.name && !given.inner ? ` aria-label="${text(given.name)}"` : "";
      return `<button type="button" class="${given.look}" data-copy="${said}"${name}>${given.inner}${hint(given, action.target ?? "")}</button>`;
    }
    case "calendar": {
      const address = calendarAddress(action);
      if (!address) return still(given, calendarWords(action));
      return `<a class="${given.look}" href="${text(address)}" download="event.ics">${given.inner}${hint(given, calendarWords(action))}</a>`;
    }
    default: {
      const address = actionHref(action, image);
      if (address && leadsFromPage(address)) {
        return `<a class="${given.look}" href="${text(address)}">${given.inner}</a>`;
      }
      const app = action.type === "open_app" || action.type === "open_quick_app";
      return still(given, app ? own("in_app", drawing.locale) : "", ownLang(drawing));
    }
  }
}

function hint(given: Tap, words: string, lang = ""): string {
  if (!words.trim() || !given.look.startsWith("button")) return "";
  return `<small${lang}>${text(cut(words, 60))}</small>`;
}

/** Nothing to tap, still to be seen. */
function still(given: Tap, words: string, lang = ""): string {
  return `<span class="${given.look} still">${given.inner}${hint(given, words, lang)}</span>`;
}

/** Opens a window of the page. A browser without the script shows it as the target of the link. */
function opens(given: Tap, inside: string, name: string, drawing: Drawing): string {
  const id = `w${drawing.windows.length + 1}`;
  const close =
    (given.action.type === "popup" && given.action.button?.trim()) || own("close", drawing.locale);
  drawing.windows.push(`<dialog id="${id}" aria-label="${name}">${inside}${closing(close)}</dialog>`);
  return `<a class="${given.look}" href="#${id}" role="button" aria-haspopup="dialog" data-open="${id}">${given.inner}</a>`;
}

/**
 * The picture itself is the link; the script shows it in the one window that all pictures share. A browser does not
 * go to an inline picture, so that such a one is for the script alone.
 */
function enlarges(given: Tap, src: string, drawing: Drawing): string {
  const { locale } = drawing;
  const shared = `<dialog id="large" aria-label="${text(own("large", locale))}"${ownLang(drawing)}>${closing(own("close", locale))}</dialog>`;
  if (!drawing.windows.includes(shared)) drawing.windows.push(shared);
  const address = leadsFromPage(src)
    ? `href="${text(src)}" data-large`
    : `href="#top" data-large="${text(src)}"`;
  return `<a class="${given.look}" ${address}>${given.inner}</a>`;
}

function closing(words: string): string {
  return `<a class="button first" href="#top" role="button" data-close>${text(words)}</a>`;
}

function popup(action: Action): string {
  return `<h2>${text(action.target ?? "")}</h2><p class="body">${text(action.body ?? "")}</p>`;
}

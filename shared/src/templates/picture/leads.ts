import type { Locale } from "../../ground/locale.ts";
import type { Vendor } from "../../vendors/words.ts";
import { type Action, actionsFor } from "../actions.ts";
import { leadsFromPage } from "../addresses.ts";
import { actionHref, safeSource } from "../escape.ts";
import { calendarAddress, calendarWords } from "./calendar.ts";
import type { Tap } from "./model.ts";
import { cut, own } from "./text.ts";

/**
 * Where a tap leads (spec TPL-4). An address leads to its page, numbers and mail to the phone's own programs; a popup and a large picture
 * open over the card. An address with a scheme that is not on the list, or that is broken, leads nowhere. A vendor's phone opens
 * apps and needs no word of what a button does; on OPPO's, what it does not support leads nowhere.
 *
 * @param image the picture that is tapped, for `view_image` without a target
 */
export function tapOf(action: Action, vendor: Vendor | null, locale: Locale, image = ""): Tap {
  if (vendor && !actionsFor([vendor]).includes(action.type))
    return { leads: { to: "nowhere" }, hint: { text: own("not_here", locale), ours: true } };
  const hinted = (text: string, ours = false) =>
    vendor === null && text.trim() ? { hint: { text: cut(text, 60), ours } } : {};
  const target = action.target ?? "";
  switch (action.type) {
    case "popup": {
      const close = action.button?.trim() || own("close", locale);
      return { leads: { to: "window", title: target, body: action.body ?? "", close } };
    }
    case "view_image": {
      const src = safeSource(target.trim() || image, "image");
      return { leads: src ? { to: "large", src } : { to: "nowhere" } };
    }
    case "copy":
      return { leads: { to: "copy", text: target }, ...hinted(target) };
    case "calendar": {
      const href = calendarAddress(action);
      return { leads: href ? { to: "file", href } : { to: "nowhere" }, ...hinted(calendarWords(action)) };
    }
    default: {
      const href = actionHref(action, image);
      if (href && leadsFromPage(href)) return { leads: { to: "address", href } };
      const app = action.type === "open_app" || action.type === "open_quick_app";
      if (app && vendor && href) return { leads: { to: "phone" } };
      return { leads: { to: "nowhere" }, ...hinted(app ? own("in_app", locale) : "", true) };
    }
  }
}

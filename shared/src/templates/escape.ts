import type { Locale } from "../ground/locale.ts";
import type { Action } from "./actions.ts";
import { deepLinkProblem, encodeValue, isLoadable, phoneProblem, webAddressProblem } from "./addresses.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes `text` for HTML text or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** The source of an image or a video, safe for `src`; null when it is not allowed. */
export function safeSource(src: string, kind: "image" | "audio" | "video"): string | null {
  return isLoadable(src, kind) ? src : null;
}

/**
 * The target of a tap in a browser: an address with a scheme safe for `href`; null when the action is shown in place
 * (popup, copy, calendar) or the address is invalid. For app links the fallback is used, if there is one.
 */
export function actionHref(action: Action, image?: string): string | null {
  const target = action.target?.trim() ?? "";
  switch (action.type) {
    case "open_link":
    case "open_browser":
      return webAddressProblem(target) ? null : target;
    case "open_app":
    case "open_quick_app": {
      const fallback = action.fallback?.trim() ?? "";
      if (fallback && !webAddressProblem(fallback)) return fallback;
      return deepLinkProblem(target) ? null : target;
    }
    case "dial":
      return phoneProblem(target) ? null : `tel:${target}`;
    case "send_sms":
      return phoneProblem(target) ? null : `sms:${target}?body=${encodeValue(action.body ?? "")}`;
    case "send_mail": {
      const query = new URLSearchParams();
      if (action.subject) query.set("subject", action.subject);
      if (action.body) query.set("body", action.body);
      const text = query.toString().replaceAll("+", "%20");
      return target ? `mailto:${encodeValue(target).replace("%40", "@")}${text ? `?${text}` : ""}` : null;
    }
    case "map": {
      const place = encodeValue(target);
      const position = `${encodeValue(action.longitude ?? "")},${encodeValue(action.latitude ?? "")}`;
      return `https://uri.amap.com/marker?position=${position}&name=${place}`;
    }
    case "view_image":
      return safeSource(target || (image ?? ""), "image");
    case "calendar":
    case "popup":
    case "copy":
      return null;
  }
}

/** The lines of an action that is shown in place. */
export function actionText(action: Action, locale: Locale): string[] {
  const lines = [action.target ?? "", action.body ?? ""];
  if (action.type === "calendar") {
    const times = [action.begins_at, action.ends_at].filter(Boolean).map((time) => time?.replace("T", " "));
    lines.splice(1, 0, times.join(locale === "zh-CN" ? " 至 " : " to "));
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

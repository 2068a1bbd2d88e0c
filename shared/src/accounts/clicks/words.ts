import type { Enum } from "../../enums.ts";
import type { Words } from "../../locale.ts";
import { type Labels, label } from "../../tone.ts";

/** What was clicked (RPT-2). */
export const CLICK_PLACE_WORDS: Labels<Enum<"click_place">> = {
  menu: label("neutral", "菜单", "Menu"),
  home: label("neutral", "主页", "Home page"),
  shortcut: label("neutral", "短消息快捷键", "SMS shortcut"),
};

/** What a clicked item was called; the home page itself has no name. */
export function itemWords(item: string | null, name: string | null): Words | string {
  if (item === "page") return { zh: "打开主页", en: "Opened" };
  if (item === "hotline") return { zh: `热线 ${name}`, en: `Hotline ${name}` };
  return name ?? "";
}

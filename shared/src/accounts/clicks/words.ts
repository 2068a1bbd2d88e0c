import type { Enum } from "../../ground/enums.ts";
import { type Words, w } from "../../ground/locale.ts";
import { type Labels, label } from "../../ground/tone.ts";

/** What was clicked (RPT-2). */
export const CLICK_PLACE_WORDS: Labels<Enum<"click_place">> = {
  menu: label("neutral", "菜单", "Menu"),
  home: label("neutral", "主页", "Home page"),
  shortcut: label("neutral", "短消息快捷键", "SMS shortcut"),
};

/** The home page itself has no name. */
export const HOME_OPENED: Words = w("打开主页", "Home page opened");

/** What a clicked item was called. */
export function itemWords(item: string, name: string): Words | string {
  if (item === "page") return HOME_OPENED;
  if (item === "hotline") return { zh: `热线 ${name}`, en: `Hotline ${name}` };
  return name;
}

import { INDUSTRY_WORDS } from "../filings/words.ts";
import { type Locale, say, type Words } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import type { Home, Menu, MenuItem, Profile } from "./content.ts";
import { accountField, MENU_ACTIONS, type MenuAction } from "./fields.ts";

/** The content of a part as lines of text: what a card in chat says, and what no picture shows, as where a tap leads (APR-1). */

const line = (label: Words, value: string | null | undefined, locale: Locale): string[] =>
  value ? [`${say(label, locale)}: ${value}`] : [];

/** `打开URL https://… · 会员中心`: what a tap does, with the values of its fields. */
export function leadText(item: MenuItem, locale: Locale): string {
  const action: MenuAction = MENU_ACTIONS[item.action];
  const values = item as Readonly<Record<string, unknown>>;
  const parts = action.fields.flatMap(({ name, kind, label }) => {
    const value = values[name];
    if (kind === "flag") return value === true ? [say(label, locale)] : [];
    return typeof value === "string" && value !== "" ? [value] : [];
  });
  return [say(action.label, locale), ...parts].join(" · ");
}

const menuLines = (menus: readonly Menu[], locale: Locale): string[] =>
  menus.flatMap((menu) => [
    menu.action === "submenu" ? `${menu.name}` : `${menu.name} → ${leadText(menu, locale)}`,
    ...(menu.items ?? []).map((item) => `　${item.name} → ${leadText(item, locale)}`),
  ]);

function profileLines(profile: Profile, locale: Locale): string[] {
  const label = (name: string) => accountField("profile", name).label;
  const { industry, all_ports, signatures, logo, authorisation } = profile;
  return [
    ...line(label("name"), profile.name, locale),
    ...line(label("remark"), profile.remark, locale),
    ...line(label("industry"), industry && say(INDUSTRY_WORDS[industry], locale), locale),
    ...line(label("intro"), profile.intro, locale),
    ...line(label("logo"), logo?.name, locale),
    ...line(label("all_ports"), say(YES_NO[all_ports ? "true" : "false"], locale), locale),
    ...line(
      label("signatures"),
      all_ports ? (signatures ?? []).map((one) => `【${one}】`).join(" ") : null,
      locale,
    ),
    ...line(label("authorisation"), authorisation?.name, locale),
  ];
}

function homeLines(home: Home, locale: Locale): string[] {
  const label = (name: string) => accountField("home", name).label;
  return [
    ...line(label("background"), home.background?.name, locale),
    ...line(label("intro"), home.intro, locale),
    ...line(label("hotline"), home.hotline, locale),
    ...(home.quick_apps ?? []).map(({ name, link }) => `${name} → ${link}`),
  ];
}

/** The lines of a part in one language; none for a part that is not filled in. */
export function contentLines(kind: string, content: unknown, locale: Locale): string[] {
  if (content === null || content === undefined) return [];
  if (kind === "profile") return profileLines(content as Profile, locale);
  if (kind === "menus") return menuLines(content as Menu[], locale);
  return homeLines(content as Home, locale);
}

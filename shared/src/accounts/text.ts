import { INDUSTRY_WORDS } from "../filings/words.ts";
import { type Locale, say, type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { type DifferenceLine, differencesOf, type Entry } from "../resource/difference.ts";
import type { Home, Menu, MenuItem, Profile } from "./content.ts";
import { accountField, MENU_ACTIONS, type MenuAction } from "./fields.ts";

/** The content of a part as lines of text: what a card in chat says, and what no picture shows, as where a tap leads (APR-1). */

/** `line`: how it is written as a line, where its label says nothing there. */
interface Said extends Entry {
  readonly line?: string;
}

const MENU: Words = w("菜单", "Menu");
const QUICK_APP: Words = w("快应用", "Quick app");

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

/** What has a name and leads somewhere. An arrow stands between what was and what becomes, so a value has none. */
const leading = (name: string, lead: string) => ({ value: `${name}: ${lead}`, line: `${name} → ${lead}` });

type Put = (name: string, value: string | null | undefined, mark?: string | null) => Entry[];

/** The values of a part that have a field, by its label. */
const putOf =
  (part: "profile" | "home", locale: Locale): Put =>
  (name, value, mark) =>
    value
      ? [{ key: name, field: say(accountField(part, name).label, locale), value, mark: mark ?? undefined }]
      : [];

const menuEntries = (menus: readonly Menu[], locale: Locale): Said[] =>
  menus.flatMap((menu, at) => {
    const field = `${say(MENU, locale)} ${at + 1}`;
    const own =
      menu.action === "submenu"
        ? { value: `${menu.name}`, line: `${menu.name}` }
        : leading(`${menu.name}`, leadText(menu, locale));
    const items = (menu.items ?? []).map((item, place) => {
      const { value, line } = leading(`${item.name}`, leadText(item, locale));
      return { key: `${at}.${place}`, field: `${field}.${place + 1}`, value, line: `　${line}` };
    });
    return [{ key: `${at}`, field, ...own }, ...items];
  });

function profileEntries(profile: Profile, locale: Locale): Said[] {
  const put = putOf("profile", locale);
  const { industry, all_ports, signatures, logo, authorisation } = profile;
  return [
    ...put("name", profile.name),
    ...put("remark", profile.remark),
    ...put("industry", industry && say(INDUSTRY_WORDS[industry], locale)),
    ...put("intro", profile.intro),
    ...put("logo", logo?.name, logo?.path),
    ...put("all_ports", say(YES_NO[all_ports ? "true" : "false"], locale)),
    ...put("signatures", all_ports ? (signatures ?? []).map((one) => `【${one}】`).join(" ") : null),
    ...put("authorisation", authorisation?.name, authorisation?.path),
  ];
}

function homeEntries(home: Home, locale: Locale): Said[] {
  const put = putOf("home", locale);
  return [
    ...put("background", home.background?.name, home.background?.path),
    ...put("intro", home.intro),
    ...put("hotline", home.hotline),
    ...(home.quick_apps ?? []).map(({ name, link }, at) => {
      const field = `${say(QUICK_APP, locale)} ${at + 1}`;
      return { key: `quick_apps.${at}`, field, ...leading(`${name}`, `${link}`) };
    }),
  ];
}

function partEntries(kind: string, content: unknown, locale: Locale): Said[] {
  if (content === null || content === undefined) return [];
  if (kind === "profile") return profileEntries(content as Profile, locale);
  if (kind === "menus") return menuEntries(content as Menu[], locale);
  return homeEntries(content as Home, locale);
}

/** The lines of a part in one language; none for a part that is not filled in. */
export function contentLines(kind: string, content: unknown, locale: Locale): string[] {
  return partEntries(kind, content, locale).map(({ field, value, line }) => line ?? `${field}: ${value}`);
}

/** What differs between two versions of a part, value by value (SA-2). */
export function partChanges(
  kind: string,
  before: unknown,
  after: unknown,
  locale: Locale,
): readonly DifferenceLine[] {
  return differencesOf(partEntries(kind, before, locale), partEntries(kind, after, locale));
}

/** Service accounts as KooMessage has them (`aim-sa`), and what of ours it does not take. */
import type { Menu, MenuItem } from "@tidings/shared/accounts/content.ts";
import { industryThere, menusThere, telsThere } from "@tidings/shared/accounts/koomessage.ts";
import { fillPlaces, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { AccountHandoff } from "../account.ts";

/** Characters at most. */
const MOST = { name: 15, remark: 15, intro: 75, summary: 200, title: 20, package: 50, app_id: 60 } as const;
/** Places of a menu's name by how many menus there are; a Chinese character takes two. */
const MENU_PLACES = [0, 24, 12, 8];
const ITEM_PLACES = 16;

const SAYS = {
  long: w(
    "KooMessage 只接收 {max} 个字符以内的{what}，现有 {count} 个字符",
    "KooMessage accepts {what} of at most {max} characters, but this one has {count}",
  ),
  wide: w(
    "菜单「{name}」过长：KooMessage 最多接收 {max} 个字符（一个汉字占 2 个）",
    "The menu “{name}” is too long: KooMessage accepts {max} characters (a Chinese character counts as 2)",
  ),
  twice: w("菜单名称「{name}」重复", "The menu name “{name}” is used twice"),
  engine: w(
    "菜单「{name}」缺少快应用引擎版本号，KooMessage 要求填写",
    "The menu “{name}” has no quick-app engine version, which KooMessage requires",
  ),
  parts: w(
    "KooMessage 只能整体接收服务号，请先让菜单和主页通过审核",
    "KooMessage accepts a service account only as a whole, so get its menus and home page approved first",
  ),
  empty: w(
    "服务号还没有菜单，KooMessage 要求至少有一个",
    "The account has no menu yet, but KooMessage requires at least one",
  ),
  quick_apps: w(
    "主页的快应用未提交：KooMessage 要求每个快应用都有图标、描述和引擎版本",
    "The home page's quick apps weren't submitted: KooMessage requires a logo, description and engine version for each",
  ),
} as const satisfies Record<string, Words>;

const WHAT = {
  name: w("服务号名称", "an account name"),
  remark: w("备注说明", "a remark"),
  intro: w("简介", "an introduction"),
  summary: w("主页介绍", "a home page introduction"),
  title: w("跳转网页标题", "a web page title"),
  package: w("包名", "a package name"),
  app_id: w("华为 APPID", "a Huawei app ID"),
} as const;

const filled = (words: Words, zh: Record<string, string>, en = zh): Words => ({
  zh: fillPlaces(words.zh, zh),
  en: fillPlaces(words.en, en),
});

function tooLong(what: keyof typeof WHAT, value: string | null | undefined): Words[] {
  const [count, max] = [[...(value ?? "")].length, MOST[what]];
  if (count <= max) return [];
  const places = { max: String(max), count: String(count) };
  return [filled(SAYS.long, { ...places, what: WHAT[what].zh }, { ...places, what: WHAT[what].en })];
}

const placesOf = (name: string) =>
  [...name].reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 1 : 2), 0);

function itemFaults(item: MenuItem, most: number): Words[] {
  const name = item.name ?? "";
  const wide = placesOf(name) > most ? [filled(SAYS.wide, { name, max: String(most) })] : [];
  if (item.action === "url") return [...wide, ...tooLong("title", item.title)];
  if (item.action === "app")
    return [...wide, ...tooLong("package", item.package), ...tooLong("app_id", item.app_id)];
  if (item.action === "quick_app" && !item.engine) return [...wide, filled(SAYS.engine, { name })];
  return wide;
}

function menuFaults(menus: readonly Menu[]): Words[] {
  if (menus.length === 0) return [SAYS.empty];
  const names = menus.flatMap((menu) => [menu, ...(menu.items ?? [])]).map(({ name }) => name ?? "");
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...[...new Set(twice)].map((name) => filled(SAYS.twice, { name })),
    ...menus.flatMap((menu) => [
      ...itemFaults(menu, MENU_PLACES[menus.length] ?? 8),
      ...(menu.items ?? []).flatMap((item) => itemFaults(item, ITEM_PLACES)),
    ]),
  ];
}

const joined = (all: readonly Words[]): Words | null =>
  all.length === 0
    ? null
    : { zh: all.map(({ zh }) => zh).join("；"), en: all.map(({ en }) => en).join("; ") };

/** Why the service would not take an account; null where it would. */
export function faultsOf({ profile, menus, home }: AccountHandoff): Words | null {
  if (menus === null || home === null) return SAYS.parts;
  return joined([
    ...tooLong("name", profile.name),
    ...tooLong("remark", profile.remark),
    ...tooLong("intro", profile.intro),
    ...tooLong("summary", home.intro),
    ...menuFaults(menus),
  ]);
}

/** What of an account it cannot be told, although it takes the rest. */
export const leftOut = ({ home }: AccountHandoff): Words | null =>
  (home?.quick_apps ?? []).length > 0 ? SAYS.quick_apps : null;

/** `logo`, `letter`: the service's ids of the pictures. */
export function profileBody({ profile }: AccountHandoff, logo: string, letter: string) {
  const industry = industryThere(profile.industry);
  return {
    pub_name: profile.name,
    pub_abstract: profile.intro,
    ...(profile.remark ? { pub_remark: profile.remark } : {}),
    logo_img: logo,
    authorization_files: [letter],
    ...(industry > 0 ? { industry } : {}),
    auto_get_port: profile.all_ports ? 1 : 0,
    ...(profile.all_ports ? { signs_for_auto_get_port: profile.signatures ?? [] } : {}),
  };
}

export const menusBody = ({ menus, profile }: AccountHandoff) => ({
  menu_items: menusThere(menus ?? [], profile.name ?? ""),
});

/** `background`: the service's id of the picture. */
export function homeBody({ home }: AccountHandoff, background: string) {
  const tels = telsThere(home);
  return { background_img: background, summary: home?.intro, ...(tels.length > 0 ? { tels } : {}) };
}

/** Service accounts in the words of KooMessage's API (aim-sa), in both directions. */

import { INDUSTRY_WORDS } from "../filings/words.ts";
import type { Enum } from "../ground/enums.ts";
import type { Home, Menu, MenuItem, Profile } from "./content.ts";

type Industry = NonNullable<Profile["industry"]>;

/** Its industries are numbered from 1 in this order. */
const INDUSTRIES = Object.keys(INDUSTRY_WORDS) as Industry[];
/** 0: none is chosen. */
export const industryThere = (industry: string | null | undefined): number =>
  INDUSTRIES.indexOf(industry as Industry) + 1;
export const industryHere = (number: number | undefined): Industry | null =>
  number === undefined ? null : (INDUSTRIES[number - 1] ?? null);
export const INDUSTRY_COUNT: number = INDUSTRIES.length;

/** Its kinds of channel numbers. */
export const PORT_KINDS_THERE = {
  plain: 1,
  prefix: 3,
  suffix: 5,
} as const satisfies Readonly<Record<Enum<"port_kind">, number>>;

/** What a menu opens, there. */
export const MENU_ACTIONS_THERE = ["OPEN_SUBMENU", "OPEN_URL", "CALLING", "OPEN_APP", "OPEN_QUICK"] as const;

export interface ExtThere {
  readonly open_in_browser?: string | undefined;
  readonly web_title?: string | undefined;
  readonly package_name?: string | undefined;
  readonly app_id?: string | undefined;
  readonly browser_floor_url?: string | undefined;
  readonly depend_engine_ver?: string | undefined;
  readonly third_service_name?: string | undefined;
}
export interface MenuThere {
  readonly name: string;
  readonly action_type: (typeof MENU_ACTIONS_THERE)[number];
  readonly content?: string | undefined;
  readonly ext_msg?: ExtThere | undefined;
  readonly sub_menu_items?: readonly MenuThere[] | undefined;
}

/** `account`: its name, which stands where the service wants one of another service and we have none. */
function itemThere(item: MenuItem, account: string): MenuThere {
  const name = item.name ?? "";
  const service = (item.service || account).slice(0, 50);
  switch (item.action) {
    case "url":
      return {
        ...{ name, action_type: "OPEN_URL", content: item.url ?? "" },
        ext_msg: { open_in_browser: item.external ? "1" : "0", web_title: item.title ?? "" },
      };
    case "dial":
      return { name, action_type: "CALLING", content: item.phone ?? "" };
    case "app":
      return {
        ...{ name, action_type: "OPEN_APP", content: item.link ?? "" },
        ext_msg: {
          ...{ package_name: item.package ?? "", app_id: item.app_id ?? "", third_service_name: service },
          ...(item.fallback ? { browser_floor_url: item.fallback } : {}),
        },
      };
    case "quick_app":
      return {
        ...{ name, action_type: "OPEN_QUICK", content: item.link ?? "" },
        ext_msg: { depend_engine_ver: item.engine ?? "", third_service_name: service },
      };
    default:
      return { name, action_type: "OPEN_SUBMENU" };
  }
}

export const menusThere = (menus: readonly Menu[], account: string): MenuThere[] =>
  menus.map((menu) => ({
    ...itemThere(menu, account),
    ...(menu.action === "submenu"
      ? { sub_menu_items: (menu.items ?? []).map((item) => itemThere(item, account)) }
      : {}),
  }));

/** A menu there as one of ours: what an action has no use for is left out. */
function itemHere({ name, action_type, content = "", ext_msg = {} }: MenuThere): MenuItem {
  const fallback = ext_msg.browser_floor_url ? { fallback: ext_msg.browser_floor_url } : {};
  switch (action_type) {
    case "OPEN_URL":
      return {
        ...{ name, action: "url", url: content, title: ext_msg.web_title ?? "" },
        external: ext_msg.open_in_browser === "1",
      };
    case "CALLING":
      return { name, action: "dial", phone: content };
    case "OPEN_APP":
      return {
        ...{ name, action: "app", link: content, package: ext_msg.package_name ?? "" },
        ...(ext_msg.app_id ? { app_id: ext_msg.app_id } : {}),
        ...fallback,
      };
    case "OPEN_QUICK":
      return {
        ...{ name, action: "quick_app", link: content, engine: ext_msg.depend_engine_ver ?? "" },
        ...(ext_msg.third_service_name ? { service: ext_msg.third_service_name } : {}),
        ...fallback,
      };
    default:
      return { name, action: "submenu" };
  }
}

export const menusHere = (items: readonly MenuThere[]): Menu[] =>
  items.map((item) => ({
    ...itemHere(item),
    ...(item.action_type === "OPEN_SUBMENU" ? { items: (item.sub_menu_items ?? []).map(itemHere) } : {}),
  }));

/** The one number of a home page, with the word that the service wants beside it. */
export const telsThere = (home: Home | null) =>
  home?.hotline ? [{ tel: home.hotline.replace(/^\+/, ""), usage: "热线电话" }] : [];

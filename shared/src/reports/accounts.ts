import { CLICK_PLACE_WORDS, HOME_OPENED } from "../accounts/clicks/words.ts";
import { w } from "../ground/locale.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import type { Group, Measure, Report, ReportFilter } from "./define.ts";

/** The reports of service accounts (§10.3). */

const ACCOUNT = w("服务号", "Service account");
const SHORTCUT = w("短消息快捷键", "SMS shortcut");
const PLACE = w("位置", "Location");
const VENDOR = w("厂商", "Vendor");
const CLICKS = w("点击数", "Clicks");

const GROUPS = {
  account: {
    label: ACCOUNT,
    key: "account_id",
    named: { view: "click_account_names", columns: ["account_name", "remark"] },
    none: w("短消息快捷键", "SMS shortcuts"),
    page: "service-accounts",
  },
  shortcut: {
    label: SHORTCUT,
    key: "shortcut_id",
    named: { view: "click_shortcut_names", columns: ["shortcut_name"] },
    none: w("服务号", "Service accounts"),
    page: "shortcuts",
  },
  vendor: { label: VENDOR, key: "vendor", values: VENDOR_WORDS },
} satisfies Record<string, Group>;

/** Names are searched as a whole (§10.3). */
const FILTERS = {
  name: { label: w("服务号或快捷键全称", "Full name of account or shortcut"), op: "is", option: "name" },
  account_id: { label: w("服务号 ID", "Account ID"), op: "is", id: true, option: "account" },
  shortcut_id: { label: w("快捷键 ID", "Shortcut ID"), op: "is", id: true, option: "shortcut" },
  vendor: { label: VENDOR, op: "is", values: VENDOR_WORDS, option: "vendor" },
} satisfies Record<string, ReportFilter>;

/** 服务号点击数据明细 */
export const CLICK_DETAIL: Report = {
  title: w("服务号点击明细", "Click details"),
  note: w(
    "各菜单、主页内容和快捷键的点击数，按点击日期统计（企业时区），每隔数秒更新。名称以点击时为准。",
    "Clicks on each menu, home page item and shortcut, counted by the day of the click (enterprise time zone) and updated every few seconds. Names are as they were at the time of the click.",
  ),
  path: "click-detail",
  needs: "KooMessageSA:report:list",
  exports: "KooMessageSA:report:export",
  views: ["click_detail_days"],
  groups: {
    account: GROUPS.account,
    shortcut: GROUPS.shortcut,
    place: { label: PLACE, key: "place", values: CLICK_PLACE_WORDS },
    item: { label: w("菜单名称", "Menu or button"), key: "item_name", values: { "": HOME_OPENED } },
    vendor: GROUPS.vendor,
  },
  by: ["account", "place", "item"],
  period: "total",
  measures: { clicks: { label: CLICKS, tone: "good" } },
  filters: {
    name: FILTERS.name,
    account_id: FILTERS.account_id,
    shortcut_id: FILTERS.shortcut_id,
    item_name: { label: w("菜单全称", "Full name of the menu or button"), op: "is", option: "item" },
    place: { label: PLACE, op: "is", values: CLICK_PLACE_WORDS, option: "place" },
    vendor: FILTERS.vendor,
  },
  unit: w("点击次数", "Clicks"),
  source: "click_detail",
};

/** Bars of the clicks, which add up to all of them; each leads to what was clicked there. */
const clicksOn = (place: keyof typeof CLICK_PLACE_WORDS, tone: Measure["tone"]): Measure => ({
  label: CLICK_PLACE_WORDS[place],
  ...(tone ? { tone } : {}),
  opens: { report: CLICK_DETAIL, filters: { place } },
});

/** 服务号点击数据报表 */
export const CLICK_REPORT: Report = {
  title: w("服务号点击报表", "Click report"),
  note: w(
    "服务号和短消息快捷键的点击数，按点击日期统计（企业时区），每隔数秒更新；点击按次计费。",
    "Clicks on service accounts and SMS shortcuts, counted by the day of the click (enterprise time zone) and updated every few seconds. Each click is billed.",
  ),
  path: "clicks",
  needs: "KooMessageSA:report:list",
  exports: "KooMessageSA:report:export",
  views: ["click_report_days"],
  groups: GROUPS,
  by: ["account"],
  period: "day",
  measures: {
    clicks: { label: CLICKS, tone: "seen", line: true, opens: { report: CLICK_DETAIL, filters: {} } },
    menus: clicksOn("menu", "good"),
    homes: clicksOn("home", "unclear"),
    shortcuts: clicksOn("shortcut", "neutral"),
  },
  filters: FILTERS,
  unit: w("点击次数", "Clicks"),
  source: "click_report",
};

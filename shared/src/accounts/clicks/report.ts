import { defineResource } from "../../resource/define.ts";
import type { Field } from "../../resource/kinds.ts";
import type { ReadRow } from "../../resource/view.ts";
import { VENDOR_LABELS } from "../../vendors/vendors.ts";
import { CLICK_PLACE_WORDS, itemWords } from "./words.ts";

const DAY = { kind: "day", label: { zh: "日期", en: "Day" }, list: "head", filter: "span" } as const;
const CLICKS = { kind: "count", label: { zh: "点击数", en: "Clicks" }, list: "head" } as const;

interface Of {
  readonly account_id: string | null;
  readonly shortcut_id: string | null;
}

/** Whose clicks they are; found by the whole name (§10.3). */
const NAME = {
  kind: "reference",
  label: { zh: "服务号或快捷键名称", en: "Account or shortcut" },
  to: ({ account_id, shortcut_id }: Of) =>
    account_id ? `/service-accounts/${account_id}` : `/shortcuts/${shortcut_id}`,
  id: "id",
  list: "head",
  filter: "is",
} as const satisfies Field<never>;

const EMPTY_HINT = {
  zh: "厂商上报菜单、主页和快捷键的点击后，这里按天显示。",
  en: "Vendors tell the clicks on menus, home pages and shortcuts; they are shown by day.",
};

/** The click report (服务号点击数据报表, RPT-2, §10.3): clicks on each account by day. */
export const clickReport = defineResource({
  noun: "click_report",
  view: "click_report_days",
  title: "name",
  order: ["day", "desc"],
  opens: false,
  words: {
    note: {
      zh: "各服务号和短消息快捷键每天的点击数，按点击计费。",
      en: "Clicks on each service account and SMS shortcut by day; each is paid for.",
    },
    empty: { zh: "还没有点击", en: "No clicks yet" },
    empty_hint: EMPTY_HINT,
  },
  fields: {
    day: DAY,
    name: NAME,
    menus: { kind: "count", label: CLICK_PLACE_WORDS.menu },
    homes: { kind: "count", label: CLICK_PLACE_WORDS.home },
    shortcuts: { kind: "count", label: CLICK_PLACE_WORDS.shortcut },
    clicks: CLICKS,
    remark: { kind: "text", label: { zh: "备注说明", en: "Remark" }, list: "wide" },
  },
  forms: {},
  transitions: {},
});

/** The click detail (服务号点击数据明细, RPT-2, §10.3): what was clicked, by day and vendor. */
export const clickDetail = defineResource({
  noun: "click_detail",
  view: "click_detail_days",
  title: "item_name",
  order: ["day", "desc"],
  opens: false,
  words: {
    note: {
      zh: "每天点击了哪些菜单、主页内容和快捷键；名称按全称搜索。",
      en: "Which menus, parts of home pages and buttons were clicked each day. Names are searched as a whole.",
    },
    empty: { zh: "还没有点击", en: "No clicks yet" },
    empty_hint: EMPTY_HINT,
  },
  fields: {
    day: DAY,
    item_name: {
      kind: "text",
      label: { zh: "菜单名称", en: "Menu or button" },
      list: "head",
      filter: "is",
      text: ({ item, item_name }: ReadRow<"click_detail_days">) => itemWords(item, item_name),
    },
    name: NAME,
    place: {
      kind: "choice",
      label: { zh: "位置", en: "Where" },
      values: CLICK_PLACE_WORDS,
      filter: "is",
    },
    vendor: { kind: "choice", label: { zh: "厂商", en: "Vendor" }, values: VENDOR_LABELS, filter: "is" },
    clicks: CLICKS,
    item: { kind: "text", label: { zh: "编号", en: "Number" }, list: "wide", mono: true },
  },
  forms: {},
  transitions: {},
});

import { type Words, w } from "../../ground/locale.ts";
import { ACTIONS } from "../../templates/actions.ts";
import { type AccountField, choice, EXTERNAL, field, URL_MAX } from "../schema.ts";

/** What an SMS shortcut is made of, as data (SHC-1, table 9-6). Lengths that the guide does not give are what fits on a phone. */

/** What a button may do: its words and its fields. */
export interface ShortcutAction {
  readonly label: Words;
  readonly fields: readonly AccountField[];
}

/** 操作系统类型. */
export const SYSTEM_WORDS = {
  android: w("安卓", "Android"),
  harmony: w("鸿蒙", "HarmonyOS"),
} as const satisfies Record<string, Words>;

const link = field("link", "deepLink", "Deep link", "deep_link", true, URL_MAX);
const detail = field("detail", "跳转链接信息", "Link details", "text", false, 200);
const system = choice("system", "操作系统类型", "Operating system", SYSTEM_WORDS);
const phone = field("phone", "电话号码", "Phone number", "phone", true, 20);

/** The ten actions, in the guide's order. */
export const SHORTCUT_ACTIONS = {
  url: {
    label: w("打开URL", "Open URL"),
    fields: [
      field("url", "URL", "URL", "url", true, URL_MAX),
      field("title", "跳转网页名称", "Web page title", "text", true, 30),
      EXTERNAL,
    ],
  },
  quick_app: {
    label: ACTIONS.open_quick_app.words,
    fields: [link, detail, field("engine", "引擎版本号", "Engine version", "digits", false, 6), system],
  },
  app: { label: ACTIONS.open_app.words, fields: [link, detail, system] },
  dial: { label: ACTIONS.dial.words, fields: [phone] },
  sms: {
    label: w("新建短信息", "New text message"),
    fields: [phone, field("body", "正文", "Text", "long", true, 300)],
  },
  mail: {
    label: w("打开邮箱", "New email"),
    fields: [
      field("email", "邮箱地址", "Email address", "email", true, 254),
      field("body", "正文", "Text", "long", false, 300),
    ],
  },
  calendar: {
    label: w("新建日程", "New calendar event"),
    fields: [
      field("event", "日程标题", "Event title", "text", true, 60),
      field("at", "日程时间", "Event time", "time", true, 40),
    ],
  },
  place: {
    label: w("位置定位", "Show location"),
    fields: [
      field("address", "定位信息", "Location", "text", true, 100),
      field("longitude", "经度", "Longitude", "longitude", true, 14),
      field("latitude", "纬度", "Latitude", "latitude", true, 14),
    ],
  },
  browser: {
    label: ACTIONS.open_browser.words,
    fields: [field("url", "网络地址", "URL", "url", true, URL_MAX)],
  },
  copy: {
    label: w("复制", "Copy text"),
    fields: [field("text", "复制内容", "Text to copy", "text", true, 300)],
  },
} as const satisfies Record<string, ShortcutAction>;

export type ShortcutActionName = keyof typeof SHORTCUT_ACTIONS;
export const SHORTCUT_ACTION_NAMES = Object.keys(SHORTCUT_ACTIONS) as ShortcutActionName[];

/** 最多 6 张, 3 个下挂按钮, 5 个自定义配置 (§9.3). */
export const SHORTCUT_LIMITS = { proofs: 6, buttons: 3, timed: 5, signature: [2, 18] } as const;

/** The name of a button: what fits in a third of a phone's width. */
export const BUTTON_FIELDS: readonly AccountField[] = [
  field("name", "短消息快捷键名称", "Button name", "text", true, 12),
];

/** A configuration that serves at a time of its own, instead of the default one. */
export const TIMED_FIELDS: readonly AccountField[] = [
  field("name", "配置名", "Configuration name", "text", true, 20),
  field("begins_at", "开始时间", "Start time", "time", true, 40),
  field("ends_at", "结束时间", "End time", "time", true, 40),
];

/** Where these fields are in the law (`private.account_fields`). */
export const SHORTCUT_PLACES: Readonly<Record<string, readonly AccountField[]>> = {
  button: BUTTON_FIELDS,
  timed: TIMED_FIELDS,
  ...Object.fromEntries(
    SHORTCUT_ACTION_NAMES.map((name) => [`button:${name}`, SHORTCUT_ACTIONS[name].fields]),
  ),
};

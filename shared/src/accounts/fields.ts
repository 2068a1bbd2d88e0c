import { INDUSTRY_WORDS } from "../filings/words.ts";
import { type Words, w } from "../ground/locale.ts";
import { type PictureRule, pictureTakes } from "../resource/pictures.ts";
import { ACTIONS } from "../templates/actions.ts";
import { PICTURE_RULES, type PictureName } from "./pictures.ts";
import { type AccountField, choice, EXTERNAL, field, URL_MAX } from "./schema.ts";
import { SHORTCUT_PLACES } from "./shortcuts/fields.ts";

/**
 * What a service account is made of, as data (SA-1, tables 9-1 to 9-3): one schema that the form, the check while one types, the
 * preview and the law read (`npm run law` writes it as rows of `private.account_fields`). Lengths that the guide does not give
 * are what fits on a phone: a name of a menu in a third of its width.
 */

const picture = (name: PictureName): AccountField => {
  const rule: PictureRule = PICTURE_RULES[name];
  return {
    name,
    label: rule.label,
    kind: "picture",
    required: true,
    max: rule.bytes,
    takes: pictureTakes(rule),
  };
};

const deepLink = field("link", "deeplink", "Deep link", "deep_link", true, URL_MAX);
const fallback = field("fallback", "兜底URL链接", "Fallback URL", "url", false, URL_MAX);

/** What a menu may do: its words, whether only a first-level menu has it, and its fields. */
export interface MenuAction {
  readonly label: Words;
  readonly top: boolean;
  readonly fields: readonly AccountField[];
}

export const MENU_ACTIONS = {
  submenu: { label: w("打开子菜单", "Open submenu"), top: true, fields: [] },
  url: {
    label: w("打开URL", "Open URL"),
    top: false,
    fields: [
      field("url", "URL", "URL", "url", true, URL_MAX),
      field("title", "跳转网页标题", "Web page title", "text", true, 30),
      EXTERNAL,
    ],
  },
  dial: {
    label: ACTIONS.dial.words,
    top: false,
    fields: [field("phone", "电话号码", "Phone number", "phone", true, 20)],
  },
  app: {
    label: ACTIONS.open_app.words,
    top: false,
    fields: [
      deepLink,
      field("package", "包名", "Package name", "package", true, 200),
      field("app_id", "华为APPID", "Huawei app ID", "digits", false, 20),
      fallback,
    ],
  },
  quick_app: {
    label: ACTIONS.open_quick_app.words,
    top: false,
    fields: [
      deepLink,
      field("engine", "引擎版本号", "Engine version", "digits", false, 6),
      field("service", "第三方服务", "Third-party service", "text", false, 64),
      fallback,
    ],
  },
} as const satisfies Record<string, MenuAction>;

export type MenuActionName = keyof typeof MENU_ACTIONS;
export const MENU_ACTION_NAMES = Object.keys(MENU_ACTIONS) as MenuActionName[];

/** 父菜单最多 3 个，子菜单最多 5 个; the most quick apps of a home page is ours: what a phone shows in two rows. */
export const ACCOUNT_LIMITS = {
  menus: 3,
  items: 5,
  quick_apps: 8,
  signatures: 5,
  change_reason: 10,
} as const;

export const PROFILE_FIELDS: readonly AccountField[] = [
  field("name", "服务号名称", "Name", "text", true, 32),
  field("remark", "备注说明", "Remark", "text", false, 100),
  choice("industry", "行业分类", "Industry", INDUSTRY_WORDS),
  field("intro", "简介", "Introduction", "long", true, 200),
  picture("logo"),
  field("all_ports", "签名授权", "Signature authorisation", "flag", false, 1),
  field(
    "signatures",
    "服务号签名",
    "Service account signatures",
    "signatures",
    false,
    ACCOUNT_LIMITS.signatures,
  ),
  picture("authorisation"),
];

export const MENU_FIELDS: readonly AccountField[] = [
  field("name", "菜单名称", "Menu name", "text", true, 12),
];

export const HOME_FIELDS: readonly AccountField[] = [
  picture("background"),
  field("intro", "主页介绍", "Home page introduction", "long", true, 300),
  field("hotline", "热线电话", "Hotline", "phone", false, 20),
];

export const QUICK_APP_FIELDS: readonly AccountField[] = [
  field("name", "快应用名称", "Quick app name", "text", true, 12),
  deepLink,
];

/** Why a part that serves is edited (§9.1.2). */
export const CHANGE_REASON = field(
  "change_reason",
  "修改原因",
  "Reason for edit",
  "text",
  true,
  ACCOUNT_LIMITS.change_reason,
);

/** All fields, by where they stand. */
export const ACCOUNT_FIELDS: Readonly<Record<string, readonly AccountField[]>> = {
  ...SHORTCUT_PLACES,
  profile: PROFILE_FIELDS,
  menu: MENU_FIELDS,
  home: HOME_FIELDS,
  quick_app: QUICK_APP_FIELDS,
  ...Object.fromEntries(MENU_ACTION_NAMES.map((name) => [`action:${name}`, MENU_ACTIONS[name].fields])),
};

/** A field by its place and name; it is in the schema, or the caller is wrong. */
export function accountField(place: string, name: string): AccountField {
  const found = ACCOUNT_FIELDS[place]?.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no field ${name} in ${place}`);
  return found;
}

import { z } from "zod";
import { type Words, w } from "../ground/locale.ts";

/** The kinds of action fields; the kind decides how a field is checked and edited. */
export type ActionFieldKind =
  | "url"
  | "deep_link"
  | "phone"
  | "email"
  | "text"
  | "time"
  | "longitude"
  | "latitude"
  | "image";

export interface ActionField {
  readonly name: ActionFieldName;
  readonly words: Words;
  readonly kind: ActionFieldKind;
  readonly required: boolean;
  readonly max_length: number;
}

export interface ActionKind {
  readonly words: Words;
  readonly fields: readonly ActionField[];
}

/** The twelve button actions (spec TPL-4, table 7-3), in the guide's order. */
export const ACTION_TYPES = [
  "open_link",
  "open_quick_app",
  "open_app",
  "dial",
  "send_sms",
  "send_mail",
  "calendar",
  "map",
  "open_browser",
  "popup",
  "copy",
  "view_image",
] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

/** The only actions allowed when OPPO is among the vendors, for buttons and images (table 7-3). */
export const OPPO_ACTIONS: readonly ActionType[] = ["open_quick_app", "open_app", "open_browser"];

/**
 * What a tap does. `target` is the main value of every type (the address, the number, the text to copy …); `ACTIONS` lists
 * the other fields of each type.
 */
export const actionSchema = z.strictObject({
  type: z.enum(ACTION_TYPES),
  target: z.string().optional(),
  fallback: z.string().optional(),
  package: z.string().optional(),
  subject: z.string().optional(),
  body: z.string().optional(),
  begins_at: z.string().optional(),
  ends_at: z.string().optional(),
  longitude: z.string().optional(),
  latitude: z.string().optional(),
  button: z.string().optional(),
});
export type Action = z.infer<typeof actionSchema>;
export type ActionFieldName = Exclude<keyof Action, "type">;

const field = (
  name: ActionFieldName,
  zh: string,
  en: string,
  kind: ActionFieldKind,
  required: boolean,
  max_length: number,
): ActionField => ({ name, words: { zh, en }, kind, required, max_length });

const fallback = field("fallback", "备用网址", "Fallback URL", "url", false, 1000);
const packageName = field("package", "应用包名", "Package name", "text", false, 200);

/** The fields of each action type. The lengths are our choice, except for URLs (< 1000, §9.1). */
export const ACTIONS: Readonly<Record<ActionType, ActionKind>> = {
  open_link: {
    words: w("打开链接", "Open link"),
    fields: [field("target", "目标网址", "Address", "url", true, 1000)],
  },
  open_quick_app: {
    words: w("打开快应用", "Open quick app"),
    fields: [field("target", "快应用链接", "Quick app link", "deep_link", true, 1000), packageName, fallback],
  },
  open_app: {
    words: w("打开APP", "Open app"),
    fields: [field("target", "APP链接", "App link", "deep_link", true, 1000), packageName, fallback],
  },
  dial: {
    words: w("拨打电话", "Call"),
    fields: [field("target", "电话号码", "Phone number", "phone", true, 20)],
  },
  send_sms: {
    words: w("发送短信", "Send SMS"),
    fields: [
      field("target", "接收号码", "Recipient number", "phone", true, 21),
      field("body", "短信内容", "SMS text", "text", true, 300),
    ],
  },
  send_mail: {
    words: w("发送邮件", "Send email"),
    fields: [
      field("target", "收件地址", "Recipient address", "email", true, 254),
      field("subject", "邮件主题", "Subject", "text", false, 100),
      field("body", "邮件正文", "Text", "text", false, 1000),
    ],
  },
  calendar: {
    words: w("跳转日历", "Add to calendar"),
    fields: [
      field("target", "日程标题", "Event title", "text", true, 60),
      field("begins_at", "开始时间", "Start time", "time", true, 40),
      field("ends_at", "结束时间", "End time", "time", true, 40),
      field("body", "日程说明", "Event note", "text", false, 300),
    ],
  },
  map: {
    words: w("打开地图", "Open map"),
    fields: [
      field("target", "地址", "Place", "text", true, 100),
      field("longitude", "经度", "Longitude", "longitude", true, 14),
      field("latitude", "纬度", "Latitude", "latitude", true, 14),
    ],
  },
  open_browser: {
    words: w("打开浏览器", "Open browser"),
    fields: [field("target", "目标网址", "Address", "url", true, 1000)],
  },
  popup: {
    words: w("打开弹窗", "Popup"),
    fields: [
      field("target", "弹窗标题", "Title", "text", true, 30),
      field("body", "弹窗内容", "Text", "text", true, 500),
      field("button", "按钮文字", "Button text", "text", false, 12),
    ],
  },
  copy: {
    words: w("复制内容", "Copy text"),
    fields: [field("target", "复制的内容", "Text to copy", "text", true, 300)],
  },
  view_image: {
    words: w("查看大图", "View large image"),
    fields: [
      field(
        "target",
        "图片（留空则为当前图片）",
        "Image (leave empty for the current image)",
        "image",
        false,
        1000,
      ),
    ],
  },
};

/** The action types a template for these vendors may use. */
export function actionsFor(vendors: readonly string[]): readonly ActionType[] {
  return vendors.includes("oppo") ? OPPO_ACTIONS : ACTION_TYPES;
}

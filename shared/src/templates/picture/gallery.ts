// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** A card of every layout, filled as the demo enterprise would: to look at, and for tests. */

import { LAYOUTS, ratioFor } from "../../layouts/catalogue.ts";
import type { Layout, Slot } from "../../layouts/layout.ts";
import type { Action } from "../actions.ts";
import type { Content } from "../content.ts";

/** What is in text slots: for each item of a list the next. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  title: ["云杉会员日 福利已到账", "秋冬新品上架", "户外装备满减", "会员专享礼"],
  subtitle: ["精选好物 低至五折", "满 199 减 50，全场通用", "新客首单包邮到家"],
  body: ["${name}，您的 ${amount} 元会员券已放入卡包，${deadline} 前有效。拒收请回复R"],
  name: ["山野轻量冲锋衣", "保温登山水壶 750ml", "徒步双肩包", "露营地垫"],
  price: ["399", "89.9", "259"],
  tag: ["新品", "热卖"],
  tag_1: ["包邮"],
  tag_2: ["赠运费险"],
  value: ["¥50", "8.5折", "包邮", "¥200"],
  time: ["2026-11-18 至 2026-12-31"],
  coupon_name: ["会员日满减券"],
  coupon_value: ["${amount}元"],
  from_place: ["上海虹桥"],
  to_place: ["北京首都 T2"],
  from_time: ["08:30"],
  to_time: ["10:55"],
  date: ["2026年11月26日"],
  number: ["MU5101"],
  note: ["请提前 90 分钟到达"],
  detail: ["经济舱，托运行李 20 公斤；如航班变动会再次通知您。"],
  gate: ["B12"],
  seat: ["31A"],
};

/** Every action once; buttons take them in turn. */
const ACTIONS: readonly Action[] = [
  { type: "open_browser", target: "https://mall.example.com/member-day?m=${member_no}" },
  { type: "copy", target: "YS-${member_no}" },
  { type: "popup", target: "活动规则", body: "每人限领一次。\n本券不与其他优惠同用。", button: "我知道了" },
  { type: "dial", target: "400-800-1234" },
  {
    type: "calendar",
    target: "云杉会员日",
    begins_at: "2026-12-01T09:00+08:00",
    ends_at: "2026-12-01T22:00+08:00",
    body: "全场五折起",
  },
  { type: "map", target: "云杉商城总店", longitude: "121.47", latitude: "31.23" },
  { type: "open_app", target: "yunshan://orders", package: "com.example.yunshan" },
  { type: "view_image" },
  { type: "send_sms", target: "10690001", body: "查询 ${member_no}" },
  { type: "send_mail", target: "hello@mall.example.com", subject: "会员日", body: "你好" },
  { type: "open_link", target: "https://mall.example.com/" },
  {
    type: "open_quick_app",
    target: "hap://app/com.example.yunshan/",
    fallback: "https://mall.example.com/quick",
  },
];
export const NAMES = ["立即使用", "复制会员码", "活动规则", "联系客服", "加入日历", "到店路线"];

export const PARAMS: Readonly<Record<string, string>> = {
  name: "欧阳女士",
  amount: "50",
  deadline: "12月31日",
  member_no: "YS20261118",
};

/** A filled card: what the pages and pictures of it are made from. */
export interface GalleryCard {
  readonly layout: string;
  readonly title: string;
  readonly content: Content;
  readonly params: Record<string, string>;
}

interface Filling {
  readonly layout: Layout;
  readonly style: string | undefined;
  /** Where the first button begins among the actions. */
  readonly from: number;
}

function fillerOf(slot: Slot, filling: Filling, at: number): unknown {
  const { layout, style, from } = filling;
  const picture = (ratio: string | Readonly<Record<string, string>>, action?: Action) => ({
    src: `/media/${(ratioFor(ratio, layout, style)?.text ?? "16:9").replace(":", "x")}-${at % 3}.svg`,
    alt: "云杉会员日：暮色中的山丘",
    ...(action ? { action } : {}),
  });
  switch (slot.kind) {
    case "text":
      return TEXTS[slot.name]?.[at % (TEXTS[slot.name]?.length ?? 1)] ?? slot.words.zh;
    case "choice":
      return slot.values[at % slot.values.length]?.value;
    case "image":
      return picture(slot.ratio, slot.action ? { type: "view_image" } : undefined);
    case "video":
      return { src: "/media/clip.mp4", cover: picture(slot.ratio) };
    case "action":
      return ACTIONS[0];
    case "buttons":
      return Array.from({ length: slot.count.max }, (_, index) => ({
        text: NAMES[(from + index + at) % NAMES.length],
        action: ACTIONS[(from + index + at) % ACTIONS.length],
      }));
    case "pairs":
      return [
        { label: "订单编号", value: "YS2026112400017" },
        { label: "承运快递", value: "顺丰速运" },
        { label: "运单号", value: "SF1020304050607" },
        { label: "预计送达", value: "${deadline}" },
      ];
    case "list": {
      const count = Math.min(slot.count.max, 4);
      const item = (index: number) => slot.of.map((entry) => [entry.name, fillerOf(entry, filling, index)]);
      return Array.from({ length: count }, (_, index) => Object.fromEntries(item(index)));
    }
  }
}

function contentOf(layout: Layout, style: string | undefined, options: Content["options"]): Content {
  const filling = { layout, style, from: LAYOUTS.indexOf(layout) % 2 };
  const slots = layout.slots.map((slot) => [slot.name, fillerOf(slot, filling, 0)]);
  return { slots: Object.fromEntries(slots), ...(style ? { style } : {}), ...(options ? { options } : {}) };
}

/** Every layout in each of its styles, and once more with the last value of each of its options; by name. */
export function gallery(): ReadonlyMap<string, GalleryCard> {
  const cards = LAYOUTS.flatMap((layout) => {
    const styles = layout.styles.length > 0 ? layout.styles.map((entry) => entry.style) : [undefined];
    const card = (content: Content): GalleryCard => ({
      layout: layout.layout,
      title: layout.words.zh,
      content,
      params: { ...PARAMS },
    });
    const looks = styles.map((style): [string, GalleryCard] => {
      const name = style ? `${layout.layout}-${style.replace(":", "x")}` : layout.layout;
      return [name, card(contentOf(layout, style, undefined))];
    });
    if (layout.options.length === 0) return looks;
    const last = layout.options.map((option) => [option.name, option.values.at(-1)?.value ?? false]);
    const other = contentOf(layout, styles.at(-1), Object.fromEntries(last));
    return [...looks, [`${layout.layout}-options`, card(other)] as [string, GalleryCard]];
  });
  return new Map(cards);
}

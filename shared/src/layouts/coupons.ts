import { w } from "../ground/locale.ts";
import type { Layout, LayoutOption } from "./layout.ts";
import { action, buttonStyle, buttons, choice, image, LENGTHS, list, text, toggle } from "./slots.ts";

/** 券类型; the guide does not list them, these four are common in the industry. */
const couponType = choice("coupon_type", "券类型", "Coupon type", [
  ["cash", "代金券", "Cash coupon"],
  ["discount", "折扣券", "Discount coupon"],
  ["exchange", "兑换券", "Redemption coupon"],
  ["shipping", "包邮券", "Free shipping"],
]);
const value = text("value", "面额", "Value", LENGTHS.price);
const time = text("time", "有效时间", "Validity", LENGTHS.line);
const title = text("title", "主标题", "Main title", LENGTHS.title);
const subtitle = text("subtitle", "副标题", "Subtitle", LENGTHS.subtitle);
const couponBlock = toggle("coupon_block", "是否显示卡券区块", "Show coupon block");
const whenBlock = { option: { name: "coupon_block", is: [true] } };
const tag = (number: number): LayoutOption =>
  toggle(`tag_${number}`, `显示标签 ${number}`, `Show tag ${number}`);
const tagText = (number: number) =>
  text(`tag_${number}`, `标签 ${number}`, `Tag ${number}`, LENGTHS.label, {
    when: { option: { name: `tag_${number}`, is: [true] } },
  });
/** One switch an item: 内容数量 says how many there are. */
const itemTag = (number: number): LayoutOption =>
  toggle(`tag_${number}`, `显示商品 ${number} 的标签`, `Show tag for item ${number}`);
const couponSlots = [
  { ...text("coupon_name", "券名称", "Coupon name", LENGTHS.line), when: whenBlock },
  { ...text("coupon_value", "面额", "Value", LENGTHS.price), when: whenBlock },
];

/** Coupon layouts of the commerce category (§7.2.1 step 6). */
export const COUPON_LAYOUTS: readonly Layout[] = [
  {
    layout: "multi_coupon",
    category: "commerce",
    words: w("多卡券", "Multiple coupons"),
    vendors: ["huawei"],
    styles: [
      { style: "one_button", words: w("多卡券单按钮", "One button") },
      { style: "many_buttons", words: w("多卡券多按钮", "One button per coupon") },
    ],
    options: [],
    slots: [
      list("items", "卡券", "Coupons", { min: 1, max: 4 }, [
        text("name", "券名称", "Coupon name", LENGTHS.line),
        couponType,
        value,
        time,
        buttons(1, 1, { when: { style: ["many_buttons"] } }),
      ]),
      buttons(1, 1, { when: { style: ["one_button"] } }),
    ],
    max_parameters: 20,
    max_images: 8,
  },
  {
    layout: "single_coupon",
    category: "commerce",
    words: w("单卡券", "Single coupon"),
    vendors: ["huawei", "oppo"],
    styles: [],
    options: [],
    slots: [
      couponType,
      value,
      time,
      text("body", "文本", "Text", LENGTHS.body),
      image("image", "图片", "Image", "16:9", { action: false }),
      action("action", "点击事件", "Tap action"),
    ],
    max_parameters: 20,
    max_images: 8,
  },
  {
    layout: "coupon_claim",
    category: "commerce",
    words: w("电商领券", "Coupon claim"),
    vendors: ["huawei"],
    styles: [],
    options: [couponBlock, buttonStyle({ when: whenBlock }), tag(1), tag(2)],
    slots: [
      title,
      subtitle,
      list("items", "商品", "Items", { min: 1, max: 3 }, [
        image("image", "图片", "Image", "1:1"),
        text("name", "名称", "Name", LENGTHS.subtitle),
        text("price", "价格", "Price", LENGTHS.price, { required: false }),
        tagText(1),
        tagText(2),
        buttons(1, 1),
      ]),
      ...couponSlots,
      buttons(1, 1),
    ],
    max_parameters: 40,
    max_images: 8,
  },
  {
    layout: "coupon_claim_horizontal",
    category: "commerce",
    words: w("电商领券横版", "Coupon claim, horizontal"),
    vendors: ["huawei"],
    styles: [],
    options: [couponBlock, buttonStyle({ when: whenBlock }), itemTag(1), itemTag(2), itemTag(3)],
    slots: [
      title,
      subtitle,
      list("items", "商品", "Items", { min: 1, max: 3 }, [
        image("image", "图片", "Image", "1:1"),
        text("name", "名称", "Name", LENGTHS.subtitle),
        text("price", "价格", "Price", LENGTHS.price, { required: false }),
        text("tag", "标签", "Tag", LENGTHS.label, {
          required: false,
          when: { option: { name: "tag_", by_item: true, is: [true] } },
        }),
      ]),
      ...couponSlots,
      buttons(1, 1),
    ],
    max_parameters: 20,
    max_images: 8,
  },
];

import { w } from "../ground/locale.ts";
import { COUPON_LAYOUTS } from "./coupons.ts";
import type { Layout } from "./layout.ts";
import {
  buttonColours,
  buttonStyle,
  buttons,
  choice,
  image,
  LENGTHS,
  list,
  text,
  toggle,
  video,
} from "./slots.ts";

const title = text("title", "主标题", "Main title", LENGTHS.title);
const price = text("price", "价格", "Price", LENGTHS.price);
const currency = toggle("currency", "是否显示 ¥", "Show ¥");

/** Commerce layouts 电商 (§7.2.1 step 6): ≤ 8 images in all. */
export const COMMERCE_LAYOUTS: readonly Layout[] = [
  {
    layout: "commerce",
    category: "commerce",
    words: w("电商", "Commerce"),
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    styles: [],
    options: [
      {
        name: "main",
        words: w("主图类型", "Main image type"),
        values: [
          { value: "image", words: w("图片模式", "Image") },
          { value: "video", words: w("视频模式", "Video") },
        ],
      },
      buttonColours(),
      currency,
    ],
    slots: [
      image("image", "主图", "Main image", "16:9", { when: { option: { name: "main", is: ["image"] } } }),
      video("video", "16:9", { when: { option: { name: "main", is: ["video"] } } }),
      title,
      text("body", "文本", "Text", LENGTHS.body, { required: false }),
      price,
      buttons(1, 2),
    ],
    max_parameters: 20,
    max_images: 8,
  },
  {
    layout: "red_packet",
    category: "commerce",
    words: w("红包", "Red packet"),
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "samsung"],
    styles: [],
    options: [buttonStyle()],
    slots: [
      image("oppo_background", "OPPO 背景图", "OPPO background image", "16:9", {
        required: false,
        action: false,
        for_vendor: "oppo",
      }),
      image("image", "图片", "Image", "16:9"),
      text("body", "文本", "Text", LENGTHS.body),
      buttons(1, 1),
    ],
    max_parameters: 20,
    max_images: 8,
  },
  {
    layout: "personal_red_packet",
    category: "commerce",
    words: w("个性化红包", "Personal red packet"),
    vendors: ["huawei"],
    styles: [
      { style: "1", words: w("样式 1", "Style 1") },
      { style: "2", words: w("样式 2", "Style 2") },
    ],
    options: [buttonStyle()],
    slots: [
      image("background", "背景图", "Background image", { 1: "16:9", 2: "3:4" }, { action: false }),
      text("body", "文本", "Text", LENGTHS.body),
      choice("button_picture", "按钮图片", "Button picture", [
        ["open", "开", "Open"],
        ["claim", "领取", "Claim"],
        ["grab", "抢", "Grab"],
      ]),
      { kind: "action", name: "action", words: w("点击事件", "Tap action"), required: true },
    ],
    max_parameters: 20,
    max_images: 8,
  },
  {
    layout: "multi_product",
    category: "commerce",
    words: w("电商（多商品）", "Commerce, multiple products"),
    vendors: ["huawei"],
    styles: [],
    options: [toggle("arrow", "显示 > 图标", "Show >"), currency],
    slots: [
      title,
      text("subtitle", "副标题", "Subtitle", LENGTHS.subtitle),
      list("items", "商品", "Products", { min: 1, max: 3 }, [
        image("image", "商品图片", "Product image", "1:1"),
        text("name", "商品名称", "Product name", LENGTHS.subtitle, { required: false }),
        price,
        buttons(1, 1),
      ]),
    ],
    max_parameters: 20,
    max_images: 8,
  },
  ...COUPON_LAYOUTS,
];

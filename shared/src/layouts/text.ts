import { w } from "../ground/locale.ts";
import type { Layout } from "./layout.ts";
import { buttons, image, LENGTHS, pairs, text } from "./slots.ts";

const title = text("title", "标题", "Title", LENGTHS.title);
const body = text("body", "正文", "Text", LENGTHS.body);
const picture = image("image", "图片", "Image", "16:9", { required: false });

/**
 * Text 文本 and notice 通知 layouts (§7.2.1 step 6). The limits of pairs are the guide's; the button limit of
 * the two rich texts is our choice, because the guide states none.
 */
export const TEXT_LAYOUTS: readonly Layout[] = [
  {
    layout: "notice",
    category: "notice",
    words: w("一般通知类", "Notice"),
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "samsung"],
    styles: [],
    options: [],
    slots: [
      title,
      body,
      pairs({ min: 1, max: 8, by_vendor: { huawei: 8, xiaomi: 4, samsung: 6, oppo: 7, vivo: 7 } }),
      picture,
      buttons(1, 2),
    ],
    max_parameters: 20,
  },
  {
    layout: "notice_enhanced",
    category: "notice",
    words: w("增强通知类", "Notice, enhanced"),
    vendors: ["huawei", "xiaomi", "oppo", "vivo"],
    styles: [],
    options: [],
    slots: [
      title,
      body,
      pairs({ min: 1, max: 8, by_vendor: { huawei: 8, xiaomi: 4, oppo: 6, vivo: 6 } }),
      picture,
      buttons(1, 2),
    ],
    max_parameters: 20,
  },
  {
    layout: "rich_text",
    category: "text",
    words: w("超文本（普通）", "Rich text"),
    vendors: ["huawei"],
    styles: [],
    options: [],
    slots: [text("body", "文本", "Text", LENGTHS.long), buttons(1, 3)],
    max_parameters: 20,
  },
  {
    layout: "rich_text_enhanced",
    category: "text",
    words: w("超文本（增强）", "Rich text, enhanced"),
    vendors: ["huawei"],
    styles: [],
    options: [],
    slots: [
      image("image", "图片", "Image", "3:1", { max_bytes: 100 * 1024, must_ratio: true }),
      text("body", "文本", "Text", LENGTHS.long),
      buttons(1, 3),
    ],
    max_parameters: 20,
  },
];

import { w } from "../ground/locale.ts";
import type { Layout } from "./layout.ts";
import { action, buttonColours, buttons, image, LENGTHS, list, text } from "./slots.ts";

/** Image layouts 图形 (§7.2.1 step 6). */
export const IMAGE_LAYOUTS: readonly Layout[] = [
  {
    layout: "image_text",
    category: "image",
    words: w("图文", "Image and text"),
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"],
    styles: [],
    options: [],
    slots: [
      image("image", "图片", "Image", "16:9"),
      text("title", "标题", "Title", LENGTHS.title),
      text("body", "正文", "Text", LENGTHS.body, { required: false }),
      buttons(1, 1),
    ],
    max_parameters: 20,
  },
  {
    layout: "multi_image_text",
    category: "image",
    words: w("多图文", "Multiple images with text"),
    vendors: ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"],
    styles: [],
    options: [],
    slots: [
      image("image", "主图", "Main image", "16:9"),
      text("title", "主标题", "Main title", LENGTHS.title),
      list("items", "图文组合", "Image and text pairs", { min: 1, max: 3, by_vendor: { huawei: 5 } }, [
        text("subtitle", "副标题", "Subtitle", LENGTHS.subtitle),
        image("image", "图片", "Image", "1:1"),
      ]),
    ],
    max_parameters: 20,
  },
  {
    layout: "long_text",
    category: "image",
    words: w("长文本", "Long text"),
    vendors: ["huawei", "oppo", "samsung"],
    styles: [
      { style: "simple", words: w("简单", "Simple") },
      { style: "normal", words: w("一般", "Normal") },
      { style: "enhanced", words: w("增强", "Enhanced") },
    ],
    options: [],
    slots: [
      image("icon", "标题图标", "Title icon", "1:1", {
        required: false,
        action: false,
        when: { style: ["enhanced"] },
      }),
      text("title", "标题", "Title", LENGTHS.title),
      image("image", "图片", "Image", "16:9"),
      text("body", "长文本", "Text", LENGTHS.long, { when: { style: ["simple"] } }),
      buttons(1, 1, { when: { style: ["simple"] } }),
      {
        ...list("items", "长文本段落", "Paragraphs", { min: 1, max: 4 }, [
          text("body", "长文本", "Text", LENGTHS.long),
          buttons(1, 1),
        ]),
        when: { style: ["normal", "enhanced"] },
      },
    ],
    max_parameters: 20,
  },
  {
    layout: "carousel",
    category: "image",
    words: w("横滑", "Carousel"),
    vendors: ["huawei", "oppo", "meizu", "samsung"],
    styles: [
      { style: "1", words: w("样式 1", "Style 1") },
      { style: "2", words: w("样式 2", "Style 2") },
    ],
    options: [],
    slots: [
      list("items", "横滑卡片", "Slides", { min: 2, max: 10 }, [
        image("image", "图片", "Image", { 1: "16:9", 2: "1:1" }),
        text("title", "主标题", "Main title", LENGTHS.title),
        text("body", "文本", "Text", LENGTHS.line, { required: false }),
        buttons(1, 1),
      ]),
    ],
    max_parameters: 20,
  },
  {
    layout: "image_slideshow",
    category: "image",
    words: w("图片轮播", "Image slideshow"),
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    styles: [
      { style: "16:9", words: w("16：9", "16:9") },
      { style: "1:1", words: w("1：1", "1:1") },
      { style: "48:65", words: w("48：65", "48:65") },
    ],
    options: [buttonColours({ when: { style: ["48:65"] }, only_vendors: ["huawei"] })],
    slots: [
      list("items", "轮播图片", "Carousel images", { min: 1, max: 5 }, [
        image(
          "image",
          "图片",
          "Image",
          { "16:9": "16:9", "1:1": "1:1", "48:65": "48:65" },
          { action: false, must_ratio: true },
        ),
        text("body", "文本", "Text", LENGTHS.line, { required: false }),
        action("action", "点击事件", "Tap action"),
      ]),
      buttons(1, 2, { when: { style: ["48:65"] }, only_vendors: ["huawei"] }),
    ],
    max_parameters: 20,
  },
  {
    layout: "poster",
    category: "image",
    words: w("海报", "Poster"),
    vendors: ["huawei"],
    styles: [],
    options: [],
    slots: [image("image", "海报图片", "Poster image", "3:4", { must_ratio: true })],
    max_parameters: 20,
  },
];

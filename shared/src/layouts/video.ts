import { w } from "../ground/locale.ts";
import type { Layout } from "./layout.ts";
import { buttons, image, LENGTHS, text, toggle, video } from "./slots.ts";

const title = text("title", "主标题", "Main title", LENGTHS.title);
const body = text("body", "文本", "Text", LENGTHS.body, { required: false });
const picture = image("image", "图片", "Image", "16:9");
const dramaStyles = [
  { style: "3:4", words: w("3：4", "3:4") },
  { style: "1:1", words: w("1：1", "1:1") },
];
const dramaRatio = { "3:4": "3:4", "1:1": "1:1" };

/** Video layouts 视频图文 (§7.2.1 step 6): a video is ≤ 7 MB and has a cover image. */
export const VIDEO_LAYOUTS: readonly Layout[] = [
  {
    layout: "video_image_text",
    category: "video",
    words: w("视频图文", "Video, image and text"),
    vendors: ["huawei", "samsung"],
    styles: [],
    options: [],
    slots: [video("video", "16:9"), picture, title, body, buttons(1, 1)],
    max_parameters: 20,
  },
  {
    layout: "image_text_video",
    category: "video",
    words: w("图文视频", "Image, text and video"),
    vendors: ["huawei", "samsung"],
    styles: [],
    options: [],
    slots: [picture, title, body, video("video", "16:9"), buttons(1, 1)],
    max_parameters: 20,
  },
  {
    layout: "video",
    category: "video",
    words: w("视频", "Video"),
    vendors: ["huawei", "oppo", "vivo", "samsung"],
    styles: [],
    options: [],
    slots: [video("video", "16:9"), title, body, buttons(1, 1)],
    max_parameters: 20,
  },
  {
    layout: "drama_image",
    category: "video",
    words: w("短剧图片", "Short drama, image"),
    vendors: ["huawei"],
    styles: dramaStyles,
    options: [toggle("play_icon", "显示播放图标", "Show play icon")],
    slots: [image("image", "图片", "Image", dramaRatio, { must_ratio: true }), title, body, buttons(0, 2)],
    max_parameters: 20,
  },
  {
    layout: "drama_video",
    category: "video",
    words: w("短剧视频", "Short drama, video"),
    vendors: ["huawei"],
    styles: dramaStyles,
    options: [],
    slots: [video("video", dramaRatio, { must_ratio: true }), title, body, buttons(0, 2)],
    max_parameters: 20,
  },
];

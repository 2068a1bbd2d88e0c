import { defineWords } from "../words.ts";

/** Texts of the window in which a picture is cropped. */
export const words = defineWords(
  "crop",
  {
    title: "裁剪图片",
    hint: "拖动方框，或用方向键移动；用滑块改变大小。",
    frame: "保留的部分",
    size: "大小",
    use: "使用这一部分",
    whole: "不裁剪",
    result: "裁剪后：{width} × {height}",
  },
  {
    title: "Crop the picture",
    hint: "Drag the frame, or move it with the arrow keys. The slider changes its size.",
    frame: "The part that is kept",
    size: "Size",
    use: "Use this part",
    whole: "Use all of it",
    result: "Cropped: {width} × {height}",
  },
);

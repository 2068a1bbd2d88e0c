import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the window in which a picture is cropped. */
export const words = {
  title: w("裁剪图片", "Crop picture"),
  hint: w(
    "拖动方框，或用方向键移动；用滑块改变大小。",
    "Drag the frame, or move it with the arrow keys. Use the slider to resize it.",
  ),
  frame: w("保留的部分", "Part to keep"),
  ratio: w("比例", "Ratio"),
  size: w("大小", "Size"),
  use: w("使用这一部分", "Use this part"),
  whole: w("不裁剪", "Don't crop"),
  result: w("裁剪后：{width} × {height}", "Cropped: {width} × {height}"),
};

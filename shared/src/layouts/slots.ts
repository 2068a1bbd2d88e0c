import { w } from "../ground/locale.ts";
import type {
  ActionSlot,
  ButtonsSlot,
  ChoiceSlot,
  Count,
  ImageSlot,
  LayoutOption,
  LeafSlot,
  ListSlot,
  PairsSlot,
  TextSlot,
  VideoSlot,
} from "./layout.ts";

/**
 * Builders for the catalogue. The guide gives no text lengths and few ratios; the lengths in `LENGTHS` are our choice, so
 * that a 360 dp wide phone shows the text in full.
 */

/** Images ≤ 2 MB, videos ≤ 7 MB (§7.2.1, spec TPL-8). */
export const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
export const MAX_VIDEO_BYTES = 7 * 1024 * 1024;

/** Maximum characters; our choice. */
export const LENGTHS = {
  title: 30,
  subtitle: 40,
  body: 300,
  long: 1000,
  line: 40,
  label: 12,
  price: 12,
  button: 12,
};

type Extra<S> = Partial<Pick<S, Extract<keyof S, "when" | "only_vendors" | "for_vendor" | "required">>>;

export function text(
  name: string,
  zh: string,
  en: string,
  max: number,
  extra: Extra<TextSlot> = {},
): TextSlot {
  return {
    kind: "text",
    name,
    words: { zh, en },
    required: true,
    max_length: max,
    multiline: max > LENGTHS.line,
    ...extra,
  };
}

export function image(
  name: string,
  zh: string,
  en: string,
  ratio: ImageSlot["ratio"],
  extra: Extra<ImageSlot> & { max_bytes?: number; action?: boolean; must_ratio?: true } = {},
): ImageSlot {
  const slot = { kind: "image" as const, name, words: { zh, en }, required: true, ratio };
  return { ...slot, max_bytes: MAX_IMAGE_BYTES, action: true, ...extra };
}

export function video(
  name: string,
  ratio: VideoSlot["ratio"],
  extra: Extra<VideoSlot> & { must_ratio?: true } = {},
): VideoSlot {
  const words = w("视频", "Video");
  return {
    kind: "video",
    name,
    words,
    required: true,
    ratio,
    max_bytes: MAX_VIDEO_BYTES,
    cover: true,
    ...extra,
  };
}

export function action(name: string, zh: string, en: string, extra: Extra<ActionSlot> = {}): ActionSlot {
  return { kind: "action", name, words: { zh, en }, required: true, ...extra };
}

export function choice(
  name: string,
  zh: string,
  en: string,
  values: readonly (readonly [value: string, zh: string, en: string])[],
): ChoiceSlot {
  return {
    kind: "choice",
    name,
    words: { zh, en },
    required: true,
    values: values.map(([value, zhValue, enValue]) => ({ value, words: { zh: zhValue, en: enValue } })),
  };
}

/** `min` to `max` buttons; not required when `min` is 0. */
export function buttons(min: number, max: number, extra: Extra<ButtonsSlot> = {}): ButtonsSlot {
  return {
    kind: "buttons",
    name: "buttons",
    words: w("按钮", "Buttons"),
    required: min > 0,
    count: { min, max },
    max_length: LENGTHS.button,
    ...extra,
  };
}

export function pairs(count: Count): PairsSlot {
  return {
    kind: "pairs",
    name: "pairs",
    words: w("成对参数", "Pairs"),
    required: count.min > 0,
    count,
    max_label: LENGTHS.label,
    max_value: LENGTHS.line,
  };
}

export function list(name: string, zh: string, en: string, count: Count, of: LeafSlot[]): ListSlot {
  return { kind: "list", name, words: { zh, en }, required: count.min > 0, count, of };
}

export function toggle(
  name: string,
  zh: string,
  en: string,
  extra: Pick<LayoutOption, "when"> = {},
): LayoutOption {
  return {
    name,
    words: { zh, en },
    values: [
      { value: true, words: w("打开", "On") },
      { value: false, words: w("关闭", "Off") },
    ],
    ...extra,
  };
}

/** The static/dynamic button; only Huawei animates it (§7.2.1). */
export function buttonStyle(extra: Pick<LayoutOption, "when"> = {}): LayoutOption {
  return {
    name: "button_style",
    words: w("按钮样式", "Button style"),
    values: [
      { value: "static", words: w("静态按钮", "Static button") },
      { value: "dynamic", words: w("动态按钮", "Dynamic button"), only_vendors: ["huawei"] },
    ],
    ...extra,
  };
}

/** The colour pairs; only the first, orange and red, is for every vendor (§7.2.1 commerce). */
export function buttonColours(extra: Pick<LayoutOption, "when" | "only_vendors"> = {}): LayoutOption {
  return {
    name: "button_colours",
    words: w("按钮颜色", "Button colours"),
    values: [
      {
        value: "orange_red",
        words: w("橙色与红色", "Orange and red"),
        colours: ["#FF8A00", "#E8352E"],
      },
      ...huaweiColours,
    ],
    ...extra,
  };
}

const huaweiColours: LayoutOption["values"] = [
  {
    value: "blue",
    words: w("蓝色", "Blue"),
    colours: ["#0A59F7", "#0A59F7"],
    only_vendors: ["huawei"],
  },
  {
    value: "green",
    words: w("绿色", "Green"),
    colours: ["#2E9E4F", "#2E9E4F"],
    only_vendors: ["huawei"],
  },
  {
    value: "purple",
    words: w("紫色", "Purple"),
    colours: ["#7A3FF2", "#7A3FF2"],
    only_vendors: ["huawei"],
  },
  {
    value: "black_gold",
    words: w("黑金", "Black and gold"),
    colours: ["#1F1F1F", "#B88A3E"],
    only_vendors: ["huawei"],
  },
];

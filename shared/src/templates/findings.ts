import { fillPlaces, type Words } from "../ground/locale.ts";
import { BASIC_FINDINGS } from "./basic_findings.ts";
import { KOOMESSAGE_FINDINGS } from "./koomessage/findings.ts";

/** An error stops submission; a warning is shown to the author and to the reviewer. */
export type FindingLevel = "error" | "warning";

/**
 * A finding of the check. `path` is its place in the content (`slots.buttons.0.action.target`), so that the editor can
 * mark the field.
 */
export interface Finding {
  readonly path: string;
  readonly code: FindingCode;
  readonly level: FindingLevel;
  readonly words: Words;
}

const FINDINGS = {
  shape: ["error", "内容格式不正确。", "The content format is invalid."],
  layout_unknown: ["error", "版式「{layout}」不存在。", "The layout “{layout}” doesn't exist."],
  vendor_missing: ["error", "请至少选择一个厂商。", "Choose at least one vendor."],
  vendor_unsupported: ["error", "该版式不支持{vendor}。", "This layout doesn't support {vendor}."],
  style_unknown: ["error", "该版式没有样式「{style}」。", "This layout has no style “{style}”."],
  option_unknown: ["error", "该版式没有选项「{option}」。", "This layout has no option “{option}”."],
  option_value: ["error", "选项「{option}」的取值不正确。", "“{option}” has an invalid value."],
  option_not_here: [
    "warning",
    "在当前样式或厂商下，选项「{option}」不起作用。",
    "“{option}” has no effect with the current style or vendors.",
  ],
  vendors_only: [
    "error",
    "「{resource}」仅支持{vendors}，请只选择该厂商或取消此项。",
    "“{resource}” is for {vendors} only. Select no other vendor, or remove “{resource}”.",
  ],
  vendor_needed: [
    "warning",
    "「{resource}」仅用于{vendors}，但未选择该厂商。",
    "“{resource}” is only for {vendors}. Select {vendors} to use it.",
  ],
  slot_unknown: ["error", "该版式没有「{slot}」。", "This layout has no “{slot}”."],
  slot_not_here: [
    "warning",
    "在当前样式或选项下，「{slot}」不会展示。",
    "“{slot}” isn't shown with the current style or options.",
  ],
  required: ["error", "请填写「{slot}」。", "Fill in “{slot}”."],
  too_long: [
    "error",
    "「{slot}」有 {count} 个字，最多 {max} 个。",
    "“{slot}” has {count} characters; the limit is {max}.",
  ],
  too_few: ["error", "「{slot}」至少需要 {min} 个。", "“{slot}” needs more items (at least {min})."],
  too_many: [
    "error",
    "「{slot}」有 {count} 个：{limits}。请减少，或取消选择该厂商。",
    "“{slot}” has {count} items: {limits}. Remove some, or deselect the vendor.",
  ],
  too_many_here: [
    "error",
    "「{slot}」有 {count} 个，最多 {max} 个。",
    "“{slot}” has {count} items; the limit is {max}.",
  ],
  too_many_images: [
    "error",
    "共有 {count} 张图片，最多 {max} 张。",
    "The template has {count} images; the limit is {max}.",
  ],
  character: ["error", "「{slot}」不能含有 {character}。", "“{slot}” can't contain {character}."],
  line_break: ["error", "「{slot}」不能换行。", "“{slot}” can't contain line breaks."],
  choice: ["error", "请为「{slot}」选择一项。", "Choose an option for “{slot}”."],
  image_source: ["error", "图片地址不正确。", "The image URL is invalid."],
  image_format: [
    "error",
    "图片须为 PNG、JPEG、GIF 或 WebP；SVG 等矢量图不能使用。",
    "Images must be PNG, JPEG, GIF or WebP. SVG and other vector images aren't supported.",
  ],
  image_pixels: [
    "error",
    "图片像素过多，最多为 4096 × 4096。",
    "The image has too many pixels. The limit is 4096 × 4096.",
  ],
  image_ratio: [
    "warning",
    "图片比例宜为 {ratio}（现为 {is}），建议裁剪。",
    "The image ratio should be {ratio} (it's {is}). We suggest cropping the image.",
  ],
  image_ratio_must: [
    "error",
    "图片比例必须为 {ratio}（现为 {is}），请裁剪。",
    "The image ratio must be {ratio} (it's {is}). Crop the image.",
  ],
  video_ratio: [
    "warning",
    "视频比例宜为 {ratio}（现为 {is}），播放时四周会留边。",
    "The video ratio should be {ratio} (it's {is}). Otherwise, the video plays with bars around it.",
  ],
  image_alt: ["warning", "请为图片填写文字说明。", "Add a text description for the image."],
  media_bytes: ["error", "文件过大，最大为 {max} KB。", "The file is too large. The limit is {max} KB."],
  audio_source: ["error", "音频地址不正确。", "The audio URL is invalid."],
  video_source: ["error", "视频地址不正确。", "The video URL is invalid."],
  media_foreign: [
    "error",
    "图片和视频须来自素材库，不能使用其他地址。",
    "Pictures and videos must come from the library, not from other URLs.",
  ],
  action_oppo: [
    "error",
    "选择 OPPO 时只能使用「打开快应用」「打开APP」「打开浏览器」。",
    "With OPPO selected, only “Open quick app”, “Open app” and “Open browser” are allowed.",
  ],
  action_field: ["error", "「{field}」不适用于此触发事件。", "“{field}” doesn't apply to this action."],
  url: [
    "error",
    "网址不正确，须以 http:// 或 https:// 开头。",
    "The URL is invalid. It must start with http:// or https://.",
  ],
  url_host: ["error", "网址的域名部分不能使用参数。", "The domain of a URL can't contain parameters."],
  url_private: [
    "error",
    "该地址在内网，手机打不开，请改用公网域名。",
    "This address is on a private network, so phones can't open it. Use a public domain.",
  ],
  url_number: [
    "warning",
    "链接使用了 IP 地址，厂商和运营商常会拦截，请改用域名。",
    "This link uses an IP address, which vendors and carriers often block. Use a domain.",
  ],
  url_plain: ["warning", "建议使用 https 网址。", "We recommend an https URL."],
  deep_link: ["error", "应用链接不正确。", "The app link is invalid."],
  phone: ["error", "电话号码不正确。", "The phone number is invalid."],
  email: ["error", "邮件地址不正确。", "The email address is invalid."],
  time: [
    "error",
    "时间格式不正确，应如 2026-12-01T09:00+08:00。",
    "The time is invalid. Example: 2026-12-01T09:00+08:00.",
  ],
  time_order: ["error", "结束时间应晚于开始时间。", "The end time must be after the start time."],
  longitude: ["error", "经度应在 -180 到 180 之间。", "The longitude must be between -180 and 180."],
  latitude: ["error", "纬度应在 -90 到 90 之间。", "The latitude must be between -90 and 90."],
  parameter_name: [
    "error",
    "参数「{name}」的名称不正确：须以字母或下划线开头，只含字母、数字、下划线，最多 32 个字符。",
    "“{name}” isn't a valid parameter name. Start with a letter or underscore, and use only letters, digits and underscores, up to 32 characters.",
  ],
  parameter_open: ["error", "参数不完整，应为 {shape}。", "A parameter is incomplete. It should be {shape}."],
  parameter_example: [
    "error",
    "请为参数「{name}」填写示例。",
    "Enter an example for the parameter “{name}”.",
  ],
  parameter_twice: ["error", "参数「{name}」重复。", "The parameter “{name}” is duplicated."],
  parameter_unused: ["warning", "未使用参数「{name}」。", "The parameter “{name}” isn't used."],
  parameter_place: ["error", "此处不能使用参数。", "Parameters can't be used here."],
  too_many_parameters: [
    "error",
    "共有 {count} 个参数，最多 {max} 个。",
    "The template has {count} parameters; the limit is {max}.",
  ],
  opt_out: [
    "warning",
    "营销类信息须提供退订方式：随卡片发送的短信文本应包含「拒收请回复R」。",
    "Marketing messages need a way to opt out: the SMS sent with this card must contain “拒收请回复R”.",
  ],
  trial_words: [
    "warning",
    "商用模板中出现「{word}」，厂商审核可能不通过。请删除该词，或将用途改为试商用。",
    "Commercial templates with “{word}” may fail vendor review. Delete the word, or change the usage to “Trial”.",
  ],
  claim_forbidden: [
    "error",
    "「{word}」涉及{why}（{source}），请删除。",
    "Delete “{word}”: {why} ({source}).",
  ],
  claim: [
    "warning",
    "「{word}」可能属于{why}（{source}）。请改写，或确认内容可证实，且并非用于描述商品。",
    "Possible problem with “{word}”: {why} ({source}). Reword it, or make sure it can be proven and doesn't describe a product.",
  ],
  word_banned: [
    "error",
    "不能使用「{word}」：{why}。请删除或改写。",
    "“{word}” can't be used: {why}. Delete or reword it.",
  ],
  sms_long: [
    "warning",
    "短信内容有 {count} 字，用户将按 {segments} 条付费；70 字以内为一条。",
    "The SMS has {count} characters and is charged to the customer as {segments} messages. Up to 70 characters count as one.",
  ],
  sms_signatures: [
    "warning",
    "选择 vivo 时请选择送审的短信签名（最多 3 个）；不选则送审全部已通过的签名。",
    "For vivo, choose the SMS signatures to submit for review (up to 3). If none are selected, all approved ones are submitted.",
  ],
  ...KOOMESSAGE_FINDINGS,
  ...BASIC_FINDINGS,
} as const satisfies Record<string, readonly [FindingLevel, string, string]>;

export type FindingCode = keyof typeof FINDINGS;

/** All codes of findings. */
export const FINDING_CODES = Object.keys(FINDINGS) as FindingCode[];

/** A value in a finding's text, in both languages. */
export type FindingValue = string | number | Words;

/** Creates a finding with its text filled in. Values that are `Words` are filled in by language. */
export function finding(path: string, code: FindingCode, values: Record<string, FindingValue> = {}): Finding {
  const [level, zh, en] = FINDINGS[code];
  return {
    path,
    code,
    level,
    words: { zh: fill(zh, values, "zh"), en: fill(en, values, "en") },
  };
}

function fill(text: string, values: Record<string, FindingValue>, language: "zh" | "en"): string {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? value[language] : value,
  ]);
  return fillPlaces(text, Object.fromEntries(entries));
}

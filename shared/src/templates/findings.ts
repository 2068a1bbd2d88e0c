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
  shape: ["error", "内容格式不正确。", "The content does not have the expected shape."],
  layout_unknown: ["error", "不存在的版式「{layout}」。", "There is no layout “{layout}”."],
  vendor_missing: ["error", "请至少选择一个厂商。", "Choose at least one vendor."],
  vendor_unsupported: ["error", "该版式不支持{vendor}。", "This layout does not support {vendor}."],
  style_unknown: ["error", "该版式没有样式「{style}」。", "This layout has no style “{style}”."],
  option_unknown: ["error", "该版式没有选项「{option}」。", "This layout has no option “{option}”."],
  option_value: ["error", "选项「{option}」的取值不正确。", "“{option}” does not have this value."],
  option_not_here: [
    "warning",
    "当前样式或厂商下选项「{option}」不起作用。",
    "“{option}” has no effect with this style or these vendors.",
  ],
  vendors_only: [
    "error",
    "「{resource}」仅支持{vendors}，请只选择该厂商或取消此项。",
    "“{resource}” is for {vendors} only: choose no other vendor, or leave it out.",
  ],
  vendor_needed: [
    "warning",
    "「{resource}」仅用于{vendors}，但未选择该厂商。",
    "“{resource}” is for {vendors}, which is not among the vendors.",
  ],
  slot_unknown: ["error", "该版式没有「{slot}」。", "This layout has no “{slot}”."],
  slot_not_here: ["warning", "当前样式或选项下「{slot}」不会展示。", "“{slot}” is not shown in this style."],
  required: ["error", "请填写「{slot}」。", "“{slot}” is needed."],
  too_long: [
    "error",
    "「{slot}」有 {count} 个字，最多 {max} 个。",
    "“{slot}” has {count} characters; at most {max} fit.",
  ],
  too_few: ["error", "「{slot}」至少需要 {min} 个。", "“{slot}” needs at least {min}."],
  too_many: [
    "error",
    "「{slot}」有 {count} 个：{limits}。请减少，或取消该厂商。",
    "“{slot}” has {count}: {limits}. Take some away, or leave the vendor out.",
  ],
  too_many_here: [
    "error",
    "「{slot}」有 {count} 个，最多 {max} 个。",
    "“{slot}” has {count}; at most {max} fit.",
  ],
  too_many_images: [
    "error",
    "共有 {count} 张图片，最多 {max} 张。",
    "There are {count} images; at most {max} fit.",
  ],
  character: ["error", "「{slot}」不能含有 {character}。", "“{slot}” may not contain {character}."],
  line_break: ["error", "「{slot}」不能换行。", "“{slot}” may not have line breaks."],
  choice: ["error", "请为「{slot}」选择一项。", "Choose one for “{slot}”."],
  image_source: ["error", "图片地址不正确。", "This is not an image address."],
  image_format: [
    "error",
    "图片须为 PNG、JPEG、GIF 或 WebP；SVG 等矢量图不能使用。",
    "A picture is a PNG, JPEG, GIF or WebP; SVG and other drawings are not taken.",
  ],
  image_pixels: [
    "error",
    "图片像素过多：最多 4096 × 4096。",
    "The picture has too many pixels: at most 4096 × 4096.",
  ],
  image_ratio: [
    "warning",
    "图片比例宜为 {ratio}（现为 {is}），建议裁剪。",
    "The image should be {ratio} (it is {is}); crop it.",
  ],
  image_ratio_must: [
    "error",
    "图片比例必须为 {ratio}（现为 {is}），请裁剪。",
    "The image has to be {ratio} (it is {is}): crop it.",
  ],
  video_ratio: [
    "warning",
    "视频比例宜为 {ratio}（现为 {is}），播放时四周会留边。",
    "The video should be {ratio} (it is {is}); there will be bars around it.",
  ],
  image_alt: ["warning", "请为图片填写文字说明。", "Describe the image in words."],
  media_bytes: ["error", "文件过大：最多 {max} KB。", "The file is too large: at most {max} KB."],
  audio_source: ["error", "音频地址不正确。", "This is not an audio address."],
  video_source: ["error", "视频地址不正确。", "This is not a video address."],
  media_foreign: [
    "error",
    "图片和视频须来自素材库，不能使用其他地址。",
    "Pictures and videos come from the library, not from another address.",
  ],
  action_oppo: [
    "error",
    "选择 OPPO 时只能使用打开快应用、打开APP、打开浏览器。",
    "With OPPO among the vendors only open quick app, open app and open browser are allowed.",
  ],
  action_field: ["error", "「{field}」不属于此触发事件。", "“{field}” does not belong to this action."],
  url: [
    "error",
    "网址不正确，须以 http:// 或 https:// 开头。",
    "This is not a web address: it begins with http:// or https://.",
  ],
  url_host: ["error", "网址的域名部分不能使用参数。", "The host of an address may not be a parameter."],
  url_private: [
    "error",
    "该地址在内网，手机打不开，请改用公网域名。",
    "This is an address of a private network that no phone reaches: use a public name.",
  ],
  url_number: [
    "warning",
    "链接使用了 IP 地址，厂商和运营商常会拦截，请改用域名。",
    "This link has a number in place of a name, which vendors and carriers often block: use a domain.",
  ],
  url_plain: ["warning", "建议使用 https 网址。", "Better an https address."],
  deep_link: ["error", "应用链接不正确。", "This is not an app link."],
  phone: ["error", "电话号码不正确。", "This is not a phone number."],
  email: ["error", "邮件地址不正确。", "This is not a mail address."],
  time: [
    "error",
    "时间不正确，例如 2026-12-01T09:00+08:00。",
    "This is not a time, such as 2026-12-01T09:00+08:00.",
  ],
  time_order: ["error", "结束时间应晚于开始时间。", "The end has to be after the beginning."],
  longitude: ["error", "经度应在 -180 到 180 之间。", "A longitude lies between -180 and 180."],
  latitude: ["error", "纬度应在 -90 到 90 之间。", "A latitude lies between -90 and 90."],
  parameter_name: [
    "error",
    "参数「{name}」的名称不正确：以字母或下划线开头，仅含字母、数字、下划线，最多 32 个字。",
    "“{name}” is no parameter name: begin with a letter; letters, digits and underscores, at most 32.",
  ],
  parameter_open: ["error", "参数没有写完整，应为 {shape}。", "A parameter is not closed: write {shape}."],
  parameter_example: ["error", "请为参数「{name}」填写示例。", "Give an example for the parameter “{name}”."],
  parameter_twice: ["error", "参数「{name}」重复。", "The parameter “{name}” is there twice."],
  parameter_unused: ["warning", "参数「{name}」没有被使用。", "The parameter “{name}” is not used."],
  parameter_place: ["error", "此处不能使用参数。", "There can be no parameter here."],
  too_many_parameters: [
    "error",
    "有 {count} 个参数，最多 {max} 个。",
    "There are {count} parameters; at most {max} are allowed.",
  ],
  opt_out: [
    "warning",
    "营销类信息须提供退订方式：随卡片发送的短信文本应包含「拒收请回复R」。",
    "Marketing needs a way to opt out: the SMS text sent with this card has to say “拒收请回复R”.",
  ],
  trial_words: [
    "warning",
    "商用模板中出现「{word}」，厂商审核可能不通过：请删除，或将用途改为试商用。",
    "A commercial template says “{word}”; vendors may reject it. Take it out, or change the usage to trial.",
  ],
  claim_forbidden: [
    "error",
    "「{word}」是{why}（{source}），请删除。",
    "“{word}” is {why} ({source}): take it out.",
  ],
  claim: [
    "warning",
    "「{word}」可能属于{why}（{source}）：请改写，或确认可以证实且并非描述商品。",
    "“{word}” may be {why} ({source}): write it otherwise, or be sure that it is proved or not about what is sold.",
  ],
  word_banned: [
    "error",
    "不能使用「{word}」：{why}。请删除或改写。",
    "“{word}” may not be used: {why}. Take it out, or write it otherwise.",
  ],
  sms_long: [
    "warning",
    "短信内容有 {count} 字，用户将按 {segments} 条付费；70 字以内为一条。",
    "The SMS has {count} characters, so the customer pays for {segments}; up to 70 are one.",
  ],
  sms_signatures: [
    "warning",
    "选择 vivo 时请选择送审的短信签名（最多 3 个）；不选则送审全部已通过的签名。",
    "vivo reviews a template with its SMS signatures: choose up to 3. With none chosen, all that are approved go along.",
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

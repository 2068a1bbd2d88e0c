/** What KooMessage cannot take of a template, and what to do about it. Part of `templates/findings.ts`. */
export const KOOMESSAGE_FINDINGS = {
  km_characters: [
    "error",
    "KooMessage 不接受 <、>、& 和连续空格，请删除。",
    "KooMessage doesn't accept <, >, & or consecutive spaces. Delete them.",
  ],
  km_opt_out: [
    "error",
    "KooMessage 要求模板内容含有「拒收请回复R」，请加在正文中。",
    "KooMessage requires “拒收请回复R” in the template's content: add it to a text.",
  ],
  km_vendor: [
    "error",
    "此版式在 KooMessage 上不支持{vendor}，请取消选择该厂商，或换一种样式。",
    "KooMessage doesn't support this layout for {vendor}. Deselect the vendor or choose another style.",
  ],
  km_option: [
    "error",
    "KooMessage 不支持「{option}」的当前取值，请改为：{allowed}。",
    "KooMessage doesn't support this value of “{option}”. Use one of these: {allowed}.",
  ],
  km_action: [
    "error",
    "{vendor}在 KooMessage 上不支持触发事件「{action}」，请换一种。",
    "KooMessage doesn't support the action “{action}” for {vendor}. Choose another.",
  ],
  km_action_field: [
    "error",
    "KooMessage 的「{action}」必须填写「{field}」。",
    "KooMessage requires “{field}” for “{action}”.",
  ],
  km_action_extra: [
    "error",
    "KooMessage 的「{action}」没有「{field}」，请清空。",
    "With KooMessage, “{action}” has no “{field}”. Clear the field.",
  ],
  km_too_long: [
    "error",
    "「{field}」有 {count} 个字，KooMessage 最多 {max} 个。",
    "“{field}” has {count} characters; KooMessage allows up to {max}.",
  ],
  km_https: [
    "error",
    "KooMessage 的「打开链接」和备用网址须以 https:// 开头；http 网址请用「打开浏览器」。",
    "With KooMessage, “Open link” and fallback URLs must start with https://. For http URLs, use “Open browser”.",
  ],
  km_samsung_fallback: [
    "error",
    "仅选择三星时，KooMessage 的「打开APP」须填写 https 备用网址。",
    "With only Samsung selected, KooMessage needs an https fallback URL for “Open app”.",
  ],
  km_tap: [
    "error",
    "KooMessage 的图片必须有点击事件，请为此图片设置。",
    "KooMessage requires a tap action on every image. Set one for this image.",
  ],
  km_tap_of_button: [
    "error",
    "在 KooMessage 中，横滑图片与按钮共用点击事件，请清空图片的点击事件，或将两者改为一致。",
    "With KooMessage, a slide's image and button share one action. Clear the image's action, or make the two match.",
  ],
  km_image_format: [
    "error",
    "KooMessage 的图片须为 PNG 或 JPEG。",
    "KooMessage pictures must be PNG or JPEG.",
  ],
  km_video_format: ["error", "KooMessage 的视频须为 MP4。", "KooMessage videos must be MP4."],
  km_bytes: [
    "error",
    "文件过大，KooMessage 最大支持 {max} KB。",
    "The file is too large. KooMessage allows up to {max} KB.",
  ],
  km_pixels: [
    "error",
    "选择 vivo 时，KooMessage 要求此图片至少为 {width} × {height} 像素。",
    "With vivo selected, KooMessage needs at least {width} × {height} pixels for this image.",
  ],
  km_no_signature: [
    "error",
    "选择 vivo 时，KooMessage 需要已通过审核的短信签名。请先让一个签名通过审核，或取消选择 vivo。",
    "With vivo selected, KooMessage needs an approved SMS signature. Get one approved, or deselect vivo.",
  ],
  km_many_signatures: [
    "error",
    "选择 vivo 时，KooMessage 最多接受 3 个短信签名，企业现有 {count} 个。请停用多余的签名，或取消选择 vivo。",
    "With vivo selected, KooMessage accepts up to 3 SMS signatures, but your enterprise has {count}. Disable the extra ones, or deselect vivo.",
  ],
  km_long_signature: [
    "error",
    "短信签名「{name}」超过 20 个字，KooMessage 不接受。请改用较短的签名，或取消选择 vivo。",
    "The SMS signature “{name}” exceeds KooMessage's limit of 20 characters. Use a shorter one, or deselect vivo.",
  ],
  km_trial_title: [
    "error",
    "试商用模板的标题须含「测试」，否则 KooMessage 不通过。",
    "KooMessage requires the word 测试 in the title of a trial template.",
  ],
  km_trial_words: [
    "error",
    "商用模板的任何文字中均不能出现「{word}」，否则无法通过 KooMessage 审核。",
    "KooMessage rejects commercial templates with “{word}” anywhere in their text.",
  ],
} as const satisfies Record<string, readonly ["error", string, string]>;

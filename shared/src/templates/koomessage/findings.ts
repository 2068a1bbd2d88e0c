/** What KooMessage cannot take of a template, and what to do about it. Part of `templates/findings.ts`. */
export const KOOMESSAGE_FINDINGS = {
  km_characters: [
    "error",
    "KooMessage 不接受 <、>、& 和连续空格，请删除。",
    "KooMessage takes no <, > or & and no two spaces in a row: remove them.",
  ],
  km_opt_out: [
    "error",
    "KooMessage 要求模板内容含有「拒收请回复R」，请加在正文中。",
    "KooMessage wants “拒收请回复R” in the content of a template: add it to a text.",
  ],
  km_vendor: [
    "error",
    "KooMessage 的此版式不支持{vendor}，请取消该厂商或换一种样式。",
    "KooMessage does not offer this layout for {vendor}: leave the vendor out, or choose another style.",
  ],
  km_option: [
    "error",
    "KooMessage 无法表示「{option}」的此取值，请改为：{allowed}。",
    "KooMessage has no such value of “{option}”; choose: {allowed}.",
  ],
  km_action: [
    "error",
    "{vendor}在 KooMessage 上不支持触发事件「{action}」，请换一种。",
    "With KooMessage {vendor} does not offer the action “{action}”: choose another.",
  ],
  km_action_field: [
    "error",
    "KooMessage 的「{action}」必须填写「{field}」。",
    "With KooMessage “{action}” needs “{field}”.",
  ],
  km_action_extra: [
    "error",
    "KooMessage 的「{action}」没有「{field}」，请清空。",
    "With KooMessage “{action}” has no “{field}”: empty it.",
  ],
  km_too_long: [
    "error",
    "「{field}」有 {count} 个字，KooMessage 最多 {max} 个。",
    "“{field}” has {count} characters; KooMessage takes at most {max}.",
  ],
  km_https: [
    "error",
    "KooMessage 的「打开链接」和备用网址须以 https:// 开头；http 网址请用「打开浏览器」。",
    "With KooMessage “Open link” and a fallback begin with https://; for an http address choose “Open browser”.",
  ],
  km_samsung_fallback: [
    "error",
    "仅选三星时，KooMessage 的「打开APP」须填写 https 备用网址。",
    "For Samsung alone KooMessage wants an https fallback with “Open app”.",
  ],
  km_tap: [
    "error",
    "KooMessage 的图片必须有点击事件，请为此图片设置。",
    "With KooMessage every picture leads somewhere: give this one an action.",
  ],
  km_tap_of_button: [
    "error",
    "KooMessage 的横滑图片与按钮的点击事件相同，请清空图片的点击事件或改为一致。",
    "With KooMessage a slide's picture does what its button does: empty its action, or make it the same.",
  ],
  km_image_format: [
    "error",
    "KooMessage 的图片须为 PNG 或 JPEG。",
    "With KooMessage a picture is a PNG or JPEG.",
  ],
  km_video_format: ["error", "KooMessage 的视频须为 MP4。", "With KooMessage a video is an MP4."],
  km_bytes: [
    "error",
    "文件过大：KooMessage 最多 {max} KB。",
    "The file is too large: KooMessage takes at most {max} KB.",
  ],
  km_pixels: [
    "error",
    "选择 vivo 时，KooMessage 的此图片至少为 {width} × {height} 像素。",
    "With vivo among the vendors KooMessage wants at least {width} × {height} pixels here.",
  ],
  km_no_signature: [
    "error",
    "选择 vivo 时，KooMessage 需要已通过审核的短信签名：请先通过一个签名，或取消 vivo。",
    "With vivo among the vendors KooMessage needs an approved SMS signature: have one approved, or leave vivo out.",
  ],
  km_many_signatures: [
    "error",
    "选择 vivo 时，KooMessage 最多接受 3 个短信签名，企业现有 {count} 个：请停用多余的签名，或取消 vivo。",
    "With vivo among the vendors KooMessage takes 3 SMS signatures; there are {count}. Stop using some, or leave vivo out.",
  ],
  km_long_signature: [
    "error",
    "短信签名「{name}」超过 20 个字，KooMessage 不接受：请改用较短的签名，或取消 vivo。",
    "The SMS signature “{name}” is longer than the 20 characters of KooMessage: use a shorter one, or leave vivo out.",
  ],
  km_trial_title: [
    "error",
    "试商用模板的标题须含「测试」，否则 KooMessage 不通过。",
    "KooMessage wants the word 测试 in the title of a trial template.",
  ],
  km_trial_words: [
    "error",
    "商用模板的任何文字都不能出现「{word}」，否则 KooMessage 不通过。",
    "KooMessage does not take a commercial template in which any text says “{word}”.",
  ],
} as const satisfies Record<string, readonly ["error", string, string]>;

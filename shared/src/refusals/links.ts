import type { Refusal } from "./refusal.ts";

/** Refusals of short-link domains and custom jump links. */
export const LINK_REFUSALS = {
  domain_name_invalid: {
    status: 422,
    zh: "「{name}」不是有效的域名。",
    en: "“{name}” isn't a valid domain name.",
    hint_zh:
      "只填域名本身，不带 http:// 和路径，也不能是 IP 地址。域名由字母、数字和连字符组成，各段以点号分隔，每段最多 63 个字符，开头和结尾不能是连字符。中文域名请写成 Punycode。",
    hint_en:
      "Enter only the domain, without http:// or a path. IP addresses aren't allowed. Use letters, digits and hyphens in parts of at most 63 characters, separated by dots. No part can start or end with a hyphen. Write Chinese domains in Punycode.",
    at: ["names", "name"],
  },
  domain_taken: {
    status: 409,
    zh: "域名「{name}」已存在。",
    en: "The domain “{name}” already exists.",
    hint_zh: "请在域名列表中查找，或换一个域名。",
    hint_en: "Look for it in the domain list, or choose another domain.",
    at: ["names", "name"],
  },
  domain_not_approved: {
    status: 409,
    zh: "短链域名尚未审核通过。",
    en: "The short-link domain isn't approved yet.",
    hint_zh: "请选择已审核通过的域名，或使用默认域名。",
    hint_en: "Choose an approved domain, or use the default one.",
  },
  domain_disabled: {
    status: 409,
    zh: "域名「{name}」已禁用。",
    en: "The domain “{name}” is disabled.",
    hint_zh: "请先启用该域名，或选择其他域名。",
    hint_en: "Enable the domain first, or choose another domain.",
  },
  domain_is_default: {
    status: 409,
    zh: "「{name}」是默认域名，不能禁用。",
    en: "“{name}” is the default domain, so you can't disable it.",
    hint_zh: "请先将其他域名设为默认。",
    hint_en: "Make another domain the default first.",
  },
  file_invalid: {
    status: 422,
    zh: "文件须为已上传并保存的 {kind}，且不超过 {max}。",
    en: "The {kind} must already be uploaded and saved, and can't be larger than {max}.",
    hint_zh:
      "请重新上传文件（通过接口：先上传到 incoming，再调用 keep-file）。图片不超过 1 亿像素，素材库图片不超过 4096 × 4096。",
    hint_en:
      "Upload the file again (over the API: upload to incoming, then call keep-file). Pictures can have at most 100 million pixels, and library pictures can be at most 4096 × 4096.",
  },
  picture_not_fetched: {
    status: 409,
    zh: "未能获取图片：{why}。",
    en: "Couldn't fetch the picture: {why}.",
    hint_zh: "请确认网址直接指向图片，或把图片下载后从本地上传。",
    hint_en: "Make sure the URL points directly to the picture, or download the picture and upload it.",
  },
  jump_links_count: {
    status: 422,
    zh: "链接数量为 {count} 个，应为 1 到 {max} 个。",
    en: "You entered {count} {count:link|links}. Enter 1–{max}.",
    hint_zh: "手动输入最多 10 个，文件最多 1 万个；链接更多时请分多个任务提交。",
    hint_en: "You can type at most 10 links or put up to 10,000 in a file. For more, use several tasks.",
    at: ["urls"],
  },
  jump_url_invalid: {
    status: 422,
    zh: "「{url}」不能作为跳转链接：{why}。",
    en: "“{url}” can't be used as a target link: {why}.",
    hint_zh: "请填写公网可访问的 http 或 https 链接，不超过 256 个字符。",
    hint_en: "Enter a public http or https URL of at most 256 characters.",
    at: ["urls", "jump_url"],
  },
  jump_not_approved: {
    status: 409,
    zh: "跳转链接「{url}」尚未审核通过。",
    en: "The target link “{url}” isn't approved yet.",
    hint_zh: "请先在「自定义跳转链接」中提交审核。",
    hint_en: "Submit it for review under Target links first.",
  },
} as const satisfies Record<string, Refusal>;

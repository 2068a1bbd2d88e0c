import type { Refusal } from "./refusal.ts";

/** Refusals of resolve tasks and short links. */
export const RESOLVE_REFUSALS = {
  signatures_invalid: {
    status: 422,
    zh: "请填写 1 到 {max} 个互不相同的短消息签名，每个 1 到 18 个字，不含中括号。",
    en: "Enter 1–{max} different signatures of 1–18 characters each, without brackets.",
    hint_zh: "请检查签名。",
    hint_en: "Check the signatures.",
  },
  max_resolutions_invalid: {
    status: 422,
    zh: "最大解析条数应为 {min} 到 {max}。",
    en: "The maximum number of resolutions must be {min}–{max}.",
    hint_zh: "请修改最大解析条数。个性化短链只能解析一次。",
    hint_en: "Change the maximum number of resolutions. A personal link can be resolved only once.",
  },
  no_days_left: {
    status: 422,
    zh: "有效期已达上限 {max} 天，不能再增加天数。",
    en: "The link validity is already at its limit of {max} days, so you can't add more days.",
    hint_zh: "如需更长的有效期，请新建任务。",
    hint_en: "If links must stay valid longer, create a new task.",
  },
  too_many_days: {
    status: 422,
    zh: "最多还可增加 {left} 天，此类短链的有效期合计不超过 {max} 天。",
    en: "You can add at most {left} more {left:day|days}. Links of this kind are limited to {max} days in total.",
    hint_zh: "请减少要增加的天数。",
    hint_en: "Add fewer days.",
  },
  too_many_resolutions: {
    status: 422,
    zh: "最多还可增加 {left} 次解析，群发短链合计不超过 {max} 次。",
    en: "You can add at most {left} more {left:resolution|resolutions}. A group link can have at most {max} in total.",
    hint_zh: "请减少要增加的次数。",
    hint_en: "Add fewer resolutions.",
  },
  group_only: {
    status: 422,
    zh: "此项仅适用于群发短链：{field}。",
    en: "This applies only to group links: {field}.",
    hint_zh: "请改用群发短链，或去掉此项。",
    hint_en: "Use a group link, or remove this setting.",
  },
  links_missing: {
    status: 422,
    zh: "尚未指定短链的收件人。",
    en: "There are no recipients to make links for.",
    hint_zh: "请输入客户标识，或选择号码文件。",
    hint_en: "Enter customer IDs, or choose a number file.",
  },
  too_many_links: {
    status: 422,
    zh: "短链数量过多：{count} 条，最多 {max} 条。",
    en: "Too many links ({count}). The limit is {max}.",
    hint_zh: "请改用号码文件，或分多次操作。",
    hint_en: "Use a number file, or generate the links in several steps.",
  },
  parameter_missing: {
    status: 422,
    zh: "群发短链缺少模板参数的值：{names}。",
    en: "A group link needs values for these parameters: {names}.",
    hint_zh: "群发短链的参数值对所有人相同，请全部填写；在命令中写成 name=李先生; code=6-2。",
    hint_en:
      "Group link values are the same for everyone. Fill in all of them. In a command, write name=Li; code=6-2.",
  },
  parameter_unknown: {
    status: 422,
    zh: "模板没有这些参数：{names}。",
    en: "The template doesn't have these parameters: {names}.",
    hint_zh: "请核对参数名（区分大小写）。",
    hint_en: "Check the parameter names. They're case-sensitive.",
  },
  correction_without_link: {
    status: 422,
    zh: "该任务没有序号为 {ordinals} 的失败短链，未作任何更正。",
    en: "This task has no failed link numbered {ordinals}. Nothing was corrected.",
    hint_zh: "请按「未能生成」中列出的序号更正。",
    hint_en: "Use the numbers listed under “Couldn't be generated”.",
  },
  custom_codes_not_allowed: {
    status: 409,
    zh: "域名「{name}」不支持自定义短码。",
    en: "The domain “{name}” doesn't support custom short codes.",
    hint_zh: "请选择支持自定义短码的域名，或去掉短码。",
    hint_en: "Choose a domain that supports them, or leave out the code.",
  },
  custom_code_invalid: {
    status: 422,
    zh: "自定义短码「{code}」应为 3 到 10 位字母或数字，且不能是 8 位。",
    en: "The custom short code “{code}” must be 3–10 letters or digits, but not exactly 8.",
    hint_zh: "8 位短码由系统生成，请改用其他长度。",
    hint_en: "The system generates 8-character codes. Choose another length.",
  },
  personal_code_short: {
    status: 422,
    zh: "个性化短链的自定义短码「{code}」过短，应为 9 或 10 位。",
    en: "The custom short code “{code}” is too short for a personal link. Use 9 or 10 characters.",
    hint_zh: "过短的短码容易被逐个试出，而个性化短链只属于一位客户。也可以去掉短码，由系统生成。",
    hint_en:
      "Short codes can be guessed, and a personal link belongs to only one customer. You can also leave out the code to have one generated.",
  },
  custom_code_taken: {
    status: 409,
    zh: "短码「{name}」在该域名下已被使用。",
    en: "The short code “{name}” is already taken on this domain.",
    hint_zh: "请换一个短码。",
    hint_en: "Choose another short code.",
  },
} as const satisfies Record<string, Refusal>;

import type { Refusal } from "./refusal.ts";

/** Refusals of resolve tasks and short links. */
export const RESOLVE_REFUSALS = {
  signatures_invalid: {
    status: 422,
    zh: "短消息签名应为 1 到 {max} 个、互不相同、每个 1 到 18 个字，且不含中括号。",
    en: "A resolve task names 1 to {max} different signatures of 1 to 18 characters, without brackets.",
    hint_zh: "请检查签名。",
    hint_en: "Check the signatures.",
  },
  max_resolutions_invalid: {
    status: 422,
    zh: "最大解析条数应为 {min} 到 {max}。",
    en: "A link of this kind is resolved {min} to {max} times.",
    hint_zh: "请修改最大解析条数；个性化短链只解析一次。",
    hint_en: "Change the number; a personal link is resolved once.",
  },
  group_only: {
    status: 422,
    zh: "只有群发短链才有此项：{field}。",
    en: "Only a group link has this: {field}.",
    hint_zh: "请改用群发短链，或去掉此项。",
    hint_en: "Use a group link, or leave it out.",
  },
  links_missing: {
    status: 422,
    zh: "没有要生成短链的对象。",
    en: "There is nobody to make links for.",
    hint_zh: "请输入客户标识，或选择号码文件。",
    hint_en: "Type customer flags, or choose a number file.",
  },
  too_many_links: {
    status: 422,
    zh: "条数过多：{count} 条，最多 {max} 条。",
    en: "Too many links: {count}, at most {max}.",
    hint_zh: "请改用号码文件，或分多次操作。",
    hint_en: "Use a number file, or do it in several steps.",
  },
  parameter_missing: {
    status: 422,
    zh: "群发短链缺少模板参数的值：{names}。",
    en: "A group link needs values for these parameters: {names}.",
    hint_zh: "群发短链的参数值对所有人相同，请全部填写；命令中写成 name=李先生; code=6-2。",
    hint_en: "They are the same for everybody; fill in all of them, in a command as name=Li; code=6-2.",
  },
  custom_codes_not_allowed: {
    status: 409,
    zh: "域名「{name}」不支持自定义短码。",
    en: "The domain “{name}” takes no custom short codes.",
    hint_zh: "请选择支持自定义短码的域名，或去掉短码。",
    hint_en: "Choose another domain, or leave the code out.",
  },
  custom_code_invalid: {
    status: 422,
    zh: "自定义短码「{code}」应为 3 到 10 位字母或数字，且不能是 8 位。",
    en: "The custom short code “{code}” has to be 3 to 10 letters and digits, but not 8.",
    hint_zh: "8 位短码由系统生成，请改用其他长度。",
    hint_en: "Codes of 8 are made by the system; choose another length.",
  },
  custom_code_taken: {
    status: 409,
    zh: "短码「{code}」在该域名下已被使用。",
    en: "The short code “{code}” is taken on this domain.",
    hint_zh: "请换一个短码。",
    hint_en: "Choose another.",
  },
  already_frozen: {
    status: 409,
    zh: "已处于冻结状态。",
    en: "It is frozen already.",
    hint_zh: "无需再次冻结。",
    hint_en: "Nothing has to be done.",
  },
  not_frozen: {
    status: 409,
    zh: "当前未冻结。",
    en: "It is not frozen.",
    hint_zh: "无需解冻。",
    hint_en: "Nothing has to be done.",
  },
} as const satisfies Record<string, Refusal>;

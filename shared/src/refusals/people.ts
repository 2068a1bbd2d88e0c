import type { Refusal } from "./refusal.ts";

/** Refusals of sign-in, rights, enterprises and chat identities. */
export const PEOPLE_REFUSALS = {
  not_signed_in: {
    status: 401,
    zh: "您尚未登录。",
    en: "You are not signed in.",
    hint_zh: "请登录后再试。",
    hint_en: "Sign in and try again.",
  },
  not_linked: {
    status: 403,
    zh: "您的聊天账号尚未关联成员。",
    en: "Your chat account is not linked to a member.",
    hint_zh: "请在管理台「我的账号」生成一次性关联码，再在聊天中执行关联命令。",
    hint_en: "Get a one-time link code in the panel under My account, then run the link command here.",
  },
  forbidden: {
    status: 403,
    zh: "您没有执行此操作的权限（{action}）。",
    en: "You do not have the right to do this ({action}).",
    hint_zh: "请联系企业管理员，把您加入拥有该权限的用户组。",
    hint_en: "Ask an owner of the enterprise to put you in a group that has this right.",
  },
  four_eyes: {
    status: 403,
    zh: "不能审核自己提交的内容，需由另一位成员审核。",
    en: "You submitted this, so you may not decide on it: another member has to.",
    hint_zh: "请让另一位有审核权限的同事处理。",
    hint_en: "Ask a colleague who has the review right.",
  },
  bot_only: {
    status: 403,
    zh: "此接口仅供机器人账号使用。",
    en: "Only the bot's own account may call this.",
    hint_zh: "请改用管理台或聊天命令。",
    hint_en: "Use the panel or a chat command instead.",
  },
  statements_required: {
    status: 422,
    zh: "开通前需同意两份使用声明。",
    en: "Both usage statements have to be accepted first.",
    hint_zh: "请阅读并勾选《KooMessage服务使用声明》和《短信服务使用声明》。",
    hint_en: "Read and accept the KooMessage and the SMS service usage statements.",
  },
  link_code_unknown: {
    status: 404,
    zh: "关联码不正确或已被使用。",
    en: "This link code is wrong or was used already.",
    hint_zh: "请在管理台重新生成关联码；每个关联码只能使用一次。",
    hint_en: "Make a new code in the panel; each code works once.",
  },
  link_code_expired: {
    status: 409,
    zh: "关联码已过期。",
    en: "This link code has expired.",
    hint_zh: "关联码 10 分钟内有效，请重新生成。",
    hint_en: "A code is good for 10 minutes; make a new one.",
  },
  already_linked: {
    status: 409,
    zh: "此聊天账号已关联成员 {name}。",
    en: "This chat account is already linked to {name}.",
    hint_zh: "如需更换，请先在管理台「我的账号」解除关联。",
    hint_en: "To change it, unlink it first in the panel under My account.",
  },
} as const satisfies Record<string, Refusal>;

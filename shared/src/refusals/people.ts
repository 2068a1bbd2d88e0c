import type { Refusal } from "./refusal.ts";

/** Refusals of sign-in, rights, enterprises and chat identities. */
export const PEOPLE_REFUSALS = {
  address_unconfirmed: {
    status: 403,
    zh: "您账号的邮箱尚未确认。",
    en: "The e-mail address of your account is not confirmed yet.",
    hint_zh: "请打开确认邮件中的链接，然后重试。",
    hint_en: "Open the link in the mail that asks you to confirm it, then try again.",
  },
  invitation_unknown: {
    status: 404,
    zh: "此邀请链接不适用于您登录的账号 {email}。",
    en: "This invitation does not work for the account you use, {email}.",
    hint_zh: "请确认链接完整，并用受邀邮箱的账号登录；仍不行时，请让企业管理员重新邀请。",
    hint_en:
      "See that the link is complete, and sign in with the address that was invited; if it still fails, ask for a new invitation.",
  },
  invitation_over: {
    status: 410,
    zh: "此邀请{state}，不能再使用。",
    en: "This invitation can no longer be used: {state}.",
    hint_zh: "请让企业管理员重新邀请您。",
    hint_en: "Ask an owner of the enterprise for a new one.",
  },
  member_already: {
    status: 409,
    zh: "{email} 已是成员。",
    en: "“{email}” is a member already.",
    hint_zh: "如需更多权限，请在用户组中添加该成员。",
    hint_en: "To give more rights, put the member into further groups.",
  },
  capacity_reached: {
    status: 409,
    zh: "已达上限：{what}最多 {max} 个。",
    en: "There may be at most {max} {what}.",
    hint_zh: "请先删除、合并或撤销不再需要的。",
    hint_en: "Delete, merge or revoke what is no longer needed first.",
  },
  not_in_chat: {
    status: 403,
    zh: "此操作不能在聊天中进行。",
    en: "This cannot be done in a chat.",
    hint_zh: "聊天内容会被他人看到。请在管理台（邀请链接也在那里打开）或终端进行。",
    hint_en:
      "Others read along here. Use the panel, where the link of an invitation opens too, or the terminal.",
  },
  member_disabled: {
    status: 409,
    zh: "{email} 是已停用的成员。",
    en: "“{email}” is a disabled member.",
    hint_zh: "如需恢复，请由管理员启用该成员。",
    hint_en: "An owner can enable the member again.",
  },
  not_signed_in: {
    status: 401,
    zh: "您尚未登录。",
    en: "You are not signed in.",
    hint_zh: "请登录后再试。",
    hint_en: "Sign in and try again.",
  },
  session_ended: {
    status: 401,
    zh: "您的登录已被结束。",
    en: "Your session has ended.",
    hint_zh: "请重新登录后再试。",
    hint_en: "Sign in again, then repeat it.",
  },
  bad_password: {
    status: 401,
    zh: "密码错误，登录失败。",
    en: "The sign-in failed: a wrong password.",
    hint_zh: "请核对邮箱和密码后重试。",
    hint_en: "Check the e-mail address and the password, then try again.",
  },
  chat_proof_required: {
    status: 403,
    zh: "机器人未能证明是在替您操作。",
    en: "The bot did not prove that it speaks for you.",
    hint_zh: "请联系系统管理员：检查机器人的 TIDINGS_BOT_KEY，以及其主机时间是否准确（误差须在一分钟内）。",
    hint_en:
      "Ask whoever runs the bot to check its TIDINGS_BOT_KEY, and that its host's clock is right to the minute.",
  },
  mfa_required: {
    status: 403,
    zh: "企业要求审批人通过两步验证。",
    en: "Your enterprise asks whoever decides for a second factor.",
    hint_zh:
      "请在管理台以两步验证登录后再决定；如企业允许在聊天中审批，请在这样的登录中重新生成关联码并关联聊天账号（90 天内有效）。",
    hint_en:
      "Sign in to the panel with your second factor and decide there; where the enterprise lets you decide in chat, make a link code in such a session and link the chat account again (good for 90 days).",
  },
  second_factor_first: {
    status: 403,
    zh: "更改此规则须以两步验证登录。",
    en: "Only a session with a second factor may change this rule.",
    hint_zh: "请先为您的账号启用两步验证，并以此登录后再更改；否则您之后无法解除该规则。",
    hint_en:
      "Enrol a second factor for your account and sign in with it: without one you could not lift the rule again.",
  },
  platform_admin_only: {
    status: 403,
    zh: "仅平台管理员可以执行此操作。",
    en: "Only platform admins may do this.",
    hint_zh: "平台管理员由部署者在服务器上指定；聊天中不能进行此操作。",
    hint_en: "Whoever deploys makes platform admins, on the server; in chat it cannot be done.",
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
    zh: "该{resource}由您创建、修改或提交过，须由另一位成员审核。",
    en: "You made, edited or submitted this {resource}, so somebody else has to decide.",
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
    status: 410,
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
  no_enterprise: {
    status: 403,
    zh: "您尚未选择企业。",
    en: "You have chosen no enterprise to work in.",
    hint_zh:
      "请先选择：在聊天或终端执行 enterprise <名称>，或在管理台选择。还不属于任何企业时，请让企业管理员邀请您。",
    hint_en:
      "Choose one: with enterprise <name> in chat or the terminal, or in the panel. If you belong to none yet, ask an owner to invite you.",
  },
  too_many_attempts: {
    status: 429,
    zh: "关联码输错次数过多。",
    en: "Too many wrong link codes.",
    hint_zh: "请等待 10 分钟，再在管理台生成新的关联码。",
    hint_en: "Wait ten minutes, then make a new code in the panel.",
  },
  policy_invalid: {
    status: 422,
    zh: "策略内容不正确：{where}。",
    en: "The policy is not well formed: {where}.",
    hint_zh: "请从系统策略开始修改；授权项格式为 服务:资源:操作，可用 * 代表任意。",
    hint_en: "Start from a system policy; an action is service:resource:operation, with * for any.",
  },
  policy_in_use: {
    status: 409,
    zh: "仍有用户组使用此策略。",
    en: "Groups still carry this policy.",
    hint_zh: "请先从这些用户组中移除该策略。",
    hint_en: "Take it out of those groups first.",
  },
  group_in_use: {
    status: 409,
    zh: "仍有审批规则使用此用户组。",
    en: "Approval rules still name this group.",
    hint_zh: "请先修改或删除这些审批规则。",
    hint_en: "Change or delete those rules first.",
  },
  last_owner: {
    status: 409,
    zh: "这样将没有人能管理成员。",
    en: "Nobody would be left who can manage members.",
    hint_zh: "请先把成员管理权限授予另一位成员。",
    hint_en: "Give another member that right first.",
  },
} as const satisfies Record<string, Refusal>;

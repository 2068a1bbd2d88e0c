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
    hint_zh: "若您已接受过，直接登录即可；否则请让企业管理员重新邀请您。",
    hint_en:
      "If you accepted it yourself, you are a member: just sign in. Otherwise ask an owner of the enterprise for a new one.",
  },
  mail_absent: {
    status: 409,
    zh: "此系统不寄邮件。",
    en: "Nothing is mailed here.",
    hint_zh: "请自行把邀请链接交给对方；如需系统寄出，请部署者设置 TIDINGS_SMTP_URL 与 TIDINGS_MAIL_FROM。",
    hint_en:
      "Hand the link over yourself; for mails, whoever deploys sets TIDINGS_SMTP_URL and TIDINGS_MAIL_FROM.",
  },
  mail_failed: {
    status: 409,
    zh: "邮件没有寄出：{why}。",
    en: "The mail did not go out: {why}.",
    hint_zh: "邀请仍然有效：请自行把链接交给对方，或稍后再试一次。",
    hint_en: "The invitation stands: hand its link over yourself, or try the mail again later.",
  },
  mail_tried: {
    status: 409,
    zh: "这份邀请的邮件已尝试过 {max} 次。",
    en: "A mail of this invitation was tried {max} times already.",
    hint_zh: "请自行把链接交给对方，或重新邀请，旧链接随即失效。",
    hint_en: "Hand its link over yourself, or invite anew; the old link then ends.",
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
  exports_waiting: {
    status: 409,
    zh: "您已有 {max} 个导出任务未完成。",
    en: "{max} of your exports are not finished yet.",
    hint_zh: "请等其中一些完成，或在下载中心删除不需要的。",
    hint_en: "Wait for some of them, or delete those you do not need under Downloads.",
  },
  not_in_chat: {
    status: 403,
    zh: "此操作不能在聊天中进行。",
    en: "This cannot be done in a chat.",
    hint_zh: "它显示的内容不应留在聊天平台。请在管理台或终端进行。",
    hint_en: "What it shows or takes is not kept by a chat platform. Use the panel or the terminal.",
  },
  member_disabled: {
    status: 409,
    zh: "{email} 是已停用的成员。",
    en: "“{email}” is a disabled member.",
    hint_zh: "如需恢复，请由管理员启用该成员。",
    hint_en: "An owner can enable the member again.",
  },
  member_active: {
    status: 409,
    zh: "{name} 仍在本企业工作，不能化名处理。",
    en: "{name} still works here, so no pseudonym can take the name's place.",
    hint_zh: "请先在「成员」中停用该成员（聊天或终端：member disable），再做化名处理。",
    hint_en:
      "Disable the member first, under Members or with member disable in chat or the terminal; then pseudonymise.",
  },
  reason_names_member: {
    status: 422,
    zh: "原因中有该成员的姓名、邮箱或聊天账号。",
    en: "The reason has the member's own name, e-mail address or chat account in it.",
    hint_zh: "原因会一直保留在审计日志中，请改写，例如「本人要求」。",
    hint_en: "The reason stays in the audit log for good: write it without them, such as “asked for it”.",
    at: ["reason"],
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
  second_factor_asked: {
    status: 401,
    zh: "此账号启用了两步验证，本次登录尚未输入验证码。",
    en: "This account has a second factor, and this session did not give it.",
    hint_zh: "请重新登录，并输入身份验证器中现在显示的验证码；在终端中请执行 login。",
    hint_en:
      "Sign in again with the code that your authenticator shows now. In the terminal, `login` asks for it.",
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
      "请在管理台「我的账号」启用两步验证并以此登录，然后再决定；如企业允许在聊天中审批，请在这样的登录中重新生成关联码并关联聊天账号（90 天内有效）。",
    hint_en:
      "Set up a second factor in the panel under My account, sign in with it and decide there; where the enterprise lets you decide in chat, make a link code in such a session and link the chat account again (good for 90 days).",
  },
  second_factor_first: {
    status: 403,
    zh: "更改此规则须以两步验证登录。",
    en: "Only a session with a second factor may change this rule.",
    hint_zh: "请先在管理台「我的账号」启用两步验证，再更改；否则您之后无法解除该规则。",
    hint_en:
      "Set up a second factor first, in the panel under My account: without one you could not lift the rule again.",
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
    hint_zh:
      "请在管理台「我的账号」或终端（npm run tidings -- link）生成一次性关联码，再在聊天中执行 link <关联码>。",
    hint_en:
      "Get a one-time link code in the panel under My account or in the terminal (npm run tidings -- link), then use link <code> here.",
  },
  forbidden: {
    status: 403,
    zh: "您没有执行此操作的权限（{action}）。",
    en: "You do not have the right to do this ({action}).",
    hint_zh: "请联系企业管理员，把您加入拥有该权限的用户组。",
    hint_en: "Ask an owner of the enterprise to put you in a group that has this right.",
  },
  own_only: {
    status: 403,
    zh: "您只能对自己创建的进行此操作（{action}）。",
    en: "You may do this only with what you made ({action}).",
    hint_zh: "请让创建人处理，或请企业管理员放宽您的策略。",
    hint_en: "Ask whoever made it, or an owner of the enterprise for a wider policy.",
  },
  trial_only: {
    status: 403,
    zh: "您的策略只允许先试发的发送任务（{action}），这个会直接发给全部号码。",
    en: "Your policies allow this only with a trial ({action}), and this would go out to all numbers at once.",
    hint_zh:
      "发送任务：请选择先试发，试发条数须少于全部号码，其余由有放行权限的人放行。重发没有试发：请由策略允许的成员重发。",
    hint_en:
      "For a send task choose a trial of fewer than all its numbers; whoever may release it sends the rest. A resend has no trial: ask a member whose policies allow it.",
  },
  whole_only: {
    status: 403,
    zh: "您的策略不允许先试发的发送任务（{action}）。",
    en: "Your policies do not allow this with a trial ({action}).",
    hint_zh: "请修改发送任务，取消试发，或请企业管理员修改您的策略。",
    hint_en:
      "Edit the send task and send it without a trial, or ask an owner of the enterprise to change your policy.",
  },
  not_from_here: {
    status: 403,
    zh: "您的策略不允许从这里进行此操作（{action}）。",
    en: "Your policies do not allow this from here ({action}).",
    hint_zh: "请换到策略允许的地方：管理台与终端，或 Slack、Discord。",
    hint_en: "Do it where they allow it: in the panel or the terminal, or in Slack or Discord.",
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
    at: ["statements"],
  },
  enterprise_opened: {
    status: 409,
    zh: "您已开通过同名企业「{name}」。",
    en: "You have opened an enterprise named “{name}” already.",
    hint_zh: "请切换到该企业，或换一个名称。",
    hint_en: "Switch to that one, or choose another name.",
  },
  zone_unknown: {
    status: 422,
    zh: "没有时区「{zone}」。",
    en: "There is no time zone “{zone}”.",
    hint_zh: "请填写地区名，例如 Asia/Shanghai 或 Europe/Berlin。",
    hint_en: "Write it as a place, for example Asia/Shanghai or Europe/Berlin.",
    at: ["time_zone"],
  },
  zone_has_plans: {
    status: 409,
    zh: "循环发送「{name}」按当前时区审批，时区暂不能修改。",
    en: "The recurring send “{name}” was planned in the present zone, so the zone cannot change now.",
    hint_zh: "请先终止或完成待审核、运行中和已暂停的循环发送，再修改时区。",
    hint_en: "End the recurring sends that wait, run or are paused first, then change the zone.",
  },
  link_code_unknown: {
    status: 404,
    zh: "关联码不正确或已被使用。",
    en: "This link code is wrong or was used already.",
    hint_zh:
      "请在管理台「我的账号」或终端（npm run tidings -- link）重新生成关联码；每个关联码只能使用一次。",
    hint_en:
      "Make a new code in the panel under My account or in the terminal (npm run tidings -- link); each code works once.",
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
    hint_zh:
      "如需更换，请先解除关联：执行 unlink <账号>（chat-account list 列出账号），或在管理台「我的账号」操作。",
    hint_en:
      "To change it, unlink it first: with unlink <account> (chat-account list shows which), or in the panel under My account.",
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
    hint_zh: "请等待 10 分钟，再在管理台「我的账号」或终端（npm run tidings -- link）生成新的关联码。",
    hint_en:
      "Wait ten minutes, then make a new code in the panel under My account or in the terminal (npm run tidings -- link).",
  },
  right_not_held: {
    status: 403,
    zh: "您不能给予自己没有的权限（共 {count} 项）：{actions}。",
    en: "You cannot give rights that you do not have yourself ({count}): {actions}.",
    hint_zh:
      "请由拥有这些权限的成员管理员来做；权限受限（仅自己创建的、仅某处、仅试发）时，只能同样受限地给予。",
    hint_en:
      "Ask somebody who manages members and has them. What you have with a limit (your own rows, a place, trials) you give with that limit alone.",
  },
  right_lost: {
    status: 409,
    zh: "这样管理成员的人中将无人拥有这些权限（共 {count} 项）：{actions}。",
    en: "Nobody who manages members would have these rights any more ({count}): {actions}.",
    hint_zh: "没有的权限无法给予，因此将无法恢复。请先让另一位成员管理员不受限制地拥有这些权限。",
    hint_en:
      "Nobody gives what they do not have, so they would never come back. Let another member who manages members have them first, without limits.",
  },
  policy_invalid: {
    status: 422,
    zh: "策略的 {where} 处有误：{fault}。",
    en: "The policy has a fault at {where}: {fault}.",
    hint_zh: "请改正该处，或在可视化视图中选择。",
    hint_en: "Correct it there, or choose in the visual view.",
    at: ["document"],
  },
  policy_in_use: {
    status: 409,
    zh: "仍有用户组或访问密钥使用此策略。",
    en: "Groups or access keys still carry this policy.",
    hint_zh: "请先从这些用户组和访问密钥中移除该策略。",
    hint_en: "Take it out of those first.",
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
  own_right: {
    status: 409,
    zh: "这样您自己将不能再管理成员。",
    en: "You yourself could no longer manage members then.",
    hint_zh: "请由另一位能管理成员的人来做；如要离开，请退出企业。",
    hint_en: "Another member who manages members can do it; to go altogether, leave the enterprise.",
  },
} as const satisfies Record<string, Refusal>;

import type { Refusal } from "./refusal.ts";

/** Refusals of sign-in, rights, enterprises and chat identities. */
export const PEOPLE_REFUSALS = {
  address_unconfirmed: {
    status: 403,
    zh: "您账号的邮箱尚未确认。",
    en: "Your account's email address isn't confirmed yet.",
    hint_zh: "请打开确认邮件中的链接，然后重试。",
    hint_en: "Open the link in the confirmation email, then try again.",
  },
  invitation_unknown: {
    status: 404,
    zh: "此邀请链接不适用于您登录的账号 {email}。",
    en: "This invitation link doesn't work for the account you're signed in with, {email}.",
    hint_zh: "请确认链接完整，并用受邀邮箱的账号登录；仍不行时，请让企业管理员重新邀请。",
    hint_en:
      "Make sure the link is complete and sign in with the invited email address. If it still fails, ask an enterprise owner for a new invitation.",
  },
  invitation_over: {
    status: 410,
    zh: "此邀请{state}，不能再使用。",
    en: "This invitation can no longer be used: {state}.",
    hint_zh: "若您已接受邀请，直接登录即可；否则请让企业管理员重新邀请您。",
    hint_en:
      "If you've already accepted it, just sign in. Otherwise ask an enterprise owner for a new invitation.",
  },
  mail_absent: {
    status: 409,
    zh: "系统未开启邮件发送。",
    en: "This deployment doesn't send email.",
    hint_zh:
      "请自行将邀请链接发给对方；如需由系统发送邮件，请联系部署方设置 TIDINGS_SMTP_URL 与 TIDINGS_MAIL_FROM。",
    hint_en:
      "Send the invitation link yourself. To have it emailed, ask the person who runs this deployment to set TIDINGS_SMTP_URL and TIDINGS_MAIL_FROM.",
  },
  mail_failed: {
    status: 409,
    zh: "邮件发送失败：{why}。",
    en: "The email wasn't sent: {why}.",
    hint_zh: "邀请仍然有效，请自行将链接发给对方，或稍后再次发送邮件。",
    hint_en: "The invitation is still valid. Send the link yourself, or try the email again later.",
  },
  mail_tried: {
    status: 409,
    zh: "这份邀请的邮件已尝试发送 {max} 次。",
    en: "We've already tried to email this invitation {max} times.",
    hint_zh: "请自行将链接发给对方，或重新邀请（旧链接随即失效）。",
    hint_en: "Send the link yourself, or invite the person again. The old link then stops working.",
  },
  member_already: {
    status: 409,
    zh: "{email} 已是成员。",
    en: "“{email}” is already a member.",
    hint_zh: "如需更多权限，请把该成员加入相应的用户组。",
    hint_en: "To give more permissions, add the member to more groups.",
  },
  capacity_reached: {
    status: 409,
    zh: "已达上限：{what}最多 {max} 个。",
    en: "You've reached the limit: at most {max} {what}.",
    hint_zh: "请先删除、合并或撤销不再需要的项目。",
    hint_en: "First delete, merge or revoke items you no longer need.",
  },
  exports_waiting: {
    status: 409,
    zh: "您已有 {max} 个导出任务未完成。",
    en: "You already have {max} unfinished exports.",
    hint_zh: "请等待部分任务完成，或在下载中心删除不需要的任务。",
    hint_en: "Wait for some to finish, or delete those you don't need under Downloads.",
  },
  not_in_chat: {
    status: 403,
    zh: "此操作不能在聊天中进行。",
    en: "You can't do this in chat.",
    hint_zh: "此操作显示的内容不应留在聊天平台，请在管理台或终端中操作。",
    hint_en: "The output of this action shouldn't stay on a chat platform. Use the panel or the terminal.",
  },
  member_disabled: {
    status: 409,
    zh: "{email} 是已停用的成员。",
    en: "“{email}” is a disabled member.",
    hint_zh: "如需恢复，请由管理员启用该成员。",
    hint_en: "An enterprise owner can enable the member again.",
  },
  member_active: {
    status: 409,
    zh: "{name} 仍在本企业工作，不能做化名处理。",
    en: "{name} still works in this enterprise and can't be pseudonymised.",
    hint_zh: "请先在「成员」中停用该成员（聊天或终端：member disable），再做化名处理。",
    hint_en:
      "First disable the member under Members (or with member disable in chat or the terminal), then pseudonymise the member.",
  },
  reason_names_member: {
    status: 422,
    zh: "原因中有该成员的姓名、邮箱或聊天账号。",
    en: "The reason contains the member's name, email address or chat account.",
    hint_zh: "原因会一直保留在审计日志中，请改用其他表述，例如「本人要求」。",
    hint_en:
      "The reason stays in the audit log permanently. Rewrite it, for example “requested by the member”.",
    at: ["reason"],
  },
  not_signed_in: {
    status: 401,
    zh: "您尚未登录。",
    en: "You aren't signed in.",
    hint_zh: "请登录后再试。",
    hint_en: "Sign in and try again.",
  },
  session_ended: {
    status: 401,
    zh: "您的登录已失效。",
    en: "Your session has ended.",
    hint_zh: "请重新登录后再试。",
    hint_en: "Sign in again and retry.",
  },
  second_factor_asked: {
    status: 401,
    zh: "此账号启用了两步验证，本次登录尚未输入验证码。",
    en: "This account uses two-step verification, and no code was entered for this session.",
    hint_zh: "请重新登录，并输入身份验证器当前显示的验证码；在终端中请执行 login。",
    hint_en: "Sign in again with the current code from your authenticator. In the terminal, run `login`.",
  },
  bad_password: {
    status: 401,
    zh: "密码错误，登录失败。",
    en: "Sign-in failed: wrong password.",
    hint_zh: "请核对邮箱和密码后重试。",
    hint_en: "Check the email address and password, then try again.",
  },
  chat_proof_required: {
    status: 403,
    zh: "无法确认机器人是在代您操作。",
    en: "The bot couldn't prove that it's acting for you.",
    hint_zh: "请让系统管理员检查机器人的 TIDINGS_BOT_KEY，以及其主机时间是否准确（误差须在一分钟内）。",
    hint_en:
      "Ask the system admin to check the bot's TIDINGS_BOT_KEY and make sure its host's clock is accurate to within a minute.",
  },
  mfa_required: {
    status: 403,
    zh: "企业要求审批人通过两步验证。",
    en: "Your enterprise requires two-step verification for approvers.",
    hint_zh:
      "请在管理台「我的账号」启用两步验证，并以两步验证登录后再审批。如企业允许在聊天中审批，请在以两步验证登录后重新生成关联码，并重新关联聊天账号（关联 90 天内有效）。",
    hint_en:
      "Turn on two-step verification in the panel under My account, sign in with it, then make your decision. If your enterprise allows approvals in chat, generate a new link code in that session and link your chat account again. The link is valid for 90 days.",
  },
  second_factor_first: {
    status: 403,
    zh: "更改此规则须以两步验证登录。",
    en: "To change this rule, sign in with two-step verification.",
    hint_zh: "请先在管理台「我的账号」中启用两步验证，再更改此规则；否则您之后无法解除该规则。",
    hint_en:
      "Turn on two-step verification in the panel under My account first. Otherwise you won't be able to remove this rule later.",
  },
  platform_admin_only: {
    status: 403,
    zh: "仅平台管理员可以执行此操作。",
    en: "Only platform admins can do this.",
    hint_zh: "平台管理员由部署方在服务器上指定；聊天中不能进行此操作。",
    hint_en:
      "Platform admins are appointed on the server by the person who runs this deployment. You can't do this in chat.",
  },
  not_linked: {
    status: 403,
    zh: "您的聊天账号尚未关联成员。",
    en: "Your chat account isn't linked to a member.",
    hint_zh:
      "请在管理台「我的账号」或终端（npm run tidings -- link）生成一次性关联码，再在聊天中执行 link <关联码>。",
    hint_en:
      "Get a one-time link code in the panel under My account or in the terminal (npm run tidings -- link), then run link <code> in chat.",
  },
  forbidden: {
    status: 403,
    zh: "您没有执行此操作的权限（{action}）。",
    en: "You don't have permission to do this ({action}).",
    hint_zh: "请联系企业管理员，把您加入拥有该权限的用户组。",
    hint_en: "Ask an enterprise owner to add you to a group with this permission.",
  },
  own_only: {
    status: 403,
    zh: "您只能对自己创建的内容进行此操作（{action}）。",
    en: "You can do this only to items you created ({action}).",
    hint_zh: "请让创建人处理，或请企业管理员放宽您的策略。",
    hint_en: "Ask the person who created it, or ask an enterprise owner for a broader policy.",
  },
  trial_only: {
    status: 403,
    zh: "根据您的策略，只有先试发的发送任务才能进行此操作（{action}），而此任务会直接发给全部号码。",
    en: "Your policies require a trial send before this ({action}), but this send would go to all numbers right away.",
    hint_zh:
      "请为发送任务选择先试发，试发数量须少于号码总数，其余号码由有放行权限的成员放行。重发不支持试发，请由策略允许重发的成员操作。",
    hint_en:
      "For a send, choose a trial smaller than the full send. Someone with release permission then releases the rest. Resends have no trial, so ask a member whose policies allow resending.",
  },
  whole_only: {
    status: 403,
    zh: "您的策略不允许对先试发的发送任务进行此操作（{action}）。",
    en: "Your policies don't allow this for sends that start with a trial ({action}).",
    hint_zh: "请修改发送任务并取消试发，或请企业管理员修改您的策略。",
    hint_en: "Edit the send and turn off the trial, or ask an enterprise owner to change your policy.",
  },
  not_from_here: {
    status: 403,
    zh: "您的策略不允许在此处进行此操作（{action}）。",
    en: "Your policies don't allow this from here ({action}).",
    hint_zh: "请在策略允许的地方操作：管理台与终端，或 Slack、Discord。",
    hint_en: "Use a place your policies allow: the panel and terminal, Slack, or Discord.",
  },
  four_eyes: {
    status: 403,
    zh: "该{resource}由您创建、修改或提交过，须由另一位成员审核。",
    en: "You created, edited or submitted this {resource}, so another member must review it.",
    hint_zh: "请让另一位有审核权限的同事处理。",
    hint_en: "Ask a colleague who can review it.",
  },
  bot_only: {
    status: 403,
    zh: "此接口仅供机器人账号使用。",
    en: "Only the bot's own account can call this.",
    hint_zh: "请改用管理台或聊天命令。",
    hint_en: "Use the panel or a chat command instead.",
  },
  statements_required: {
    status: 422,
    zh: "开通前需同意两份使用声明。",
    en: "Accept both usage statements first.",
    hint_zh: "请阅读并勾选《KooMessage服务使用声明》和《短信服务使用声明》。",
    hint_en: "Read and accept the KooMessage and SMS service usage statements.",
    at: ["statements"],
  },
  enterprise_opened: {
    status: 409,
    zh: "您已开通过同名企业「{name}」。",
    en: "You've already created an enterprise named “{name}”.",
    hint_zh: "请切换到该企业，或换一个名称。",
    hint_en: "Switch to that enterprise, or choose another name.",
  },
  zone_unknown: {
    status: 422,
    zh: "时区「{zone}」不存在。",
    en: "The time zone “{zone}” doesn't exist.",
    hint_zh: "请填写时区名称，例如 Asia/Shanghai 或 Europe/Berlin。",
    hint_en: "Enter a time zone name, for example Asia/Shanghai or Europe/Berlin.",
    at: ["time_zone"],
  },
  zone_has_plans: {
    status: 409,
    zh: "循环发送「{name}」是按当前时区审批的，暂不能修改时区。",
    en: "The recurring send “{name}” was approved in the current time zone, so you can't change the time zone yet.",
    hint_zh: "请先终止待审核、运行中和已暂停的循环发送，或等其完成，再修改时区。",
    hint_en:
      "First end or complete the recurring sends that are in review, running or paused, then change the time zone.",
  },
  link_code_unknown: {
    status: 404,
    zh: "关联码不正确或已被使用。",
    en: "This link code is wrong or has already been used.",
    hint_zh:
      "请在管理台「我的账号」或终端（npm run tidings -- link）重新生成关联码；每个关联码只能使用一次。",
    hint_en:
      "Generate a new code in the panel under My account or in the terminal (npm run tidings -- link). Each code works once.",
  },
  link_code_expired: {
    status: 410,
    zh: "关联码已过期。",
    en: "This link code has expired.",
    hint_zh: "关联码 10 分钟内有效，请重新生成。",
    hint_en: "Link codes are valid for 10 minutes. Generate a new one.",
  },
  already_linked: {
    status: 409,
    zh: "此聊天账号已关联成员 {name}。",
    en: "This chat account is already linked to {name}.",
    hint_zh:
      "如需更换，请先解除关联：执行 unlink <账号>（用 chat-account list 查看账号），或在管理台「我的账号」操作。",
    hint_en:
      "To change the link, unlink the account first: run unlink <account> (chat-account list shows the accounts), or use the panel under My account.",
  },
  no_enterprise: {
    status: 403,
    zh: "您尚未选择企业。",
    en: "You haven't chosen an enterprise.",
    hint_zh:
      "请先选择企业：在聊天或终端执行 enterprise <名称>，或在管理台选择。还不属于任何企业时，请让企业管理员邀请您。",
    hint_en:
      "Choose one first: run enterprise <name> in chat or the terminal, or use the panel. If you don't belong to an enterprise yet, ask an enterprise owner to invite you.",
  },
  too_many_attempts: {
    status: 429,
    zh: "关联码输错次数过多。",
    en: "Too many wrong link codes.",
    hint_zh: "请等待 10 分钟，再在管理台「我的账号」或终端（npm run tidings -- link）生成新的关联码。",
    hint_en:
      "Wait 10 minutes, then generate a new link code in the panel under My account or in the terminal (npm run tidings -- link).",
  },
  right_not_held: {
    status: 403,
    zh: "您不能授予自己没有的权限（共 {count} 项）：{actions}。",
    en: "You can't grant permissions you don't have yourself ({count}): {actions}.",
    hint_zh:
      "请联系拥有这些权限且能管理成员的同事。如果您自己的权限有限制（如仅限自己创建的内容、指定位置或试发），授予他人的权限也须带同样的限制。",
    hint_en:
      "Ask someone who can manage members and has these permissions. If one of your permissions is limited (for example to your own items or to trials), you can grant it only with the same limits.",
  },
  right_lost: {
    status: 409,
    zh: "此更改后，能管理成员的人均不再拥有以下权限（共 {count} 项）：{actions}。",
    en: "After this change, no one who can manage members would have these permissions ({count}): {actions}.",
    hint_zh:
      "任何人都不能授予自己没有的权限，因此这些权限将无法恢复。请先将这些权限不加限制地授予另一位成员管理员。",
    hint_en:
      "No one can grant permissions they don't have, so these couldn't be restored. First give them, without limits, to another member who can manage members.",
  },
  policy_invalid: {
    status: 422,
    zh: "策略的 {where} 处有误：{fault}。",
    en: "The policy has an error at {where}: {fault}.",
    hint_zh: "请改正该处，或在可视化视图中重新选择。",
    hint_en: "Correct it there, or choose an option in the visual editor.",
    at: ["document"],
  },
  policy_in_use: {
    status: 409,
    zh: "仍有用户组或访问密钥使用此策略。",
    en: "Groups or access keys still use this policy.",
    hint_zh: "请先从这些用户组和访问密钥中移除该策略。",
    hint_en: "Remove it from those groups and keys first.",
  },
  group_in_use: {
    status: 409,
    zh: "仍有审批规则使用此用户组。",
    en: "Approval rules still use this group.",
    hint_zh: "请先修改或删除这些审批规则。",
    hint_en: "Change or delete those approval rules first.",
  },
  last_owner: {
    status: 409,
    zh: "此更改会导致企业无人能管理成员。",
    en: "This change would leave no one to manage members.",
    hint_zh: "请先把成员管理权限授予另一位成员。",
    hint_en: "Give another member permission to manage members first.",
  },
  own_right: {
    status: 409,
    zh: "更改后，您自己将不能再管理成员。",
    en: "After this change, you could no longer manage members.",
    hint_zh: "请让另一位能管理成员的人操作；如要移除自己，请退出企业。",
    hint_en: "Ask another member who can manage members to do it. To remove yourself, leave the enterprise.",
  },
} as const satisfies Record<string, Refusal>;

import type { Enum } from "../enums.ts";
import { type Labels, label } from "../tone.ts";

/** Display words of people, resources and the audit log. */

export const MEMBER_STATE_WORDS: Labels<"active" | "disabled" | "left"> = {
  active: label("good", "启用", "Active"),
  disabled: label("neutral", "停用", "Disabled"),
  left: label("neutral", "已退出", "Left"),
};

export const INVITATION_STATE_WORDS: Labels<"open" | "accepted" | "revoked" | "expired"> = {
  open: label("progress", "待接受", "Open"),
  accepted: label("good", "已接受", "Accepted"),
  revoked: label("neutral", "已撤销", "Revoked"),
  expired: label("neutral", "已过期", "Expired"),
};

/** What an enterprise has a bounded number of (`capacity_reached`). */
export const CAPACITY_WORDS = {
  groups: label("neutral", "用户组", "groups"),
  groups_of_member: label("neutral", "一位成员所在的用户组", "groups of one member"),
  invitations: label("neutral", "待接受的邀请", "open invitations"),
  open_orders: label("neutral", "待确认付款的订单", "orders that wait for their payment"),
  policies: label("neutral", "自定义策略", "policies of its own"),
  policy_actions: label("neutral", "全部自定义策略中的授权项", "actions in all its own policies together"),
};

export const AUDIT_OUTCOME_WORDS: Labels<Enum<"audit_outcome">> = {
  granted: label("good", "已执行", "Granted"),
  refused: label("bad", "已拒绝", "Refused"),
};

/**
 * Where something was done. The database knows slack, discord, cron and system; `admin` and `terminal` are what a person's own
 * client calls itself, which any client can, so the words say that they are its own.
 */
export const SOURCE_WORDS: Labels<
  "admin" | "terminal" | "slack" | "discord" | "assistant" | "cron" | "api" | "system"
> = {
  admin: label("neutral", "管理台（自报）", "Panel (as it says)"),
  terminal: label("neutral", "终端（自报）", "Terminal (as it says)"),
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
  assistant: label("neutral", "助手", "Assistant"),
  cron: label("neutral", "定时任务", "Schedule"),
  api: label("neutral", "API", "API"),
  system: label("neutral", "系统", "System"),
};

/** The resources that verbs act on (`resource` in the audit log and in refusals). */
export const RESOURCE_NAMES = {
  account: label("neutral", "账号", "account"),
  alert: label("neutral", "告警", "alert"),
  approval_rule: label("neutral", "审批规则", "approval rule"),
  card: label("neutral", "消息卡片", "card"),
  channel: label("neutral", "通道", "channel"),
  chat_channel: label("neutral", "聊天频道", "chat channel"),
  chat_identity: label("neutral", "聊天账号", "chat account"),
  chat_run: label("neutral", "聊天中的请求", "request in chat"),
  delivery: label("neutral", "发送明细", "delivery"),
  domain: label("neutral", "域名", "domain"),
  enterprise: label("neutral", "企业", "enterprise"),
  group: label("neutral", "用户组", "group"),
  invitation: label("neutral", "邀请", "invitation"),
  jump_batch: label("neutral", "自定义跳转链接", "batch of jump links"),
  link: label("neutral", "短链", "link"),
  link_rules: label("neutral", "短链规则", "rules of links"),
  media: label("neutral", "素材", "medium"),
  member: label("neutral", "成员", "member"),
  number_file: label("neutral", "号码文件", "number file"),
  offer: label("neutral", "套餐报价", "offer"),
  opt_out: label("neutral", "退订号码", "opted-out number"),
  order: label("neutral", "订单", "order"),
  policy: label("neutral", "策略", "policy"),
  profile: label("neutral", "个人资料", "profile"),
  quota: label("neutral", "额度", "quota"),
  request: label("neutral", "请求", "request"),
  resolve_task: label("neutral", "解析任务", "resolve task"),
  sale_settings: label("neutral", "订购设置", "sale settings"),
  send: label("neutral", "发送任务", "send"),
  send_link: label("neutral", "发送任务的短链", "link of a send"),
  send_settings: label("neutral", "发送设置", "send settings"),
  session: label("neutral", "登录", "session"),
  signature: label("neutral", "短消息签名", "signature"),
  sms_template: label("neutral", "短消息模板", "SMS template"),
  template: label("neutral", "模板", "template"),
  token: label("neutral", "按钮", "button"),
  unit_price: label("neutral", "按需单价", "price of a unit"),
  vendor_key: label("neutral", "厂商密钥", "vendor key"),
  vendor_range: label("neutral", "厂商地址段", "vendor address range"),
} as const;

/** Verbs (`verb` in the audit log, in transitions and in refusals). */
export const VERB_WORDS = {
  accept: label("good", "接受", "accept"),
  add: label("neutral", "添加", "add"),
  add_part: label("neutral", "上传分片", "upload a part"),
  add_resolutions: label("neutral", "增加解析次数", "add resolutions"),
  add_validity: label("neutral", "增加有效期", "add validity"),
  approve: label("good", "通过", "approve"),
  audit: label("neutral", "核对", "audit"),
  begin: label("neutral", "开始上传", "begin the upload"),
  begin_link: label("neutral", "生成关联码", "make a link code"),
  break_glass: label("bad", "紧急放行", "break the glass"),
  cancel: label("warning", "取消", "cancel"),
  claim: label("neutral", "领取", "claim"),
  collect: label("progress", "收集号码", "collect the numbers"),
  confirm: label("good", "确认付款", "confirm the payment"),
  confirm_itself: label("good", "系统自动确认", "confirmed by the system"),
  create: label("neutral", "创建", "create"),
  decline: label("bad", "拒绝", "decline"),
  delete: label("warning", "删除", "delete"),
  disable: label("neutral", "禁用", "disable"),
  discard: label("neutral", "丢弃", "discard"),
  enable: label("neutral", "启用", "enable"),
  expand: label("progress", "生成明细", "expand"),
  fail: label("bad", "失败", "fail"),
  find: label("neutral", "查找", "find"),
  finish: label("good", "完成", "finish"),
  finish_partly: label("warning", "部分完成", "finish partly"),
  freeze: label("bad", "冻结", "freeze"),
  hold: label("warning", "试发暂停", "hold"),
  import: label("progress", "导入", "import"),
  keep: label("neutral", "记录", "keep"),
  lapse: label("neutral", "失效", "lapse"),
  leave: label("neutral", "退出企业", "leave"),
  limit: label("neutral", "限速", "limit the rate"),
  link: label("neutral", "关联", "link"),
  mint: label("neutral", "生成", "mint"),
  occur: label("progress", "到期执行", "occur"),
  open: label("neutral", "打开", "open"),
  pause: label("warning", "暂停", "pause"),
  regenerate: label("progress", "重新生成", "regenerate"),
  register: label("neutral", "登记", "register"),
  reject: label("bad", "驳回", "reject"),
  release: label("good", "放行", "release"),
  remove: label("warning", "移除", "remove"),
  resend: label("progress", "重发", "resend"),
  resume: label("good", "恢复", "resume"),
  retire: label("warning", "停用", "retire"),
  revoke: label("warning", "撤销", "revoke"),
  revoke_others: label("warning", "结束其他登录", "end all other sessions"),
  save: label("neutral", "保存", "save"),
  see: label("neutral", "查看", "see"),
  set: label("neutral", "设置", "set"),
  set_approver_mfa: label("warning", "设置审批两步验证", "set the second factor of approvers"),
  set_default: label("neutral", "设为默认", "make it the default"),
  set_locale: label("neutral", "设置语言", "set the language"),
  set_marketing_window: label("neutral", "设置营销时段", "set the marketing window"),
  sign_in: label("neutral", "登录", "sign in"),
  sign_out: label("neutral", "退出登录", "sign out"),
  skip: label("warning", "跳过", "skip"),
  start: label("progress", "开始", "start"),
  start_import: label("progress", "开始导入", "start the import"),
  stop: label("bad", "系统暂停", "stop"),
  submit: label("progress", "提交审核", "submit"),
  subscribe: label("neutral", "订阅", "subscribe"),
  switch: label("neutral", "切换", "switch"),
  take: label("neutral", "受理", "take"),
  type: label("neutral", "手动输入", "type"),
  unfreeze: label("good", "解冻", "unfreeze"),
  unlink: label("neutral", "解除关联", "unlink"),
  unsubscribe: label("neutral", "取消订阅", "unsubscribe"),
  update: label("neutral", "修改", "update"),
  vendor_approve: label("good", "厂商通过", "vendor approves"),
  vendor_approved: label("good", "厂商已通过", "vendor approved"),
  vendor_reject: label("bad", "厂商驳回", "vendor rejects"),
  vendor_rejected: label("bad", "厂商已驳回", "vendor rejected"),
  withdraw: label("neutral", "撤回", "withdraw"),
} as const;

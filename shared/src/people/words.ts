import type { Enum } from "../ground/enums.ts";
import { type Label, type Labels, label, labelOf } from "../ground/tone.ts";
import { NOUNS, type Noun } from "../resource/nouns.ts";

/** Display words of people, resources and the audit log. */

export const MEMBER_STATE_WORDS: Labels<"active" | "disabled" | "left"> = {
  active: label("good", "启用", "Active"),
  disabled: label("neutral", "停用", "Disabled"),
  left: label("neutral", "已退出", "Left"),
};

export const INVITATION_STATE_WORDS: Labels<"open" | "accepted" | "revoked" | "expired"> = {
  open: label("progress", "待接受", "Pending"),
  accepted: label("good", "已接受", "Accepted"),
  revoked: label("neutral", "已撤销", "Revoked"),
  expired: label("neutral", "已过期", "Expired"),
};

/** What an enterprise has a bounded number of (`capacity_reached`). */
export const CAPACITY_WORDS = {
  access_keys: label("neutral", "有效的访问密钥", "active access keys"),
  groups: label("neutral", "用户组", "groups"),
  groups_of_member: label("neutral", "每位成员所在的用户组", "groups per member"),
  invitations: label("neutral", "待接受的邀请", "pending invitations"),
  list_views: label("neutral", "每个列表的视图", "views per list"),
  open_orders: label("neutral", "待确认付款的订单", "orders awaiting payment confirmation"),
  own_choices: label("neutral", "每个字段的选项（含已停用的）", "options per field, including disabled ones"),
  own_fields: label("neutral", "每类对象的自定义字段", "custom fields per type of object"),
  own_fields_in_chat: label("neutral", "在聊天卡片上显示的自定义字段", "custom fields shown on chat cards"),
  own_fields_retired: label(
    "neutral",
    "每类对象的自定义字段（含已停用的）",
    "custom fields per type of object, including disabled ones",
  ),
  policies: label("neutral", "自定义策略", "custom policies"),
  policy_actions: label("neutral", "全部自定义策略中的授权项", "actions across all custom policies"),
};

/** What a session gave, or the one in which a chat account was linked (`aal`). */
export const MFA_WORDS = {
  aal1: label("neutral", "否", "no"),
  aal2: label("good", "是", "yes"),
};

export const AUDIT_OUTCOME_WORDS: Labels<Enum<"audit_outcome">> = {
  granted: label("good", "已执行", "Done"),
  refused: label("bad", "已拒绝", "Rejected"),
};

/**
 * Where something was done. The database knows slack, discord, cron and system; `admin` and `terminal` are what a person's own
 * client calls itself, which any client can; the page of the audit log says so once.
 */
export const SOURCE_WORDS: Labels<
  "admin" | "terminal" | "slack" | "discord" | "assistant" | "cron" | "api" | "system"
> = {
  admin: label("neutral", "管理台", "Panel"),
  terminal: label("neutral", "终端", "Terminal"),
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
  assistant: label("neutral", "助手", "Assistant"),
  cron: label("neutral", "定时任务", "Scheduled task"),
  api: label("neutral", "API", "API"),
  system: label("neutral", "系统", "System"),
};

/** Declared nouns say what they are called. */
const NOUN_NAMES = Object.fromEntries(
  Object.entries(NOUNS).map(([noun, { one }]) => [noun, one]),
) as Readonly<Record<Noun, Label>>;

/** The resources that verbs act on (`resource` in the audit log and in refusals). */
export const RESOURCE_NAMES = {
  ...NOUN_NAMES,
  account: label("neutral", "账号", "account"),
  card: label("neutral", "消息卡片", "card"),
  chat_run: label("neutral", "聊天中的请求", "chat request"),
  delivery: label("neutral", "发送明细", "delivery"),
  enterprise: label("neutral", "企业", "enterprise"),
  feedback: label("neutral", "反馈地址", "feedback address"),
  home: label("neutral", "聊天应用的主页", "chat app home"),
  link_reject: label("neutral", "未生成的短链", "link that couldn't be created"),
  list_view: label("neutral", "列表视图", "list view"),
  number_reject: label("neutral", "未采用的行", "skipped line"),
  profile: label("neutral", "个人资料", "profile"),
  quota: label("neutral", "额度", "quota"),
  receipt: label("neutral", "回执", "receipt"),
  recipient: label("neutral", "完整号码与参数", "full number"),
  request: label("neutral", "请求", "request"),
  sale_settings: label("neutral", "订购设置", "order settings"),
  send_link: label("neutral", "发送任务的短链", "a send's short link"),
  token: label("neutral", "按钮", "button"),
  vendor_key: label("neutral", "厂商密钥", "vendor key"),
  vendor_range: label("neutral", "厂商地址段", "vendor address range"),
} as const;

/** A resource, by its name in the law. */
export type ResourceName = keyof typeof RESOURCE_NAMES;

/** What a resource is called; one of a newer database is named as it is. */
export function resourceName(resource: string): Label {
  return labelOf(RESOURCE_NAMES, resource);
}

/** Verbs (`verb` in the audit log, in transitions and in refusals). */
export const VERB_WORDS = {
  note: label("neutral", "添加备注", "add a note to"),
  close: label("good", "结束", "close"),
  end: label("good", "自动结束", "close automatically"),
  accept: label("good", "接受", "accept"),
  add: label("neutral", "添加", "add"),
  add_part: label("neutral", "上传分片", "upload a part"),
  add_resolutions: label("neutral", "增加解析次数", "add resolutions"),
  add_validity: label("neutral", "延长有效期", "extend validity"),
  approve: label("good", "通过", "approve"),
  use: label("neutral", "调用", "use"),
  assign: label("progress", "指定审核人", "assign a reviewer to"),
  audit: label("neutral", "核对", "audit"),
  begin: label("neutral", "开始上传", "start the upload"),
  begin_link: label("neutral", "生成关联码", "create a link code"),
  break_glass: label("bad", "紧急放行", "emergency-release"),
  dismiss: label("warning", "确认未丢失数据", "confirm that no data was lost"),
  cancel: label("warning", "取消", "end"),
  claim: label("neutral", "领取", "claim"),
  collect: label("progress", "收集号码", "collect the numbers"),
  confirm: label("good", "确认付款", "confirm payment"),
  confirm_itself: label("good", "系统自动确认", "confirm automatically"),
  copy: label("neutral", "复制", "copy"),
  create: label("neutral", "创建", "create"),
  decline: label("bad", "拒绝", "decline"),
  delete: label("warning", "删除", "delete"),
  disable: label("neutral", "禁用", "disable"),
  discard: label("neutral", "丢弃", "discard"),
  download: label("warning", "下载", "download"),
  enable: label("neutral", "启用", "enable"),
  expand: label("progress", "生成明细", "prepare messages"),
  escalate: label("warning", "超时升级", "escalate"),
  expire: label("neutral", "过期", "expire"),
  fail: label("bad", "失败", "fail"),
  find: label("neutral", "查找", "find"),
  finish: label("good", "完成", "finish"),
  finish_partly: label("warning", "部分完成", "partly finish"),
  freeze: label("bad", "冻结", "freeze"),
  grant: label("good", "开通", "grant"),
  hold: label("warning", "暂停等待", "hold"),
  import: label("progress", "导入", "import"),
  keep: label("neutral", "记录", "record"),
  lapse: label("neutral", "失效", "lapse"),
  leave: label("neutral", "退出企业", "leave"),
  limit: label("neutral", "限速", "limit the rate"),
  link: label("neutral", "关联", "link"),
  mint: label("neutral", "生成", "generate"),
  return: label("warning", "退回审批", "return to review"),
  occur: label("progress", "到期执行", "trigger"),
  open: label("neutral", "打开", "open"),
  pass: label("good", "登记通过", "record an approval"),
  pause: label("warning", "暂停", "pause"),
  pseudonymise: label("warning", "化名处理", "pseudonymise"),
  regenerate: label("progress", "重新生成", "regenerate"),
  refuse: label("bad", "登记驳回", "record a rejection"),
  report: label("good", "登记已报备", "record as registered"),
  register: label("neutral", "登记", "register"),
  reject: label("bad", "驳回", "reject"),
  release: label("good", "放行", "release"),
  remove: label("warning", "移除", "remove"),
  resend: label("progress", "重发", "resend"),
  reveal: label("warning", "显示完整号码", "reveal"),
  restore: label("good", "重新启用", "restore"),
  resume: label("good", "恢复", "resume"),
  undo: label("progress", "撤销审批", "undo the decision on"),
  retry: label("progress", "重试", "retry"),
  retire: label("warning", "停用", "retire"),
  revoke: label("warning", "撤销", "revoke"),
  again: label("progress", "重新发送到沙箱", "resend to the sandbox"),
  replay: label("progress", "重新推送", "push again"),
  rotate: label("warning", "更换密钥", "rotate the key"),
  revoke_others: label("warning", "结束其他登录会话", "end all other sessions"),
  save: label("neutral", "保存", "save"),
  see: label("neutral", "查看", "view"),
  set: label("neutral", "设置", "set"),
  test: label("progress", "发送测试消息", "send a test message through"),
  cover: label("neutral", "设为封面", "set as cover"),
  clear_default: label("neutral", "取消默认", "remove default"),
  register_callbacks: label("neutral", "登记回执地址", "register callback URLs"),
  bring: label("good", "迁入", "migrate"),
  set_minter: label("neutral", "设置短链生成方", "set link creator"),
  set_default: label("neutral", "设为默认", "set as default"),
  set_locale: label("neutral", "设置语言", "set the language"),
  set_notices: label("neutral", "设置个人通知", "set notifications"),
  set_delegate: label("neutral", "设置代审人", "set delegate"),
  set_own: label("neutral", "填写自定义字段", "fill in custom fields"),
  sign_in: label("neutral", "登录", "sign in"),
  sign_out: label("neutral", "退出登录", "sign out"),
  skip: label("warning", "跳过", "skip"),
  start: label("progress", "开始", "start"),
  start_import: label("progress", "开始导入", "start the import"),
  stop: label("bad", "系统暂停", "auto-pause"),
  share: label("neutral", "共享", "share"),
  submit: label("progress", "提交审核", "submit"),
  subscribe: label("neutral", "订阅", "subscribe"),
  trace: label("neutral", "全面查找", "trace"),
  trash: label("warning", "移入回收站", "move to the bin"),
  purge: label("warning", "彻底删除", "delete permanently"),
  switch: label("neutral", "切换", "switch"),
  take: label("neutral", "受理", "take"),
  take_over: label("neutral", "接手", "take over"),
  type: label("neutral", "手动输入", "enter"),
  unfreeze: label("good", "解冻", "unfreeze"),
  unhold: label("good", "平台恢复", "resume (by platform)"),
  unshare: label("neutral", "取消共享", "stop sharing"),
  unlink: label("neutral", "解除关联", "unlink"),
  unlink_all: label("warning", "全部解除关联", "unlink all"),
  unsubscribe: label("neutral", "取消订阅", "unsubscribe"),
  urge: label("progress", "催审", "remind reviewers"),
  update: label("neutral", "修改", "edit"),
  vendor_approve: label("good", "厂商通过", "vendor approves"),
  vendor_approved: label("good", "厂商已通过", "vendor approved"),
  vendor_reject: label("bad", "厂商驳回", "vendor rejects"),
  vendor_rejected: label("bad", "厂商已驳回", "vendor rejected"),
  withdraw: label("neutral", "撤回", "withdraw"),
} as const;

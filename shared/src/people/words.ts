import type { Enum } from "../enums.ts";
import { type Labels, label } from "../tone.ts";

/** Display words of people, things and the audit log. */

export const MEMBER_STATE_WORDS: Labels<"active" | "disabled"> = {
  active: label("good", "启用", "Active"),
  disabled: label("neutral", "停用", "Disabled"),
};

export const AUDIT_OUTCOME_WORDS: Labels<Enum<"audit_outcome">> = {
  granted: label("good", "已执行", "Granted"),
  refused: label("bad", "已拒绝", "Refused"),
};

/** Where an act came from. */
export const SOURCE_WORDS: Labels<
  "admin" | "terminal" | "slack" | "discord" | "assistant" | "cron" | "api" | "system"
> = {
  admin: label("neutral", "管理台", "Panel"),
  terminal: label("neutral", "终端", "Terminal"),
  slack: label("neutral", "Slack", "Slack"),
  discord: label("neutral", "Discord", "Discord"),
  assistant: label("neutral", "助手", "Assistant"),
  cron: label("neutral", "定时任务", "Schedule"),
  api: label("neutral", "API", "API"),
  system: label("neutral", "系统", "System"),
};

/** Things that verbs act on (`thing` in the audit log and in refusals). */
export const THING_WORDS = {
  account: label("neutral", "账号", "account"),
  card: label("neutral", "消息卡片", "card"),
  channel: label("neutral", "通道", "channel"),
  chat_identity: label("neutral", "聊天账号", "chat account"),
  domain: label("neutral", "域名", "domain"),
  enterprise: label("neutral", "企业", "enterprise"),
  group: label("neutral", "用户组", "group"),
  jump_batch: label("neutral", "自定义跳转链接", "batch of jump links"),
  link: label("neutral", "短链", "link"),
  media: label("neutral", "素材", "medium"),
  member: label("neutral", "成员", "member"),
  number_file: label("neutral", "号码文件", "number file"),
  package: label("neutral", "套餐包", "package"),
  policy: label("neutral", "策略", "policy"),
  profile: label("neutral", "个人资料", "profile"),
  quota: label("neutral", "额度", "quota"),
  resolve_task: label("neutral", "解析任务", "resolve task"),
  send: label("neutral", "发送任务", "send"),
  sms_template: label("neutral", "短消息模板", "SMS template"),
  template: label("neutral", "模板", "template"),
  token: label("neutral", "按钮", "button"),
} as const;

/** Verbs (`verb` in the audit log, in moves and in refusals). */
export const VERB_WORDS = {
  add: label("neutral", "添加", "add"),
  add_part: label("neutral", "上传分片", "upload a part"),
  add_resolutions: label("neutral", "增加解析次数", "add resolutions"),
  add_validity: label("neutral", "增加有效期", "add validity"),
  approve: label("good", "通过", "approve"),
  audit: label("neutral", "核对", "audit"),
  begin: label("neutral", "开始上传", "begin the upload"),
  begin_link: label("neutral", "生成关联码", "make a link code"),
  burn: label("neutral", "作废", "burn"),
  cancel: label("warning", "取消", "cancel"),
  claim: label("neutral", "领取", "claim"),
  create: label("neutral", "创建", "create"),
  edit: label("neutral", "编辑", "edit"),
  enable: label("neutral", "启用/禁用", "switch on or off"),
  expand: label("progress", "生成明细", "expand"),
  fail: label("bad", "失败", "fail"),
  finish: label("good", "完成", "finish"),
  finish_partly: label("warning", "部分完成", "finish partly"),
  freeze: label("bad", "冻结", "freeze"),
  hold: label("warning", "试发暂停", "hold"),
  import: label("progress", "导入", "import"),
  link: label("neutral", "关联", "link"),
  mint: label("neutral", "生成", "mint"),
  open: label("neutral", "打开", "open"),
  order: label("neutral", "订购", "order"),
  regenerate: label("progress", "重新生成", "regenerate"),
  register: label("neutral", "登记", "register"),
  reject: label("bad", "驳回", "reject"),
  release: label("good", "放行", "release"),
  save: label("neutral", "保存", "save"),
  set_default: label("neutral", "设为默认", "make it the default"),
  set_link_rules: label("neutral", "设置短链规则", "set the rules of links"),
  set_locale: label("neutral", "设置语言", "set the language"),
  set_marketing_window: label("neutral", "设置营销时段", "set the marketing window"),
  set_state: label("neutral", "变更状态", "change the state"),
  start: label("progress", "开始", "start"),
  start_import: label("progress", "开始导入", "start the import"),
  submit: label("progress", "提交审核", "submit"),
  switch: label("neutral", "切换", "switch"),
  type: label("neutral", "手动输入", "type"),
  unfreeze: label("good", "解冻", "unfreeze"),
  unlink: label("neutral", "解除关联", "unlink"),
  vendor_approve: label("good", "厂商通过", "vendor approves"),
  vendor_approved: label("good", "厂商已通过", "vendor approved"),
  vendor_reject: label("bad", "厂商驳回", "vendor rejects"),
  vendor_rejected: label("bad", "厂商已驳回", "vendor rejected"),
  withdraw: label("neutral", "撤回", "withdraw"),
} as const;

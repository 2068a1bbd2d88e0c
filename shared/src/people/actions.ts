import type { Words } from "../locale.ts";

/**
 * The permission catalogue (spec IAM-2): actions `service:resource:operation`. Policies are made of them,
 * with `*` for any part; `private.actions` in the database holds the same rows for `KooMessage`.
 */

export const SERVICES = ["KooMessage", "KooMessageBasic", "KooMessageSA"] as const;
export type Service = (typeof SERVICES)[number];

export const SERVICE_WORDS: Readonly<Record<Service, Words>> = {
  KooMessage: { zh: "智能信息", en: "AIM" },
  KooMessageBasic: { zh: "智能信息基础版", en: "Basic edition" },
  KooMessageSA: { zh: "智能信息服务号", en: "Service accounts" },
};

export const RESOURCE_WORDS = {
  template: { zh: "模板", en: "Templates" },
  media: { zh: "素材", en: "Media" },
  numberFile: { zh: "号码文件", en: "Number files" },
  sendTask: { zh: "发送任务", en: "Send tasks" },
  approvalRule: { zh: "审批规则", en: "Approval rules" },
  optOut: { zh: "退订名单", en: "Opt-out list" },
  sendSetting: { zh: "发送设置", en: "Send settings" },
  alert: { zh: "告警", en: "Alerts" },
  chat: { zh: "聊天频道订阅", en: "Chat subscriptions" },
  resolveTask: { zh: "解析任务", en: "Resolve tasks" },
  report: { zh: "报表", en: "Reports" },
  quota: { zh: "套餐与额度", en: "Packages and quota" },
  sms: { zh: "短消息配置", en: "SMS settings" },
  domain: { zh: "域名", en: "Domains" },
  jump: { zh: "自定义跳转链接", en: "Jump links" },
  filing: { zh: "企业备案", en: "Filings" },
  member: { zh: "成员与权限", en: "Members and rights" },
  audit: { zh: "审计日志", en: "Audit log" },
  channel: { zh: "通道", en: "Channels" },
  recipient: { zh: "完整号码与参数", en: "Whole numbers and parameters" },
} as const satisfies Record<string, Words>;
export type Resource = keyof typeof RESOURCE_WORDS;

export const OPERATION_WORDS = {
  list: { zh: "查看", en: "See" },
  create: { zh: "创建", en: "Create" },
  update: { zh: "修改", en: "Change" },
  submit: { zh: "提交审核", en: "Submit" },
  review: { zh: "审核", en: "Review" },
  approve: { zh: "审批", en: "Approve" },
  release: { zh: "试发放行", en: "Release" },
  cancel: { zh: "取消", en: "Cancel" },
  freeze: { zh: "冻结与解冻", en: "Freeze" },
  pause: { zh: "暂停与恢复", en: "Pause and resume" },
  breakGlass: { zh: "紧急放行", en: "Break glass" },
  remove: { zh: "移除", en: "Remove" },
  reveal: { zh: "显示", en: "Reveal" },
  delete: { zh: "删除", en: "Delete" },
  export: { zh: "导出", en: "Export" },
  order: { zh: "订购", en: "Order" },
  manage: { zh: "管理", en: "Manage" },
} as const satisfies Record<string, Words>;
export type Operation = keyof typeof OPERATION_WORDS;

const OPERATIONS: Readonly<Record<Resource, readonly Operation[]>> = {
  template: ["list", "create", "update", "submit", "review", "delete"],
  media: ["list", "create"],
  numberFile: ["list", "create"],
  sendTask: ["list", "create", "submit", "approve", "release", "cancel", "pause", "breakGlass"],
  approvalRule: ["list", "manage"],
  optOut: ["list", "create", "remove"],
  sendSetting: ["list", "manage"],
  alert: ["list", "update"],
  chat: ["manage"],
  resolveTask: ["list", "create", "update", "freeze"],
  report: ["list", "export"],
  quota: ["list", "order"],
  sms: ["list", "create", "review"],
  domain: ["list", "create", "update", "review"],
  jump: ["list", "create", "review"],
  filing: ["list", "create", "review"],
  member: ["list", "manage"],
  audit: ["list"],
  channel: ["list", "manage"],
  recipient: ["reveal"],
};

export interface PermissionAction extends Words {
  /** `KooMessage:template:review` */
  readonly action: string;
  readonly service: Service;
  readonly resource: Resource;
  readonly operation: Operation;
}

/** Every action there is, in the order a policy editor shows them. */
export const PERMISSION_ACTIONS: readonly PermissionAction[] = (
  Object.keys(OPERATIONS) as Resource[]
).flatMap((resource) =>
  OPERATIONS[resource].map((operation) => ({
    action: `KooMessage:${resource}:${operation}`,
    service: "KooMessage" as const,
    resource,
    operation,
    zh: `${RESOURCE_WORDS[resource].zh}：${OPERATION_WORDS[operation].zh}`,
    en: `${RESOURCE_WORDS[resource].en}: ${OPERATION_WORDS[operation].en.toLowerCase()}`,
  })),
);

const byAction = new Map(PERMISSION_ACTIONS.map((entry) => [entry.action.toLowerCase(), entry]));

/** The words of an action, case-insensitive; an unknown action is shown as it is. */
export function actionWords(action: string): Words {
  return byAction.get(action.toLowerCase()) ?? { zh: action, en: action };
}

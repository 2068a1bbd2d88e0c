import { type Words, w } from "../ground/locale.ts";

/**
 * The permission catalogue (spec IAM-2): actions `service:resource:operation`. Policies are made of them,
 * with `*` for any part; `private.actions` in the database holds the same rows.
 */

export const SERVICE_WORDS = {
  KooMessage: w("智能信息", "AIM"),
  KooMessageBasic: w("智能信息基础版", "Basic edition"),
  KooMessageSA: w("智能信息服务号", "Service accounts"),
  SMS: w("消息&短信", "SMS"),
} as const satisfies Record<string, Words>;
export type Service = keyof typeof SERVICE_WORDS;
export const SERVICES = Object.keys(SERVICE_WORDS) as Service[];

interface ResourceWords extends Words {
  /** As the object of a sentence: "Approve send tasks". */
  readonly what: string;
}

const words = (zh: string, en: string, what: string): ResourceWords => ({ zh, en, what });

export const RESOURCE_WORDS = {
  template: words("模板", "Templates", "templates"),
  media: words("素材", "Media", "media"),
  numberFile: words("号码文件", "Number files", "number files"),
  sendTask: words("发送任务", "Sends", "sends"),
  approvalRule: words("审批规则", "Approval rules", "approval rules"),
  optOut: words("退订名单", "Opt-out list", "the opt-out list"),
  sendSetting: words("发送设置", "Send settings", "send settings"),
  alert: words("告警", "Alerts", "alerts"),
  chat: words("聊天频道订阅", "Chat channel subscriptions", "chat channel subscriptions"),
  resolveTask: words("解析任务", "Link tasks", "link tasks"),
  report: words("报表", "Reports", "reports"),
  quota: words("套餐与额度", "Packages and quota", "packages and quota"),
  sms: words("短消息配置", "SMS settings", "SMS applications, signatures and templates"),
  domain: words("域名", "Domains", "domains"),
  jump: words("自定义跳转链接", "Target links", "target links"),
  filing: words("企业备案", "Filings", "filings"),
  member: words("成员与权限", "Members and permissions", "members and permissions"),
  accessKey: words("访问密钥", "Access keys", "access keys"),
  standingApproval: words("常设审批", "Standing approvals", "standing approvals"),
  audit: words("审计日志", "Audit log", "the audit log"),
  channel: words("通道", "Channels", "channels"),
  callback: words("回执地址", "Callbacks", "callbacks"),
  ownField: words("自定义字段", "Custom fields", "custom fields"),
  recipient: words("完整号码与参数", "Full numbers and parameters", "full numbers and parameters"),
  retention: words("保留期限", "Retention periods", "retention periods"),
  listView: words("列表视图", "List views", "list views"),
  signature: words("签名", "Signatures", "signatures"),
  serviceAccount: words("服务号", "Service accounts", "service accounts"),
  port: words("通道号", "Channel numbers", "channel numbers"),
  shortcut: words("短消息快捷键", "SMS shortcuts", "SMS shortcuts"),
  message: words("短消息", "SMS", "SMS"),
} as const satisfies Record<string, ResourceWords>;
export type Resource = keyof typeof RESOURCE_WORDS;

export const OPERATION_WORDS = {
  list: w("查看", "View"),
  create: w("创建", "Create"),
  update: w("修改", "Edit"),
  submit: w("提交", "Submit"),
  review: w("审核", "Review"),
  approve: w("审批", "Approve"),
  release: w("试发放行", "Release"),
  cancel: w("取消", "Cancel"),
  freeze: w("冻结与解冻", "Freeze and unfreeze"),
  pause: w("暂停与恢复", "Pause and resume"),
  breakGlass: w("紧急放行", "Use emergency release for"),
  remove: w("移出", "Remove"),
  reveal: w("显示", "Reveal"),
  trace: w("全面查找", "Trace"),
  erase: w("抹除", "Erase"),
  delete: w("删除", "Delete"),
  export: w("导出", "Export"),
  order: w("订购", "Order"),
  manage: w("管理", "Manage"),
  share: w("共享", "Share"),
  send: w("发送", "Send"),
} as const satisfies Record<string, Words>;
export type Operation = keyof typeof OPERATION_WORDS;

const REVIEWED = ["list", "create", "update", "submit", "review"] as const;

const OPERATIONS: Readonly<Record<Service, Readonly<Partial<Record<Resource, readonly Operation[]>>>>> = {
  KooMessage: {
    template: [...REVIEWED, "delete"],
    media: ["list", "create", "update", "delete"],
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
    accessKey: ["list", "manage"],
    standingApproval: ["list", "create", "update", "review"],
    audit: ["list"],
    channel: ["list", "manage"],
    callback: ["list", "update"],
    ownField: ["list", "manage"],
    recipient: ["list", "reveal", "trace", "erase"],
    retention: ["list", "manage"],
    listView: ["share"],
  },
  KooMessageBasic: {
    template: [...REVIEWED, "delete"],
    numberFile: ["list", "create"],
    sendTask: ["list", "create", "submit", "approve", "release", "cancel", "pause", "breakGlass"],
    signature: [...REVIEWED, "delete"],
    report: ["list", "export"],
  },
  KooMessageSA: {
    serviceAccount: [...REVIEWED, "freeze"],
    port: ["list", "create", "update", "delete"],
    shortcut: [...REVIEWED, "freeze"],
    report: ["list", "export"],
  },
  SMS: { message: ["send"] },
};

/** Asked about one row at a time, whose maker is known: a policy may give these for what a person made alone. */
const OWN = new Set([
  "KooMessage:template:update",
  "KooMessage:template:submit",
  "KooMessage:template:delete",
  "KooMessage:sendTask:submit",
  "KooMessage:sendTask:release",
  "KooMessage:sendTask:cancel",
  "KooMessage:sendTask:pause",
  "KooMessage:resolveTask:update",
  "KooMessage:domain:update",
  "KooMessage:media:update",
  "KooMessage:media:delete",
  "KooMessageBasic:template:update",
  "KooMessageBasic:template:submit",
  "KooMessageBasic:template:delete",
  "KooMessageBasic:sendTask:submit",
  "KooMessageBasic:sendTask:release",
  "KooMessageBasic:sendTask:cancel",
  "KooMessageBasic:sendTask:pause",
  "KooMessageBasic:signature:update",
  "KooMessageBasic:signature:submit",
  "KooMessageBasic:signature:delete",
]);

/** Asked about one send at a time: a policy may give it for sends that begin with a trial alone. */
const TRIAL = new Set(["KooMessage:sendTask:submit", "KooMessageBasic:sendTask:submit"]);

/** The guide's own names (§11.2), where an action here means the same: alias → action. */
export const ACTION_ALIASES: Readonly<Record<string, string>> = {
  "KooMessage:devSendTask:create": "KooMessage:sendTask:create",
  "KooMessage:devSendTask:list": "KooMessage:sendTask:list",
  "KooMessage:devTemplate:list": "KooMessage:template:list",
  "KooMessage:devResolveTask:create": "KooMessage:resolveTask:create",
  "KooMessage:devResolveTask:list": "KooMessage:resolveTask:list",
};

export interface PermissionAction extends Words {
  /** `KooMessage:template:review` */
  readonly action: string;
  readonly service: Service;
  readonly resource: Resource;
  readonly operation: Operation;
  readonly own: boolean;
  readonly trial: boolean;
  /** Its other names. */
  readonly aliases: readonly string[];
}

/** The resources of a service, with the operations of each. */
export function resourcesOf(service: Service): [resource: Resource, operations: readonly Operation[]][] {
  return Object.entries(OPERATIONS[service]) as [Resource, readonly Operation[]][];
}

/** The service of a resource, where another one has such a resource too; the main one goes without saying. */
export function apartOf(service: Service, resource: Resource): Words | null {
  const shared = SERVICES.filter((each) => OPERATIONS[each][resource] !== undefined).length > 1;
  return shared && service !== "KooMessage" ? SERVICE_WORDS[service] : null;
}

/** Actions whose sentence is not made of the words of operation and resource. */
const SENTENCES: Readonly<Record<string, Words>> = {
  "sendTask:release": w("放行已试发的发送任务", "Release sends after their trial"),
  "optOut:create": w("加入退订名单", "Add to the opt-out list"),
  "optOut:remove": w("从退订名单移出号码", "Remove numbers from the opt-out list"),
  "quota:order": w("订购套餐包", "Order packages"),
  "alert:update": w("将告警标为已读", "Mark alerts as read"),
};

/** "Approve send tasks", "Approve send tasks (Basic edition)". */
function sentence(service: Service, resource: Resource, operation: Operation): Words {
  const whole = SENTENCES[`${resource}:${operation}`];
  if (whole) return whole;
  const what = RESOURCE_WORDS[resource];
  const does = OPERATION_WORDS[operation];
  const of = apartOf(service, resource);
  return {
    zh: `${does.zh}${what.zh}${of ? `（${of.zh}）` : ""}`,
    en: `${does.en} ${what.what}${of ? ` (${of.en})` : ""}`,
  };
}

/** Every action there is, in the order a policy editor shows them. */
export const PERMISSION_ACTIONS: readonly PermissionAction[] = SERVICES.flatMap((service) =>
  resourcesOf(service).flatMap(([resource, operations]) =>
    operations.map((operation) => {
      const action = `${service}:${resource}:${operation}`;
      return {
        action,
        service,
        resource,
        operation,
        own: OWN.has(action),
        trial: TRIAL.has(action),
        aliases: Object.keys(ACTION_ALIASES).filter((alias) => ACTION_ALIASES[alias] === action),
        ...sentence(service, resource, operation),
      };
    }),
  ),
);

const byAction = new Map(
  PERMISSION_ACTIONS.flatMap((entry) =>
    [entry.action, ...entry.aliases].map((name) => [name.toLowerCase(), entry] as const),
  ),
);

/** The action of this name or alias, in any case; null for none. */
export function actionOf(name: string): PermissionAction | null {
  return byAction.get(name.toLowerCase()) ?? null;
}

/** An action as a sentence, "Approve send tasks"; an unknown one is shown as it is. */
export function actionWords(action: string): Words {
  const found = actionOf(action);
  return found ? { zh: found.zh, en: found.en } : { zh: action, en: action };
}

import type { Words } from "../ground/locale.ts";
import type { Policy } from "./policy.ts";

/** A predefined policy of every enterprise (spec IAM-1, §11.1 table 11-1). */
export interface SystemPolicy {
  readonly name: string;
  readonly words: Words;
  readonly document: Policy;
}

function allow(name: string, zh: string, en: string, ...actions: string[]): SystemPolicy {
  return {
    name,
    words: { zh, en },
    document: { Version: "1.1", Statement: [{ Effect: "Allow", Action: actions }] },
  };
}

/** The name of the guide for the right to send SMS, which sends of AIM need too (§11.1). */
export const SMS_POLICY = "RTC Administrator";

/**
 * The eleven system policies of table 11-1, and the one for SMS beside them. The people migrations insert the same rows; `supabase/tests/people/policies.test.ts` keeps both
 * in step.
 */
export const SYSTEM_POLICIES: readonly SystemPolicy[] = [
  allow(
    "KooMessage FullAccess",
    "智能信息的所有权限",
    "All AIM permissions (rich messages)",
    "KooMessage:*:*",
  ),
  allow(
    "KooMessage CommonOperations",
    "智能信息的一般操作权限",
    "Everyday AIM permissions, without reviews and orders",
    "KooMessage:*:list",
    "KooMessage:*:create",
    "KooMessage:*:update",
    "KooMessage:*:submit",
    "KooMessage:*:delete",
    "KooMessage:*:export",
    "KooMessage:sendTask:release",
    "KooMessage:sendTask:cancel",
    "KooMessage:sendTask:pause",
  ),
  allow(
    "KooMessage Development",
    "智能信息的开发权限",
    "Developer permissions for AIM",
    "KooMessage:*:list",
    "KooMessage:template:create",
    "KooMessage:template:update",
    "KooMessage:template:submit",
    "KooMessage:resolveTask:create",
    "KooMessage:sendTask:create",
    "KooMessage:sendTask:submit",
  ),
  allow("KooMessage ReadOnlyAccess", "智能信息的只读权限", "Read-only access to AIM", "KooMessage:*:list"),
  allow(
    "KooMessage Basic Edition FullAccess",
    "智能信息基础版的所有权限",
    "All basic edition permissions",
    "KooMessageBasic:*:*",
  ),
  allow(
    "KooMessage Basic Edition CommonOperations",
    "智能信息基础版的一般操作权限",
    "Everyday basic edition permissions",
    "KooMessageBasic:*:list",
    "KooMessageBasic:*:create",
    "KooMessageBasic:*:update",
    "KooMessageBasic:*:submit",
    "KooMessageBasic:*:delete",
    "KooMessageBasic:*:export",
    "KooMessageBasic:sendTask:release",
    "KooMessageBasic:sendTask:cancel",
    "KooMessageBasic:sendTask:pause",
  ),
  allow(
    "KooMessage Basic Edition Development",
    "智能信息基础版的开发权限",
    "Developer permissions for the basic edition",
    "KooMessageBasic:*:list",
    "KooMessageBasic:template:create",
    "KooMessageBasic:template:update",
    "KooMessageBasic:template:submit",
    "KooMessageBasic:sendTask:create",
    "KooMessageBasic:sendTask:submit",
  ),
  allow(
    "KooMessage Basic Edition ReadOnlyAccess",
    "智能信息基础版的只读权限",
    "Read-only access to the basic edition",
    "KooMessageBasic:*:list",
  ),
  allow(
    "KooMessage SA FullAccess",
    "智能信息服务号的所有权限",
    "All service account permissions",
    "KooMessageSA:*:*",
  ),
  allow(
    "KooMessage SA CommonOperations",
    "智能信息服务号的一般操作权限",
    "Everyday service account permissions",
    "KooMessageSA:*:list",
    "KooMessageSA:*:create",
    "KooMessageSA:*:update",
    "KooMessageSA:*:submit",
    "KooMessageSA:*:delete",
    "KooMessageSA:*:export",
  ),
  allow(
    "KooMessage SA ReadOnlyAccess",
    "智能信息服务号的只读权限",
    "Read-only access to service accounts",
    "KooMessageSA:*:list",
  ),
  allow(
    SMS_POLICY,
    "消息&短信服务的执行权限：发送智能信息也需要此权限",
    "Permission to send SMS, also required for AIM sends",
    "SMS:message:send",
  ),
];

/** KooMessage has no reviewer policy; this one of Tidings is added to every enterprise. */
export const REVIEWER_POLICY: SystemPolicy = allow(
  "Tidings Reviewer",
  "审核与审批权限（企业开通时自动创建，可以修改）",
  "Review and approval permissions (created with every enterprise, can be edited)",
  "KooMessage:*:review",
  "KooMessage:sendTask:approve",
  "KooMessage:sendTask:release",
  "KooMessage:sendTask:cancel",
  "KooMessage:sendTask:pause",
  "KooMessage:alert:update",
  "KooMessage:resolveTask:freeze",
  "KooMessage:report:export",
  "KooMessageBasic:*:review",
  "KooMessageBasic:sendTask:approve",
  "KooMessageBasic:sendTask:release",
  "KooMessageBasic:sendTask:cancel",
  "KooMessageBasic:sendTask:pause",
  "KooMessageBasic:report:export",
  "KooMessageSA:*:review",
  "KooMessageSA:*:freeze",
);

/** What a system policy allows; nothing of an enterprise's own. */
export const policyNote = ({ name }: Readonly<Record<string, unknown>>): Words | string =>
  SYSTEM_POLICIES.find((policy) => policy.name === name)?.words ?? "";

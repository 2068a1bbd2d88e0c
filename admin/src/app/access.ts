import { NOUNS, type Noun, rightOf } from "@tidings/shared/nouns.ts";

/** The permissions of a declared noun: those of the list, of making one and of editing one. */
function neededFor(noun: Noun) {
  const list = rightOf(noun, "list");
  const needed = { list, show: list, create: rightOf(noun, "create"), edit: rightOf(noun, "update") };
  return [NOUNS[noun].path, needed] as const;
}

/** The permission (spec IAM-2) behind an action on a resource of the panel. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  templates: {
    list: "KooMessage:template:list",
    show: "KooMessage:template:list",
    create: "KooMessage:template:create",
    edit: "KooMessage:template:update",
  },
  numbers: {
    list: "KooMessage:numberFile:list",
    show: "KooMessage:numberFile:list",
    create: "KooMessage:numberFile:create",
  },
  sends: {
    list: "KooMessage:sendTask:list",
    show: "KooMessage:sendTask:list",
    create: "KooMessage:sendTask:create",
  },
  "send-details": { list: "KooMessage:sendTask:list" },
  "resolve-tasks": {
    list: "KooMessage:resolveTask:list",
    show: "KooMessage:resolveTask:list",
    create: "KooMessage:resolveTask:create",
  },
  ...Object.fromEntries((Object.keys(NOUNS) as Noun[]).map(neededFor)),
  "approval-rules": { list: "KooMessage:approvalRule:list" },
  "opt-outs": { list: "KooMessage:optOut:list", create: "KooMessage:optOut:create" },
  "send-settings": { list: "KooMessage:sendSetting:list" },
  channels: { list: "KooMessage:channel:list" },
  alerts: { list: "KooMessage:alert:list" },
  "link-rules": { list: "KooMessage:member:manage" },
  quota: { list: "KooMessage:quota:list", create: "KooMessage:quota:order" },
  reports: { list: "KooMessage:report:list", export: "KooMessage:report:export" },
  audit: { list: "KooMessage:audit:list" },
};

/** Pages that every signed-in member may open. */
const OPEN = new Set(["overview", "account", "devices"]);

/**
 * May a person with `permissions` do `action` on `resource`? This only decides what is offered; the database
 * enforces it. What is not listed above is not offered.
 */
export function mayDo(permissions: readonly string[], resource: string | undefined, action: string): boolean {
  if (resource === undefined) return false;
  if (OPEN.has(resource)) return true;
  const needed = NEEDED[resource]?.[action];
  if (needed === undefined) return false;
  return permissions.some((permission) => permission.toLowerCase() === needed.toLowerCase());
}

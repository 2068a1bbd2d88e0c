import { headOf, NOUNS, type Noun, PLATFORM, rightOf, rightsOf } from "@tidings/shared/resource/nouns.ts";

/** The permissions of a declared noun: those of the list, of making one and of editing one. */
function neededFor(noun: Noun) {
  const of = (operation: "list" | "create" | "update") =>
    rightOf(noun, operation) === null ? null : rightsOf(noun, operation);
  const right = of("list");
  // A platform admin, whom no policy gives a right, sees those of every enterprise.
  const list = headOf(noun).reach === "platform" && right !== null ? [...right, PLATFORM] : right;
  const needed = { list, show: list, create: of("create"), edit: of("update") };
  return [NOUNS[noun].path, needed] as const;
}

/** The permission (spec IAM-2) behind an action on a resource of the panel. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | null>>>> = {
  "basic-sends": { list: "KooMessageBasic:sendTask:list" },
  "send-details": { list: "KooMessage:sendTask:list" },
  messages: { list: ["KooMessage:sendTask:list", "KooMessageBasic:sendTask:list"] },
  ...Object.fromEntries((Object.keys(NOUNS) as Noun[]).map(neededFor)),
  "basic-reports": { list: "KooMessageBasic:report:list" },
  reports: {
    // Of AIM, of the basic edition and of service accounts: each report says which it needs.
    list: ["KooMessage:report:list", "KooMessageBasic:report:list", "KooMessageSA:report:list"],
    export: ["KooMessage:report:export", "KooMessageBasic:report:export", "KooMessageSA:report:export"],
  },
  rights: { list: "KooMessage:member:list" },
  platform: { list: PLATFORM },
};

/** Pages that every signed-in member may open. */
const OPEN = new Set(["overview", "own-page", "devices", "enterprise-page", "settings"]);

/**
 * May a person with `permissions` do `action` on `resource`? This only decides what is offered; the database
 * enforces it. What is not listed above is not offered.
 */
export function mayDo(permissions: readonly string[], resource: string | undefined, action: string): boolean {
  if (resource === undefined) return false;
  if (OPEN.has(resource)) return true;
  const needed = NEEDED[resource]?.[action];
  if (needed === undefined) return false;
  if (needed === null) return true;
  const any = [needed].flat().map((one) => one.toLowerCase());
  return permissions.some((permission) => any.includes(permission.toLowerCase()));
}

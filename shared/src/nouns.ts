import type { Words } from "./locale.ts";
import { type Label, label } from "./tone.ts";

/** What every house has to know of a noun before its declaration is loaded: menu, addresses, commands, rights. */
interface NounHead {
  /** As in "there is no such domain". */
  readonly one: Label;
  /** As the menu names it. */
  readonly many: Words;
  /** Its path in the panel. */
  readonly path: string;
  /** The first word of its commands: `domain list`, `domain add`. */
  readonly command: string;
  /** The feature that it belongs to: its folder here, its heading in `help`. */
  readonly feature: "links" | "people";
  /** What its rights begin with. */
  readonly rights: string;
  /** The operation of every right to change it, where it is one. Else making needs `create`, editing `update`, deciding `review`. */
  readonly changes?: "manage";
  /** In chat its answers are for whoever asked, and its commands stand with those of admins. */
  readonly apart?: true;
}

/** The declared nouns, by their name in the law. */
export const NOUNS = {
  domain: {
    one: label("neutral", "域名", "domain"),
    many: { zh: "域名管理", en: "Domains" },
    path: "domains",
    command: "domain",
    feature: "links",
    rights: "KooMessage:domain",
  },
  jump_batch: {
    one: label("neutral", "自定义跳转链接", "batch of jump links"),
    many: { zh: "自定义跳转链接", en: "Jump links" },
    path: "jumps",
    command: "jump",
    feature: "links",
    rights: "KooMessage:jump",
  },
  member: {
    one: label("neutral", "成员", "member"),
    many: { zh: "成员", en: "Members" },
    path: "members",
    command: "member",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  invitation: {
    one: label("neutral", "邀请", "invitation"),
    many: { zh: "邀请", en: "Invitations" },
    path: "invitations",
    command: "invitation",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  group: {
    one: label("neutral", "用户组", "group"),
    many: { zh: "用户组", en: "Groups" },
    path: "groups",
    command: "group",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
} as const satisfies Record<string, NounHead>;

export type Noun = keyof typeof NOUNS;

/** The head of a declared noun. */
export function headOf(noun: Noun): NounHead {
  return NOUNS[noun];
}

/** Is it the name of a declared noun? */
export function isNoun(name: string): name is Noun {
  return Object.hasOwn(NOUNS, name);
}

/** The right that an operation on a noun needs. */
export function rightOf(noun: Noun, operation: "list" | "create" | "update" | "review"): string {
  const { rights, changes } = headOf(noun);
  return `${rights}:${operation === "list" ? operation : (changes ?? operation)}`;
}

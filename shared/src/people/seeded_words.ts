import { type Words, w } from "../ground/locale.ts";
import type { Known } from "../resource/known.ts";

/** The groups that every enterprise is opened with (IAM-3, `private.lay_groups`). Once renamed, one has its new name. */
export const GROUP_WORDS = {
  Owners: w("所有者", "Owners"),
  Operators: w("操作员", "Operators"),
  Reviewers: w("审核员", "Reviewers"),
  Readers: w("只读成员", "Readers"),
} as const satisfies Known;

/** What their members may do, for anyone who chooses among them. */
const GROUP_NOTES: Readonly<Record<keyof typeof GROUP_WORDS, Words>> = {
  Owners: w("全部权限，含成员管理与订购", "all permissions, including members and orders"),
  Operators: w("制作、提交与发送，但不能审批", "create, submit and send, but not approve"),
  Reviewers: w("审核、批准与放行", "review, approve and release"),
  Readers: w("只能查看", "view only"),
};

/** What the members of a group may do; nothing of one that the system has not made. */
export const groupNote = ({ name }: Readonly<Record<string, unknown>>): Words | string =>
  Object.hasOwn(GROUP_NOTES, String(name)) ? GROUP_NOTES[name as keyof typeof GROUP_NOTES] : "";

/** The policy of its own that an enterprise is opened with. Those of the system are called alike in both languages, as the guide has them (table 11-1). */
export const POLICY_WORDS = {
  "Tidings Reviewer": w("Tidings 审核", "Tidings Reviewer"),
} as const satisfies Known;

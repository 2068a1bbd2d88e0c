import type { Words } from "../ground/locale.ts";
import type { Known } from "../resource/known.ts";

/** The groups that every enterprise is opened with (IAM-3, `private.lay_groups`). Once renamed, one has its new name. */
export const GROUP_WORDS = {
  Owners: { zh: "所有者", en: "Owners" },
  Operators: { zh: "操作员", en: "Operators" },
  Reviewers: { zh: "审核员", en: "Reviewers" },
  Readers: { zh: "只读成员", en: "Readers" },
} as const satisfies Known;

/** What their members may do, for anyone who chooses among them. */
const GROUP_NOTES: Readonly<Record<keyof typeof GROUP_WORDS, Words>> = {
  Owners: { zh: "全部权限，含成员与订购", en: "everything, members and orders too" },
  Operators: { zh: "制作、提交与发送，不审批", en: "make, submit and send; decide nothing" },
  Reviewers: { zh: "审核、批准与放行", en: "review, approve and release" },
  Readers: { zh: "只能查看", en: "look only" },
};

/** What the members of a group may do; nothing of one that the system has not made. */
export const groupNote = ({ name }: Readonly<Record<string, unknown>>): Words | string =>
  Object.hasOwn(GROUP_NOTES, String(name)) ? GROUP_NOTES[name as keyof typeof GROUP_NOTES] : "";

/** The policy of its own that an enterprise is opened with. Those of the system are called alike in both languages, as the guide has them (table 11-1). */
export const POLICY_WORDS = {
  "Tidings Reviewer": { zh: "Tidings 审核", en: "Tidings Reviewer" },
} as const satisfies Known;

import type { Known } from "../resource/known.ts";

/** The groups that every enterprise is opened with (IAM-3, `private.lay_groups`). Once renamed, one has its new name. */
export const GROUP_WORDS = {
  Owners: { zh: "所有者", en: "Owners" },
  Operators: { zh: "操作员", en: "Operators" },
  Reviewers: { zh: "审核员", en: "Reviewers" },
  Readers: { zh: "只读成员", en: "Readers" },
} as const satisfies Known;

/** The policy of its own that an enterprise is opened with. Those of the system are called alike in both languages, as the guide has them (table 11-1). */
export const POLICY_WORDS = {
  "Tidings Reviewer": { zh: "Tidings 审核", en: "Tidings Reviewer" },
} as const satisfies Known;

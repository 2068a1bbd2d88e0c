import { type Labels, label } from "../ground/tone.ts";

/** IAM-5: what an enterprise asks of those who decide. */
export const APPROVER_MFA = ["none", "linked", "panel"] as const;

/** A setting of `update_approver_mfa`. */
export type ApproverMfa = (typeof APPROVER_MFA)[number];

/** What each setting is called. */
export const APPROVER_MFA_WORDS: Labels<ApproverMfa> = {
  none: label("neutral", "不要求两步验证", "No two-step verification"),
  linked: label(
    "good",
    "两步验证，或 90 天内经两步验证关联的聊天账号",
    "Two-step verification, or a chat account linked with two-step verification in the last 90 days",
  ),
  panel: label("good", "仅限管理台，且须通过两步验证", "Panel only, with two-step verification"),
};

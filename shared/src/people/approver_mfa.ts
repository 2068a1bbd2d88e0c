import { w } from "../ground/locale.ts";
import { defineResource, setting } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";
import { APPROVER_MFA_WORDS } from "./mfa.ts";

/** IAM-5: which second factor a decision asks for. */
export const approverMfa = defineResource({
  noun: "approver_mfa",
  single: true,
  view: "approver_mfa",
  note: w(
    "设置审批、驳回与紧急放行所需的两步验证。设置时须再次输入密码，且您本人须已通过两步验证。",
    "Set the two-step verification required for approvals, rejections and emergency releases. You must re-enter your password and have passed two-step verification yourself.",
  ),
  form: setting(PEOPLE_INPUTS.update_approver_mfa, {
    verb: "update_approver_mfa",
    sudo: true,
    done: w("审批人的两步验证设置已保存", "Two-step verification for approvers saved"),
    inputs: {
      approver_mfa: {
        kind: "choice",
        label: w("要求", "Requirement"),
        option: "level",
        values: APPROVER_MFA_WORDS,
        initial: "none",
      },
    },
  }),
});

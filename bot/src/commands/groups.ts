import type { Words } from "@tidings/shared/locale.ts";

/** Words for the first word of commands like `approval-rule add`, which Discord shows as a group of its own. */
export const GROUP_WORDS: Readonly<Record<string, { readonly title: Words; readonly description: Words }>> = {
  audit: {
    title: { zh: "核验", en: "Audit" },
    description: { zh: "核对额度，核验审计日志", en: "Proves the books and the audit log" },
  },
  member: {
    title: { zh: "成员管理", en: "Member" },
    description: { zh: "停用或启用成员", en: "Disables or enables a member" },
  },
  invitation: {
    title: { zh: "邀请管理", en: "Invitation" },
    description: { zh: "撤销邀请", en: "Revokes an invitation" },
  },
  optout: {
    title: { zh: "退订", en: "Opt-outs" },
    description: { zh: "退订名单", en: "The opt-out list" },
  },
  "approval-rule": {
    title: { zh: "规则", en: "Approval rule" },
    description: { zh: "审批规则", en: "Approval rules" },
  },
  channel: {
    title: { zh: "通道管理", en: "Channel" },
    description: { zh: "暂停、恢复通道，或限速", en: "Pauses, resumes or slows a channel" },
  },
};

import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { GROUP_WORDS } from "./seeded_words.ts";
import { MEMBER_STATE_WORDS } from "./words.ts";

/** A member of an enterprise (IAM-3). Nobody becomes one but by accepting an invitation. */
export const member = defineResource({
  noun: "member",
  view: "member_cards",
  title: "name",
  order: ["name", "asc"],
  number: "email",
  words: {
    note: w(
      "企业的成员及其用户组。邀请新成员请到“邀请”，调整权限请到“用户组”。",
      "Your enterprise's members and their groups. Invite people under “Invitations” and change permissions under “Groups”.",
    ),
    empty: w("还没有成员", "No members yet"),
    empty_hint: w("邀请同事加入。", "Invite colleagues to join."),
  },
  fields: {
    name: { kind: "text", label: w("姓名", "Name"), list: "head", page: "no", filter: "part" },
    email: { kind: "text", label: w("邮箱", "Email"), list: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: MEMBER_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    groups: { kind: "texts", label: w("用户组", "Groups"), known: GROUP_WORDS },
    created_at: {
      kind: "time",
      label: w("加入时间", "Joined"),
      sort: true,
      filter: "span",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    disable: {
      label: w("停用成员", "Disable member"),
      question: w("停用「{name}」？", "Disable “{name}”?"),
      body: w(
        "该成员将立即失去在本企业的全部权限，其发出的邀请随之撤销；相关记录仍保留，之后可再次启用该成员。",
        "The member loses all permissions in this enterprise immediately, and the invitations they sent are revoked. Records are kept, and you can enable the member again.",
      ),
      done: w(
        "「{name}」已停用，不再有任何权限；其记录仍保留",
        "“{name}” disabled: permissions removed, records kept",
      ),
      tone: "danger",
      from: ["active"],
    },
    enable: {
      label: w("启用成员", "Enable member"),
      question: w("启用「{name}」？", "Enable “{name}”?"),
      body: w("恢复该成员在原用户组中的权限。", "The member regains the permissions from their groups."),
      done: w("「{name}」已启用，用户组不变", "“{name}” enabled, groups unchanged"),
      from: ["disabled"],
    },
    // RET-1: anyone who works here still is named with what they do.
    pseudonymise: {
      label: w("化名处理", "Pseudonymise"),
      question: w("对「{name}」做化名处理？", "Pseudonymise “{name}”?"),
      body: w(
        "成员、邀请、订单、告警和审计日志中的姓名与邮箱将替换为“前成员 7Q4K”一类的化名；审计日志的封存仍可核验。全部导出文件失效。该成员不属于其他企业时，账号随之关闭。原因会保留在日志中，不能包含该成员的姓名、邮箱或聊天账号。不能撤销。",
        "The member's name and email are replaced by a pseudonym such as “Former member 7Q4K” in members, invitations, orders, alerts and the audit log. The audit log's seal can still be verified. All export files expire. If the member belongs to no other enterprise, the account is closed. The reason is kept in the log, so it can't contain the member's name, email or chat account. You can't undo this.",
      ),
      final: w("姓名无法恢复。", "The name can't be restored."),
      reason: "required",
      done: w("已做化名处理，审计日志稍后更新", "Pseudonymised. The audit log will be updated shortly."),
      tone: "danger",
      from: ["left", "disabled"],
    },
  },
});

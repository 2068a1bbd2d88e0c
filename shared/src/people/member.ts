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
    note: {
      zh: "企业的成员及其用户组。邀请新成员请到“邀请”，调整权限请到“用户组”。",
      en: "Who works here, and in which groups. New people are invited; rights come from groups.",
    },
    empty: { zh: "还没有成员", en: "No member yet" },
    empty_hint: { zh: "邀请同事加入。", en: "Invite somebody." },
  },
  fields: {
    name: { kind: "text", label: { zh: "姓名", en: "Name" }, list: "head", page: "no", filter: "part" },
    email: { kind: "text", label: { zh: "邮箱", en: "E-mail" }, list: "no", filter: "part" },
    state: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: MEMBER_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    groups: { kind: "texts", label: { zh: "用户组", en: "Groups" }, known: GROUP_WORDS },
    created_at: {
      kind: "time",
      label: { zh: "加入时间", en: "Since" },
      sort: true,
      filter: "span",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    disable: {
      label: { zh: "停用成员", en: "Disable member" },
      question: { zh: "停用「{name}」？", en: "Disable {name}?" },
      body: {
        zh: "立即失去在本企业的全部权限，其发出的邀请随之撤销；记录保留，可再次启用。",
        en: "Every right here is lost at once, and the invitations they made are revoked. The history stays; they can be enabled again.",
      },
      done: {
        zh: "{name} 已停用：不再有任何权限，记录保留",
        en: "{name} is disabled: every right is lost, the history stays",
      },
      tone: "danger",
      from: ["active"],
    },
    enable: {
      label: { zh: "启用成员", en: "Enable member" },
      question: { zh: "启用「{name}」？", en: "Enable {name}?" },
      body: { zh: "恢复其在原用户组中的权限。", en: "They have the rights of their groups again." },
      done: { zh: "{name} 已启用，用户组不变", en: "{name} is enabled, with the groups as they were" },
      from: ["disabled"],
    },
    // RET-1: anyone who works here still is named with what they do.
    pseudonymise: {
      label: { zh: "化名处理", en: "Pseudonymise" },
      question: { zh: "对「{name}」做化名处理？", en: "Pseudonymise {name}?" },
      body: {
        zh: "姓名与邮箱从成员、邀请、订单、告警和审计日志中消失，代之以“前成员 7Q4K”一类的化名；审计日志的封存仍可核验。全部导出文件失效。如其不再属于任何企业，其账号随之关闭。原因会保留在日志中，不能含有其姓名、邮箱或聊天账号。不能撤销。",
        en: "Name and e-mail go from members, invitations, orders, alerts and the audit log; a pseudonym such as “Former member 7Q4K” takes their place, and the log can be proved as before. All exported files expire. Where they belong to no other enterprise, their account is closed. The reason is kept in the log, so it may not have the name, the address or a chat account in it. It cannot be undone.",
      },
      final: { zh: "姓名无法恢复。", en: "Nothing brings the name back." },
      reason: "required",
      done: {
        zh: "已做化名处理，审计日志稍后完成",
        en: "Pseudonymised; the audit log follows within seconds",
      },
      tone: "danger",
      from: ["left", "disabled"],
    },
  },
});

import type { Words } from "../locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";

const NAME: Words = { zh: "名称", en: "Name" };
const POLICIES: Words = { zh: "策略", en: "Policies" };
const MEMBERS: Words = { zh: "成员", en: "Members" };

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  policies: {
    kind: "references",
    label: POLICIES,
    hint: {
      zh: "成员的权限是其所有用户组的策略之和；拒绝优先。",
      en: "A member may do what the policies of all their groups allow together; what one denies is denied.",
    },
    from: { view: "policy_cards", key: "name", title: "name" },
    most: 100,
    optional: true,
  },
  members: {
    kind: "references",
    label: MEMBERS,
    from: { view: "member_cards", key: "id", title: "name" },
    most: 1_000,
    optional: true,
  },
} as const;

/** A group of members, which carries policies (IAM-3). */
export const group = defineResource({
  noun: "group",
  view: "group_cards",
  title: "name",
  order: ["name", "asc"],
  argument: "user_group",
  words: {
    note: {
      zh: "用户组携带策略，决定成员能做什么；审批规则也按用户组指定审批人。",
      en: "A group carries policies, which say what its members may do. Approval rules name groups too.",
    },
    empty: { zh: "还没有用户组", en: "No group yet" },
    empty_hint: { zh: "新建用户组并赋予策略。", en: "Make one and give it policies." },
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    policies: { kind: "texts", label: POLICIES },
    members: { kind: "references", label: MEMBERS, names: "member_names" },
    created_at: { kind: "time", label: { zh: "创建时间", en: "Created" }, list: "wide", sort: true },
  },
  forms: {
    create: form(PEOPLE_INPUTS.create_group, {
      verb: "create_group",
      sudo: true,
      title: { zh: "新建用户组", en: "New group" },
      confirm: { zh: "新建", en: "Make it" },
      done: { zh: "用户组已新建", en: "The group is made" },
      inputs,
    }),
    update: form(PEOPLE_INPUTS.update_group, {
      verb: "update_group",
      sudo: true,
      title: { zh: "修改用户组", en: "Edit the group" },
      confirm: { zh: "保存", en: "Save" },
      note: {
        zh: "保存后立即生效，包括正在等待审批的任务。",
        en: "It holds at once, for what waits for approval too.",
      },
      done: { zh: "用户组已保存", en: "The group is saved" },
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: { zh: "删除用户组", en: "Delete group" },
      question: { zh: "删除用户组「{name}」？", en: "Delete the group “{name}”?" },
      body: {
        zh: "成员保留其他用户组给予的权限。",
        en: "Its members keep what their other groups give them.",
      },
      done: { zh: "用户组「{name}」已删除", en: "The group “{name}” is deleted" },
      tone: "danger",
      deletes: true,
    },
  },
});

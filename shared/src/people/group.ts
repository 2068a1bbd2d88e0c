import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";
import { GROUP_WORDS, POLICY_WORDS } from "./seeded_words.ts";
import { policyNote } from "./system_policies.ts";

const NAME: Words = w("名称", "Name");
const POLICIES: Words = w("策略", "Policies");
const MEMBERS: Words = w("成员", "Members");

/** A group that the system has named is edited by the name that is kept. */
function nameNote(row: Readonly<Record<string, unknown>>): Words | null {
  const { zh, en } = knownWords(GROUP_WORDS, String(row.name));
  return zh === en
    ? null
    : {
        zh: `系统预置的用户组，中文界面显示为「${zh}」。改名后显示新名称。`,
        en: `A built-in group, shown as “${zh}” in Chinese. If you rename it, the new name is shown instead.`,
      };
}

const inputs = {
  name: { kind: "text", label: NAME, max: 64, note: nameNote },
  policies: {
    kind: "references",
    label: POLICIES,
    hint: w(
      "成员的权限是其所有用户组的策略之和；拒绝优先。",
      "A member's permissions are the sum of the policies of all their groups. Deny wins.",
    ),
    from: { view: "policy_cards", key: "name", title: "name", known: POLICY_WORDS, beside: policyNote },
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
    note: w(
      "用户组所含的策略决定成员能做什么；审批规则也按用户组指定审批人。",
      "A group's policies decide what its members can do. Approval rules also use groups as approvers.",
    ),
    empty: w("还没有用户组", "No groups yet"),
    empty_hint: w("新建用户组并添加策略。", "Create a group and add policies to it."),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part", known: GROUP_WORDS },
    policies: { kind: "texts", label: POLICIES, known: POLICY_WORDS },
    members: { kind: "references", label: MEMBERS, names: "member_names" },
    created_at: { kind: "time", label: w("创建时间", "Created"), list: "wide", sort: true },
  },
  forms: {
    create: form(PEOPLE_INPUTS.create_group, {
      verb: "create_group",
      sudo: true,
      title: w("新建用户组", "Create group"),
      confirm: w("新建", "Create"),
      done: w("用户组已创建", "Group created"),
      inputs,
    }),
    update: form(PEOPLE_INPUTS.update_group, {
      verb: "update_group",
      sudo: true,
      title: w("修改用户组", "Edit group"),
      confirm: w("保存", "Save"),
      note: w(
        "保存后立即生效，也适用于正在等待审批的任务。",
        "Takes effect immediately, including for sends in review.",
      ),
      done: w("用户组已保存", "Group saved"),
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("删除用户组", "Delete group"),
      question: w("删除用户组「{name}」？", "Delete group “{name}”?"),
      body: w("成员仍保留其他用户组授予的权限。", "Members keep the permissions from their other groups."),
      done: w("用户组「{name}」已删除", "Group “{name}” deleted"),
      tone: "danger",
      deletes: true,
    },
  },
});

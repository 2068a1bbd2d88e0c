import { type Words, w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";
import { type Policy, readPolicy } from "./policy.ts";
import { placeWords, policyText, policyWords } from "./policy_texts.ts";
import { GROUP_WORDS, POLICY_WORDS } from "./seeded_words.ts";
import { REVIEWER_POLICY, SYSTEM_POLICIES } from "./system_policies.ts";

const NAME: Words = w("策略名称", "Policy name");
const CONTENT: Words = w("策略内容", "Policy content");

/** What is wrong with the text of a document, the first of it; null for nothing. */
function documentProblem(text: string): Words | null {
  const read = readPolicy(text);
  if ("policy" in read) return null;
  const [first] = read.problems;
  if (!first) return null;
  const { path, typed, words } = first;
  const place = placeWords(path, typed);
  return place === null ? words : { zh: `${place.zh}：${words.zh}`, en: `${place.en}: ${words.en}` };
}

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  document: {
    kind: "json",
    label: CONTENT,
    hint: w(
      "未写明允许的操作一律不允许；被拒绝的操作，即使其他策略允许也无效。您只能授予自己拥有的权限；“管理成员与权限”可以增减成员、用户组和策略，但不能授予自己没有的权限。",
      "Anything not allowed is denied, and a deny overrides an allow in any other policy. You can only grant permissions you have. “Manage members and permissions” lets someone add and remove members, groups and policies, but not grant permissions they don't have.",
    ),
    max: 50_000,
    write: (document: unknown) => policyText(document as Policy),
    problem: documentProblem,
  },
} as const;

/** A policy of identity and access: the system's, and an enterprise's own (IAM-1, IAM-2). Groups carry them. */
export const iamPolicy = defineResource({
  noun: "policy",
  view: "policy_cards",
  title: "name",
  order: ["system", "desc"],
  words: {
    note: w(
      "策略写明允许与拒绝哪些操作；用户组包含若干策略，成员的权限是其所有用户组的策略之和，拒绝优先。名称中：KooMessage 即智能信息（AIM，富媒体短信卡片），SA 即服务号，Basic Edition 即智能信息基础版，RTC Administrator 即发送短信的权限，“Tidings 审核”在企业开通时自动创建。",
      "A policy says which actions are allowed and denied. A member's permissions are the sum of the policies of all their groups, and deny wins. In policy names, KooMessage means rich messaging (AIM, rich cards), SA means service accounts, and Basic Edition means the basic edition of rich messaging. RTC Administrator is the permission to send SMS. Tidings Reviewer comes with every enterprise.",
    ),
    empty: w("没有符合条件的策略", "No matching policies"),
    empty_hint: w("清除筛选，或新建自定义策略。", "Clear the filters or create a custom policy."),
  },
  fields: {
    name: {
      kind: "text",
      label: NAME,
      list: "head",
      page: "no",
      sort: true,
      filter: "part",
      known: POLICY_WORDS,
    },
    system: {
      kind: "flag",
      label: w("类别", "Type"),
      values: {
        true: label("neutral", "系统策略", "System"),
        false: label("progress", "企业策略", "Enterprise policy"),
      },
      filter: "is",
    },
    document: {
      kind: "json",
      label: CONTENT,
      text: ({ name, system, document }) => {
        const words = policyWords(document as unknown as Policy);
        const known = (system ? SYSTEM_POLICIES : [REVIEWER_POLICY]).find((policy) => policy.name === name);
        return known
          ? { zh: `${known.words.zh}。\n${words.zh}`, en: `${known.words.en}.\n${words.en}` }
          : words;
      },
    },
    groups: {
      kind: "texts",
      label: w("使用此策略的用户组", "Groups using it"),
      known: GROUP_WORDS,
    },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      list: "no",
      when: ({ system }) => !system,
    },
  },
  forms: {
    create: form(PEOPLE_INPUTS.create_policy, {
      verb: "create_policy",
      sudo: true,
      title: w("新建自定义策略", "Create custom policy"),
      confirm: w("新建", "Create"),
      note: w("策略加入用户组后才会生效。", "The policy takes effect once you add it to a group."),
      done: w("策略已创建", "Policy created"),
      inputs,
    }),
    update: form(PEOPLE_INPUTS.update_policy, {
      verb: "update_policy",
      sudo: true,
      title: w("修改策略", "Edit policy"),
      confirm: w("保存", "Save"),
      note: w(
        "保存后立即对所有使用该策略的用户组生效。",
        "Takes effect immediately for all groups that use this policy.",
      ),
      done: w("策略已保存", "Policy saved"),
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("删除策略", "Delete policy"),
      question: w("删除策略“{name}”？", "Delete policy “{name}”?"),
      body: w(
        "没有用户组使用此策略，删除不影响任何人的权限。删除后不可恢复。",
        "No group uses this policy, so no one's permissions change. You can't undo this.",
      ),
      final: w("删除后不可恢复。确定删除吗？", "You can't undo this. Delete it?"),
      done: w("策略“{name}”已删除", "Policy “{name}” deleted"),
      tone: "danger",
      deletes: true,
    },
  },
});

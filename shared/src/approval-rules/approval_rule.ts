import { type Locale, type Words, w } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import { label } from "../ground/tone.ts";
import { GROUP_WORDS } from "../people/seeded_words.ts";
import { defineResource, form } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
import { SEND_INPUTS } from "../sends/inputs.ts";

const NAME: Words = w("规则名称", "Name");
const APPROVERS: Words = w("需要的审批人数", "Approvers");
const ANY: Words = w("留空为不限。", "Empty: it does not matter.");
const MOST = 1_000_000_000;
const GROUPS = { view: "groups", key: "id", title: "name", known: GROUP_WORDS } as const;

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  approvers: { kind: "count", label: APPROVERS, min: 1, max: 5 },
  group_id: {
    kind: "reference",
    label: w("审批人所属用户组", "Approvers are of"),
    option: "group",
    from: GROUPS,
    open: w("任何有审批权限的成员", "Anyone who may approve"),
    optional: true,
  },
  min_audience: {
    kind: "count",
    label: w("号码数不少于", "Numbers, at least"),
    hint: ANY,
    option: "audience",
    min: 1,
    max: MOST,
    optional: true,
  },
  min_units: {
    kind: "count",
    label: w("解析额度不少于", "Resolutions, at least"),
    hint: ANY,
    option: "units",
    min: 1,
    max: MOST,
    optional: true,
  },
  min_cost_fen: {
    kind: "money",
    label: w("费用不少于", "Cost, at least"),
    hint: w(
      "按提交时的价格，最多要付的金额：短信条数与套餐外的解析额度；价格未知的任务也适用。留空为不限。",
      "What it costs at most, by the prices of its submission: SMS segments, and resolutions beyond the packages. A send without a price meets it too. Empty: it does not matter.",
    ),
    option: "cost",
    parts: 100,
    min: 1,
    optional: true,
  },
  marketing: {
    kind: "flag",
    label: w("信息类型", "Kind of message"),
    option: "kind",
    values: { true: label("neutral", "营销类", "Marketing"), false: label("neutral", "通知类", "Notices") },
    initial: null,
    open: w("不限", "Any"),
    optional: true,
  },
  requester_group_id: {
    kind: "reference",
    label: w("提交人所属用户组", "Submitted by a member of"),
    option: "requesters",
    from: GROUPS,
    open: w("任何人", "Anyone"),
    optional: true,
  },
} as const;

/** What a trial says of a send, beside what was asked. */
export const TRIED_WORDS = { numbers: w("号码数", "Numbers"), cost: w("费用", "Cost") } as const;

/** Which sends a rule is about; null: it does not matter. */
interface Conditions {
  readonly min_audience: number | null;
  readonly min_units: number | null;
  /** Hundredths of the currency. */
  readonly min_cost_fen: number | null;
  readonly currency: string;
  readonly marketing: boolean | null;
  readonly requester_group: string | null;
}

const count = (figure: number) => figure.toLocaleString("en");

/** `10,000 numbers or more · marketing`: which sends a rule is about. */
export function conditionWords(conditions: Conditions): Words {
  const { min_audience, min_units, min_cost_fen, currency, marketing, requester_group } = conditions;
  const parts: Words[] = [];
  if (min_audience !== null)
    parts.push({ zh: `号码不少于 ${count(min_audience)}`, en: `${count(min_audience)} numbers or more` });
  if (min_units !== null)
    parts.push({ zh: `解析额度不少于 ${count(min_units)}`, en: `${count(min_units)} resolutions or more` });
  if (min_cost_fen !== null) {
    const amount = (locale: Locale) => moneyText(min_cost_fen, currency, locale);
    parts.push({ zh: `费用不少于 ${amount("zh-CN")}`, en: `a cost of ${amount("en")} or more` });
  }
  if (marketing !== null) parts.push(marketing ? w("营销类", "marketing") : w("通知类", "notices"));
  if (requester_group !== null) {
    const group = knownWords(GROUP_WORDS, requester_group);
    parts.push({ zh: `提交人属于「${group.zh}」`, en: `submitted by “${group.en}”` });
  }
  if (parts.length === 0) return w("所有任务", "every send");
  return { zh: parts.map(({ zh }) => zh).join(" · "), en: parts.map(({ en }) => en).join(" · ") };
}

/** How many approvers are asked for, and of which group. */
export function approverWords(approvers: number, group: string | null): Words {
  if (group !== null) {
    const { zh, en } = knownWords(GROUP_WORDS, group);
    return { zh: `${approvers} 位，属于「${zh}」`, en: `${approvers} of “${en}”` };
  }
  return { zh: `${approvers} 位审批人`, en: `${approvers} ${approvers === 1 ? "approver" : "approvers"}` };
}

/** What both of its forms say. */
const SAVES = {
  confirm: w("保存", "Save"),
  note: w(
    "保存后立即生效，包括正在等待审批的任务。",
    "It holds at once when it is saved, for what waits too.",
  ),
  done: w("规则已保存，立即生效", "Saved; it holds at once"),
  inputs,
};

/** Which sends need how many approvers, of which group (APR-1). */
export const approvalRule = defineResource({
  noun: "approval_rule",
  view: "approval_rule_cards",
  title: "name",
  order: ["name", "asc"],
  copies: { name: "name" },
  words: {
    note: w(
      "什么样的发送任务需要几位审批人。同时满足的规则都要达到；没有规则满足时，一位审批人即可。提交人永远不能审批自己的任务。",
      "Which sends need how many approvers. All rules that a send meets hold; where none does, one approver is enough. Nobody approves what they submitted.",
    ),
    empty: w("还没有审批规则", "No approval rules yet"),
    empty_hint: w(
      "每个任务由提交人以外的一位成员审批。",
      "Each send is approved by one member who did not submit it.",
    ),
  },
  story: ({ able, approvers }) =>
    Number(able) > approvers
      ? label("neutral", `目前有 ${able} 人可按它审批。`, `${able} may approve by it now.`)
      : label(
          "warning",
          `⚠ 目前恰好只有 ${able} 人可按它审批：其中任何一位提交的任务都无法通过。`,
          `⚠ No more than ${able} may approve by it: what one of them submits cannot get through.`,
        ),
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", sort: true, filter: "part" },
    conditions: {
      kind: "json",
      label: w("适用于", "Holds for"),
      text: ({ conditions }) => conditionWords(conditions as unknown as Conditions),
    },
    approvers: {
      kind: "text",
      label: w("要求", "Asks for"),
      text: ({ approvers, group_name }) => approverWords(approvers, group_name),
    },
    created_at: { kind: "time", label: w("创建时间", "Created"), list: "no", page: "page" },
  },
  forms: {
    create: form(SEND_INPUTS.create_approval_rule, {
      verb: "create_approval_rule",
      title: w("新建规则", "New rule"),
      ...SAVES,
    }),
    update: form(SEND_INPUTS.update_approval_rule, {
      verb: "update_approval_rule",
      title: w("修改规则", "Edit the rule"),
      ...SAVES,
    }),
  },
  transitions: {
    delete: {
      label: w("删除规则", "Delete rule"),
      question: w("删除规则「{name}」？", "Delete the rule “{name}”?"),
      body: w(
        "立即生效，正在等待审批的任务仍须满足提交时的要求。",
        "At once; what waits still needs what was asked when it was submitted.",
      ),
      done: w("规则「{name}」已删除", "The rule “{name}” is deleted"),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

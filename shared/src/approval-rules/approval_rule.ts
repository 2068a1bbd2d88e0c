import { type Locale, type Words, w } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import { label } from "../ground/tone.ts";
import { GROUP_WORDS } from "../people/seeded_words.ts";
import { defineResource, form } from "../resource/define.ts";
import { knownWords } from "../resource/known.ts";
import { SEND_INPUTS } from "../sends/inputs.ts";

const NAME: Words = w("规则名称", "Name");
const APPROVERS: Words = w("需要的审批人数", "Approvers needed");
const ANY: Words = w("留空则不限。", "Leave empty for no limit.");
const MOST = 1_000_000_000;
const GROUPS = { view: "groups", key: "id", title: "name", known: GROUP_WORDS } as const;

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  approvers: { kind: "count", label: APPROVERS, min: 1, max: 5 },
  group_id: {
    kind: "reference",
    label: w("审批人所属用户组", "Approver group"),
    option: "group",
    from: GROUPS,
    open: w("任何有审批权限的成员", "Anyone who can approve"),
    optional: true,
  },
  min_audience: {
    kind: "count",
    label: w("号码数不少于", "Minimum phone number count"),
    hint: ANY,
    option: "audience",
    min: 1,
    max: MOST,
    optional: true,
  },
  min_units: {
    kind: "count",
    label: w("解析额度不少于", "Minimum number of resolutions"),
    hint: ANY,
    option: "units",
    min: 1,
    max: MOST,
    optional: true,
  },
  min_cost_fen: {
    kind: "money",
    label: w("费用不少于", "Minimum cost"),
    hint: w(
      "按提交时的价格计算的最高费用，包括短信条数费和套餐外的解析额度；价格未知的任务也适用此规则。留空则不限。",
      "The most a send could cost at the prices in effect when it's submitted, including SMS segments and resolutions beyond packages. Sends with an unknown price match too. Leave empty for no limit.",
    ),
    option: "cost",
    parts: 100,
    min: 1,
    optional: true,
  },
  marketing: {
    kind: "flag",
    label: w("信息类型", "Message type"),
    option: "kind",
    values: { true: label("neutral", "营销类", "Marketing"), false: label("neutral", "通知类", "Notices") },
    initial: null,
    open: w("不限", "Any"),
    optional: true,
  },
  requester_group_id: {
    kind: "reference",
    label: w("提交人所属用户组", "Submitter group"),
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
  if (parts.length === 0) return w("所有任务", "all sends");
  return { zh: parts.map(({ zh }) => zh).join(" · "), en: parts.map(({ en }) => en).join(" · ") };
}

/** How many approvers are asked for, and of which group. */
export function approverWords(approvers: number, group: string | null): Words {
  if (group !== null) {
    const { zh, en } = knownWords(GROUP_WORDS, group);
    return { zh: `${approvers} 位「${zh}」的成员`, en: `${approvers} from “${en}”` };
  }
  return { zh: `${approvers} 位审批人`, en: `${approvers} ${approvers === 1 ? "approver" : "approvers"}` };
}

/** What both of its forms say. */
const SAVES = {
  confirm: w("保存", "Save"),
  note: w(
    "保存后立即生效，正在等待审批的任务也适用。",
    "Takes effect immediately, including for sends already in review.",
  ),
  done: w("规则已保存，立即生效", "Rule saved. It takes effect immediately."),
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
      "设定发送任务需要几位审批人。符合多条规则的任务须逐条满足；不符合任何规则的任务，由一位审批人审批即可。提交人不能审批自己的任务。",
      "Set how many approvers a send needs. A send must satisfy every rule that applies to it. If none applies, one approver is enough. Nobody can approve their own send.",
    ),
    empty: w("还没有审批规则", "No approval rules yet"),
    empty_hint: w(
      "每个任务由提交人以外的一位成员审批。",
      "Each send is approved by one member other than its submitter.",
    ),
  },
  story: ({ able, approvers }) =>
    Number(able) > approvers
      ? label("neutral", `目前有 ${able} 人可按此规则审批。`, `${able} members can approve under this rule.`)
      : label(
          "warning",
          `目前只有 ${able} 人可按此规则审批，其中任何一位提交的任务都无法通过。`,
          `Only ${able} of your members can currently approve under this rule, so a send submitted by one of them can't be approved.`,
        ),
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", sort: true, filter: "part" },
    conditions: {
      kind: "json",
      label: w("适用于", "Applies to"),
      text: ({ conditions }) => conditionWords(conditions as unknown as Conditions),
    },
    approvers: {
      kind: "text",
      label: w("要求", "Requires"),
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
      title: w("修改规则", "Edit rule"),
      ...SAVES,
    }),
  },
  transitions: {
    delete: {
      label: w("删除规则", "Delete rule"),
      question: w("删除规则「{name}」？", "Delete rule “{name}”?"),
      body: w(
        "立即生效，但正在等待审批的任务仍须满足提交时的要求。",
        "Takes effect immediately, but sends in review must still meet the requirements that applied when they were submitted.",
      ),
      done: w("规则「{name}」已删除", "Rule “{name}” deleted"),
      tone: "danger",
      inList: true,
      deletes: true,
    },
  },
});

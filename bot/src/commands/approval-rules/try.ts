import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { count } from "../../figures.ts";
import { Mistake } from "../../refused.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { namesOf } from "../../resources/named.ts";
import { timeText } from "../../times.ts";
import {
  POLICY_CHOICES,
  POLICY_OPTIONS,
  type PolicyDraft,
  type PolicyRow,
  policyInput,
  policyShape,
} from "./draft.ts";
import { policyRows } from "./policies.ts";

const SAYS = {
  title: { zh: "试算审批策略：最近 {days} 天", en: "Policies tried on the last {days} days" },
  sum: {
    zh: "已通过的任务中，{more} 个当时会需要更多审批，{enough} 个已足够。什么都没有改变。",
    en: "Of the sends that were approved, {more} would have needed more approvers, {enough} had enough. Nothing was changed.",
  },
  none: { zh: "这段时间没有任务通过审批。", en: "No send was approved in that time." },
  both: { zh: "请同时写策略名称和审批人数。", en: "Give both a name and the number of approvers." },
  send: { zh: "任务", en: "Send" },
  batch: { zh: "批次号", en: "Batch" },
  at: { zh: "提交时间", en: "Submitted" },
  by: { zh: "提交人", en: "By" },
  units: { zh: "消耗", en: "Cost" },
  had: { zh: "已有", en: "Had" },
  needs: { zh: "需要", en: "Needs" },
  which: { zh: "策略", en: "Policy" },
} as const satisfies Record<string, Words>;

interface Tried {
  readonly sends: readonly {
    readonly name: string;
    readonly batch_no: string;
    readonly submitted_at: string;
    readonly submitted_by: string | null;
    readonly units: number;
    readonly asks: readonly { policy: string | null; approvers: number; group: string | null }[];
    readonly most: number;
    readonly had: number;
    readonly enough: boolean;
  }[];
  readonly enough: number;
  readonly more: number;
}

export const policyTry = defineCommand({
  name: "policy try",
  feature: "policies",
  seldom: true,
  words: {
    title: { zh: "试算策略", en: "Try policies" },
    description: {
      zh: "用现有策略（或再加一条）对照上月通过的任务，看哪些当时会需要更多审批",
      en: "Tries the policies, with one more if you name it, on last month: which approved sends would have needed more",
    },
    options: { ...POLICY_OPTIONS, days: { zh: "天数", en: "Days" } },
    choices: POLICY_CHOICES,
  },
  input: z.object({
    ...policyShape,
    name: policyShape.name.optional(),
    approvers: policyShape.approvers.optional(),
    days: z.int().min(1).max(366).default(31),
  }),
  order: ["name", "approvers"],
  permission: "KooMessage:approvalRule:list",
  reads: true,
  audience: "room",
  suggests: {
    requesters: (context, typed) => namesOf(context, "groups", typed),
    group: (context, typed) => namesOf(context, "groups", typed),
  },
  async run(context, { days, ...asked }): Promise<Answer> {
    const tried = await verb<Tried>(context.session, "try_approval_rules", {
      policies: await policiesOf(context, asked),
      days,
    });
    return { tone: "plain", ...shown(context, tried, days) };
  },
});

/** Null: those that hold, and nothing else; else those and the one that is being thought about, in place of its namesake. */
async function policiesOf(context: Context, asked: Partial<PolicyDraft>): Promise<object[] | null> {
  const { name, approvers, ...rest } = asked;
  if (Object.values(asked).every((value) => value === undefined)) return null;
  if (name === undefined || approvers === undefined) throw new Mistake(say(SAYS.both, context.locale));
  const draft = await policyInput(context, { ...rest, name, approvers });
  const held = (await policyRows(context)).filter((row) => row.name !== name);
  return [...held.map(({ id: _id, ...row }: PolicyRow) => row), draft];
}

function shown(context: Context, tried: Tried, days: number): Omit<Answer, "tone"> {
  const { locale } = context;
  const title = fillPlaces(say(SAYS.title, locale), { days });
  if (tried.sends.length === 0) return { title, text: say(SAYS.none, locale) };
  const text = fillPlaces(say(SAYS.sum, locale), { more: count(tried.more), enough: count(tried.enough) });
  const more = tried.sends.filter((each) => !each.enough);
  if (more.length === 0) return { title, text };
  const columns = [SAYS.send, SAYS.batch, SAYS.at, SAYS.by, SAYS.units, SAYS.had, SAYS.needs, SAYS.which];
  return {
    title,
    text,
    table: {
      name: "policies-tried",
      columns: columns.map((words, index) => ({
        title: say(words, locale),
        align: index >= 4 && index <= 6 ? "right" : "left",
      })),
      rows: more.map((each) => [
        each.name,
        each.batch_no,
        timeText(each.submitted_at, context.zone),
        each.submitted_by ?? "—",
        count(each.units),
        String(each.had),
        String(each.most),
        each.asks.map((ask) => [ask.policy, ask.group].filter(Boolean).join(" · ")).join(", "),
      ]),
    },
  };
}

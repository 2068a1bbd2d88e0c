import { say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { conditionText, type PolicyRow } from "./draft.ts";

const SAYS = {
  title: { zh: "审批策略", en: "Approval policies" },
  none: {
    zh: "没有审批策略：每个发送任务由另一位成员审批。",
    en: "There is no policy: one other member approves each send.",
  },
  how: {
    zh: "符合多条策略的任务须满足所有策略；都不符合时由另一位成员审批。试算：policy try",
    en: "All policies that meet a send hold; when none does, one other member approves. To try them: policy try",
  },
  name: { zh: "名称", en: "Name" },
  when: { zh: "适用", en: "For" },
  approvers: { zh: "审批人数", en: "Approvers" },
  group: { zh: "审批人", en: "Of" },
  anyone: { zh: "任何有审批权的成员", en: "all who may approve" },
} as const satisfies Record<string, Words>;

export const policies = defineCommand({
  name: "policies",
  feature: "policies",
  seldom: true,
  words: {
    title: { zh: "审批策略", en: "Policies" },
    description: {
      zh: "列出审批策略：什么任务要几个人审批",
      en: "Lists the approval policies: which sends need how many approvers",
    },
    options: {},
  },
  input: z.object({}),
  order: [],
  permission: "KooMessage:approvalRule:list",
  reads: true,
  audience: "room",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const [rows, groups] = await Promise.all([policyRows(context), groupNames(context)]);
    if (rows.length === 0)
      return { tone: "plain", title: say(SAYS.title, locale), text: say(SAYS.none, locale) };
    const columns = [SAYS.name, SAYS.when, SAYS.approvers, SAYS.group];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      note: say(SAYS.how, locale),
      table: {
        name: "policies",
        columns: columns.map((words, index) => ({
          title: say(words, locale),
          align: index === 2 ? "right" : "left",
        })),
        rows: rows.map((row) => [
          row.name,
          conditionText(context, row, groups),
          String(row.approvers),
          row.group_id === null ? say(SAYS.anyone, locale) : (groups.get(row.group_id) ?? "—"),
        ]),
      },
    };
  },
});

/** The policies that hold in the enterprise. */
export function policyRows(context: Context): Promise<PolicyRow[]> {
  return answerOf<PolicyRow[]>(
    context.session.client
      .from("approval_rules")
      .select("id, name, approvers, min_audience, min_units, marketing, requester_group_id, group_id")
      .eq("enterprise_id", context.me.enterprise?.id ?? "")
      .order("name"),
  );
}

async function groupNames(context: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await answerOf<{ id: string; name: string }[]>(
    context.session.client.from("groups").select("id, name").limit(500),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

import { say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { rowsHere } from "../../rows.ts";
import { conditionText, type RuleRow } from "./draft.ts";

const SAYS = {
  title: { zh: "审批规则", en: "Approval rules" },
  none: {
    zh: "没有审批规则：每个发送任务由另一位成员审批。",
    en: "There is no approval rule: one other member approves each send.",
  },
  how: {
    zh: "符合多条规则的任务须满足所有规则；都不符合时由另一位成员审批。试算：approval-rule try",
    en: "All rules that meet a send hold; when none does, one other member approves. To try them: approval-rule try",
  },
  name: { zh: "名称", en: "Name" },
  when: { zh: "适用", en: "For" },
  approvers: { zh: "审批人数", en: "Approvers" },
  group: { zh: "审批人", en: "Of" },
  anyone: { zh: "任何有审批权的成员", en: "all who may approve" },
} as const satisfies Record<string, Words>;

export const approvalRules = defineCommand({
  name: "approval-rules",
  aliases: ["policies", "审批策略"],
  feature: "approval-rules",
  admin: true,
  words: {
    title: { zh: "审批规则", en: "Approval rules" },
    description: {
      zh: "列出审批规则：什么任务要几个人审批",
      en: "Lists the approval rules: which sends need how many approvers",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:approvalRule:list",
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const [rows, groups] = await Promise.all([ruleRows(context), groupNames(context)]);
    if (rows.length === 0)
      return { tone: "plain", title: say(SAYS.title, locale), text: say(SAYS.none, locale) };
    const columns = [SAYS.name, SAYS.when, SAYS.approvers, SAYS.group];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      note: say(SAYS.how, locale),
      table: {
        name: "approval-rules",
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

const COLUMNS = "id, name, approvers, min_audience, min_units, marketing, requester_group_id, group_id";

/** The approval rules of the enterprise. */
export function ruleRows(context: Context): Promise<RuleRow[]> {
  return answerOf<RuleRow[]>(rowsHere(context, "approval_rules", COLUMNS).order("name"));
}

async function groupNames(context: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await answerOf<{ id: string; name: string }[]>(
    rowsHere(context, "groups", "id, name").limit(500),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

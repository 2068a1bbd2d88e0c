import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesOf } from "../../resources/named.ts";
import { RULE_CHOICES, RULE_OPTIONS, ruleInput, ruleShape } from "./draft.ts";

const SAYS = {
  done: {
    zh: "审批规则「{name}」已生效，包括正在等待审批的任务。",
    en: "The approval rule {name} holds from now on, for what waits for approval too.",
  },
  able: { zh: "目前有 {able} 人可按它审批。", en: "People who may approve by it now: {able}." },
  scarce: {
    zh: "⚠ 目前恰好只有 {able} 人可按它审批：其中任何一位提交的任务都无法通过。",
    en: "⚠ No more than {able} may approve by it: what one of them submits cannot get through.",
  },
} as const satisfies Record<string, Words>;

export const approvalRuleAdd = defineCommand({
  name: "approval-rule add",
  aliases: ["policy add", "添加策略"],
  feature: "approval-rules",
  admin: true,
  words: {
    title: { zh: "添加规则", en: "Add approval rule" },
    description: {
      zh: "添加审批规则：符合条件的任务要几个人、由哪个用户组审批",
      en: "Adds an approval rule: which sends need how many approvers, of which group",
    },
    options: RULE_OPTIONS,
    choices: RULE_CHOICES,
  },
  input: z.object(ruleShape),
  positional: ["name", "approvers"],
  permission: "KooMessage:approvalRule:manage",
  reads: false,
  audience: "chat_channel",
  suggests: {
    requesters: (context, typed) => namesOf(context, "groups", typed),
    group: (context, typed) => namesOf(context, "groups", typed),
  },
  async run(context, draft): Promise<Answer> {
    const input = await ruleInput(context, draft);
    const { able } = await verb<{ able: number }>(context.session, "create_approval_rule", {
      input,
      request: context.request("create_approval_rule"),
    });
    const scarce = able <= draft.approvers;
    const told = (words: Words) => fillPlaces(say(words, context.locale), { name: draft.name, able });
    return {
      tone: scarce ? "warn" : "good",
      text: `${told(SAYS.done)}\n${told(scarce ? SAYS.scarce : SAYS.able)}`,
    };
  },
});

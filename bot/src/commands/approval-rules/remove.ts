import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";

const DONE = { zh: "审批规则「{name}」已删除。", en: "The approval rule {name} holds no longer." };

export const approvalRuleRemove = defineCommand({
  name: "approval-rule remove",
  aliases: ["policy remove", "删除策略"],
  feature: "approval-rules",
  admin: true,
  words: {
    title: { zh: "删除规则", en: "Remove approval rule" },
    description: { zh: "删除一条审批规则", en: "Deletes an approval rule" },
    options: { rule: { zh: "规则", en: "Rule" } },
  },
  input: z.object({ rule: z.string().trim().min(1).max(64) }),
  positional: ["rule"],
  permission: "KooMessage:approvalRule:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { rule: (context, typed) => namesOf(context, "approval_rules", typed) },
  async run(context, { rule }): Promise<Answer> {
    const found = await findNamed(context, "approval_rules", rule);
    await verb(context.session, "delete_approval_rule", {
      approval_rule: found.id,
      request: context.request("delete_approval_rule"),
    });
    return { tone: "good", text: fillPlaces(say(DONE, context.locale), { name: found.name }) };
  },
});

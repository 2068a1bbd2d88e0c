import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findNamed, namesOf } from "../../resources/named.ts";

const DONE = { zh: "审批策略「{name}」已删除。", en: "The policy {name} holds no longer." };

export const policyRemove = defineCommand({
  name: "policy remove",
  feature: "policies",
  seldom: true,
  words: {
    title: { zh: "删除策略", en: "Remove policy" },
    description: { zh: "删除一条审批策略", en: "Takes an approval policy away" },
    options: { policy: { zh: "策略", en: "Policy" } },
  },
  input: z.object({ policy: z.string().trim().min(1).max(64) }),
  order: ["policy"],
  permission: "KooMessage:approvalRule:manage",
  reads: false,
  audience: "room",
  suggests: { policy: (context, typed) => namesOf(context, "approval_rules", typed) },
  async run(context, { policy }): Promise<Answer> {
    const found = await findNamed(context, "approval_rules", policy);
    await verb(context.session, "delete_approval_rule", {
      policy: found.id,
      request: context.request("delete_approval_rule"),
    });
    return { tone: "good", text: fillPlaces(say(DONE, context.locale), { name: found.name }) };
  },
});

import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { decide } from "../../engine/decide.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { DECIDE_ANY, decidableBy } from "../../engine/rights.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE = w("已驳回：{name}", "Rejected: {name}");

export const reject = defineCommand({
  name: "reject",
  feature: "reviews",
  words: {
    title: w("驳回", "Reject"),
    description: w(
      "驳回您看过的待审内容（模板、发送任务、备案等），须写明原因",
      "Rejects a pending item you've viewed (template, send, filing …); a reason is required",
    ),
    options: { resource: w("名称或编号", "Name or ID"), reason: w("原因", "Reason") },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    // Asked for in a form of chat. Typed without one, the command shows the card, whose button asks for it.
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  positional: ["resource", "reason"],
  needed: ["reason"],
  permission: DECIDE_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, decidableBy(context), ["in_review"]) },
  async run(context, { resource, reason }) {
    const found = await findResource(context, resource, ["in_review"], undefined, false);
    const { decided, answer } = await decide(context, "reject", found, { reason: reason ?? null });
    if (!decided) return answer;
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: found.name }) };
  },
});

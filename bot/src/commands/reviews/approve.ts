import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { decide } from "../../engine/decide.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { DECIDE_ANY, decidableBy } from "../../engine/rights.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE = w("已通过：{name}", "Approved: {name}");
const COUNTED = w(
  "您的审批已计入，还需其他人审批：{name}",
  "Your approval of “{name}” was recorded. Others still need to approve it.",
);

export const approve = defineCommand({
  name: "approve",
  feature: "reviews",
  words: {
    title: w("通过", "Approve"),
    description: w(
      "通过您看过的待审内容（模板、发送任务、备案等；不能是自己提交的）",
      "Approves a pending item you've viewed (template, send, filing …; not your own)",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: DECIDE_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, decidableBy(context), ["in_review"]) },
  async run(context, { resource }) {
    const found = await findResource(context, resource, ["in_review"], undefined, false);
    const { decided, answer, row } = await decide(context, "approve", found);
    if (!decided) return answer;
    // The approval rules ask for further people.
    const rest = row?.state === "in_review";
    const title = fillPlaces(say(rest ? COUNTED : DONE, context.locale), { name: found.name });
    return { ...answer, tone: "good", title, ...(rest ? { undecided: true } : {}) };
  },
});

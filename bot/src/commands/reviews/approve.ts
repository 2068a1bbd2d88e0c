import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import { decide } from "../../engine/decide.ts";
import { findResource, type Match, namesLike } from "../../engine/find.ts";
import { DECIDE_ANY, decidableBy } from "../../engine/rights.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const DONE = { zh: "已通过：{name}", en: "Approved: {name}" };
const COUNTED = {
  zh: "您的审批已计入，还需其他人审批：{name}",
  en: "Your approval counts; others are still needed: {name}",
};

export const approve = defineCommand({
  name: "approve",
  feature: "reviews",
  words: {
    title: { zh: "通过", en: "Approve" },
    description: {
      zh: "通过您看过的待审内容（模板、发送任务、备案等；不能是自己提交的）",
      en: "Approves what somebody else submitted for review (a template, a send, a filing …) after you looked at it",
    },
    options: { resource: { zh: "名称或编号", en: "Name or id" } },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: DECIDE_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, decidableBy(context), ["in_review"]) },
  async run(context, { resource }) {
    const found = await findResource(context, resource, ["in_review"], undefined, false);
    const { decided, answer } = await decide(context, "approve", found);
    if (!decided) return answer;
    const rest = await isUndecided(context, found);
    const title = fillPlaces(say(rest ? COUNTED : DONE, context.locale), { name: found.name });
    return { ...answer, tone: "good", title, ...(rest ? { undecided: true } : {}) };
  },
});

/** Do the approval rules ask for further people? Only a send can need several. */
async function isUndecided(context: Context, { resource, id }: Match): Promise<boolean> {
  if (resource !== "send") return false;
  const row = await answerOf<{ state: string } | null>(rowWithId(context.session, "sends", id, "state"));
  return row?.state === "in_review";
}

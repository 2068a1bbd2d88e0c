import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../resources/find.ts";
import { resourceAnswer } from "../../resources/resource.ts";
import { findTask, linkText } from "../../resources/typed_link.ts";
import { viewOf } from "../../resources/view.ts";

export const linkExtend = defineCommand({
  name: "link-extend",
  feature: "links",
  words: {
    title: { zh: "延长有效期", en: "Add days" },
    description: {
      zh: "延长解析任务的有效期；个性化短链总共最多 7 天",
      en: "Gives a resolve task more days; personal links have 7 at most in all",
    },
    options: {
      resource: { zh: "任务或地址", en: "Task or address" },
      days: { zh: "延长的天数", en: "Days to add" },
    },
  },
  input: z.object({
    resource: linkText(),
    days: z.int().min(1).max(LINK_LIMITS.days.group),
  }),
  positional: ["resource", "days"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { resource, days }) {
    const id = await findTask(context, resource);
    const request = context.request(`add_validity/${id}`);
    await verb(context.session, "add_validity", { task: id, input: { days }, request });
    return resourceAnswer(viewOf(context), { resource: "resolve_task", id });
  },
});

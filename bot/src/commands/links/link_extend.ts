import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { thingAnswer } from "../../things/thing.ts";
import { findTask, linkText } from "../../things/typed_link.ts";
import { viewOf } from "../../things/view.ts";

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
      thing: { zh: "任务或地址", en: "Task or address" },
      days: { zh: "延长的天数", en: "Days to add" },
    },
  },
  input: z.object({
    thing: linkText(),
    days: z.int().min(1).max(LINK_LIMITS.days.group),
  }),
  order: ["thing", "days"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing, days }) {
    const id = await findTask(context, thing);
    const request = context.request(`add_validity/${id}`);
    await verb(context.session, "add_validity", { task: id, days, request });
    return thingAnswer(viewOf(context), { thing: "resolve_task", id });
  },
});

import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { thingAnswer } from "../../things/thing.ts";
import { findTask, linkText } from "../../things/typed_link.ts";
import { viewOf } from "../../things/view.ts";

export const linkCancel = defineCommand({
  name: "link-cancel",
  feature: "links",
  words: {
    title: { zh: "取消解析任务", en: "Cancel links" },
    description: {
      zh: "取消解析任务：其短链立即失效，不能恢复",
      en: "Ends a resolve task: its links are dead from then on, for good",
    },
    options: {
      thing: { zh: "任务或地址", en: "Task or address" },
      reason: { zh: "原因", en: "Reason" },
    },
  },
  input: z.object({
    thing: linkText(),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  order: ["thing", "reason"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing, reason }) {
    const id = await findTask(context, thing, { whole: true });
    const request = context.request(`cancel_resolve_task/${id}`);
    await verb(context.session, "cancel_resolve_task", { task: id, reason, request });
    return thingAnswer(viewOf(context), { thing: "resolve_task", id });
  },
});

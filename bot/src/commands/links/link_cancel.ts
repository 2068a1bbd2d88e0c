import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { findOne, namesLike } from "../../things/find.ts";
import { thingAnswer } from "../../things/thing.ts";
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
      thing: { zh: "解析任务", en: "Resolve task" },
      reason: { zh: "原因", en: "Reason" },
    },
  },
  input: z.object({
    thing: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  order: ["thing", "reason"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing, reason }) {
    const { id } = await findOne(context, thing, ["resolve_task"], [], true);
    const request = context.request(`cancel_resolve_task/${id}`);
    await verb(context.session, "cancel_resolve_task", { task: id, reason, request });
    return thingAnswer(viewOf(context), { thing: "resolve_task", id });
  },
});

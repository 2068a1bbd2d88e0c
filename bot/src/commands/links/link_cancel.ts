import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../resources/find.ts";
import { resourceAnswer } from "../../resources/resource.ts";
import { findTask, linkText } from "../../resources/typed_link.ts";
import { viewOf } from "../../resources/view.ts";

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
      resource: { zh: "任务或地址", en: "Task or address" },
      reason: { zh: "原因", en: "Reason" },
    },
  },
  input: z.object({
    resource: linkText(),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  positional: ["resource", "reason"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { resource, reason }) {
    const id = await findTask(context, resource, { whole: true });
    const request = context.request(`cancel_resolve_task/${id}`);
    await verb(context.session, "cancel_resolve_task", { task: id, reason, request });
    return resourceAnswer(viewOf(context), { resource: "resolve_task", id });
  },
});

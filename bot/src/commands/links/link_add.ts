import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../resources/find.ts";
import { resourceAnswer } from "../../resources/resource.ts";
import { findTask, linkText } from "../../resources/typed_link.ts";
import { viewOf } from "../../resources/view.ts";

export const linkAdd = defineCommand({
  name: "link-add",
  feature: "links",
  words: {
    title: { zh: "增加解析次数", en: "Add resolutions" },
    description: { zh: "增加群发短链的可解析次数", en: "Raises how often a group link may be resolved" },
    options: {
      resource: { zh: "任务或地址", en: "Task or address" },
      resolutions: { zh: "增加的解析次数", en: "Resolutions to add" },
    },
  },
  input: z.object({
    resource: linkText(),
    resolutions: z.int().min(1).max(LINK_LIMITS.resolutions.max),
  }),
  positional: ["resource", "resolutions"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { resource, resolutions }) {
    const id = await findTask(context, resource);
    const request = context.request(`add_resolutions/${id}`);
    await verb(context.session, "add_resolutions", { task: id, input: { resolutions }, request });
    return resourceAnswer(viewOf(context), { resource: "resolve_task", id });
  },
});

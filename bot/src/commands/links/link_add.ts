import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { thingAnswer } from "../../things/thing.ts";
import { findTask, linkText } from "../../things/typed_link.ts";
import { viewOf } from "../../things/view.ts";

export const linkAdd = defineCommand({
  name: "link-add",
  feature: "links",
  words: {
    title: { zh: "增加解析次数", en: "Add resolutions" },
    description: { zh: "增加群发短链的可解析次数", en: "Raises how often a group link may be resolved" },
    options: {
      thing: { zh: "任务或地址", en: "Task or address" },
      resolutions: { zh: "增加的解析次数", en: "Resolutions to add" },
    },
  },
  input: z.object({
    thing: linkText(),
    resolutions: z.int().min(1).max(LINK_LIMITS.resolutions.max),
  }),
  order: ["thing", "resolutions"],
  permission: "KooMessage:resolveTask:update",
  reads: false,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing, resolutions }) {
    const id = await findTask(context, thing);
    const request = context.request(`add_resolutions/${id}`);
    await verb(context.session, "add_resolutions", { task: id, resolutions, request });
    return thingAnswer(viewOf(context), { thing: "resolve_task", id });
  },
});

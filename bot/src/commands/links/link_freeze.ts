import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { findLink, linkAnswer } from "../../things/link.ts";
import { thingAnswer } from "../../things/thing.ts";
import { viewOf } from "../../things/view.ts";

export const linkFreeze = defineCommand({
  name: "link-freeze",
  feature: "links",
  words: {
    title: { zh: "冻结短链", en: "Freeze a link" },
    description: {
      zh: "立即停用解析任务或一个短链，须写明原因；可以解冻",
      en: "Stops a resolve task or one link at once, with a reason; it can be unfrozen",
    },
    options: {
      thing: { zh: "任务、短码或地址", en: "Task, code or address" },
      reason: { zh: "原因", en: "Reason" },
    },
  },
  input: z.object({
    thing: z.string().trim().min(1).max(300),
    reason: z.string().trim().min(1).max(500),
  }),
  order: ["thing", "reason"],
  permission: "KooMessage:resolveTask:freeze",
  reads: false,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing, reason }) {
    const found = await findLink(context, thing);
    const link = found.thing === "resolve_task" ? found.id : String(found.row.id);
    const request = context.request(`freeze_link/${link}`);
    await verb(context.session, "freeze_link", { link, reason, request });
    if (found.thing === "resolve_task") return thingAnswer(viewOf(context), found);
    const now = await findLink(context, found.thing === "link" ? link : found.row.code);
    return now.thing === "resolve_task"
      ? thingAnswer(viewOf(context), now)
      : linkAnswer(viewOf(context), now);
  },
});

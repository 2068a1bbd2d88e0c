import { w } from "@tidings/shared/ground/locale.ts";
import { resolveTask } from "@tidings/shared/links/resolve_task.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findLink, linkAnswer } from "../../engine/drawn/link.ts";
import { linkText } from "../../engine/drawn/typed_link.ts";
import { namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { defineCommand } from "../../registry/registry.ts";

/** Freezes, or lets go on, a task or one link, with a reason, and shows its new state. */
const freezing = (name: "link-freeze" | "link-unfreeze", act: "freeze" | "unfreeze") => {
  const offer = resolveTask.transitions[act];
  if (!offer?.about) throw new RangeError(`resolve_task has no ${act}`);
  return defineCommand({
    name,
    feature: "links",
    words: {
      title: offer.title ?? offer.label,
      description: offer.about,
      options: {
        resource: w("任务、短码或地址", "Task, code or address"),
        reason: w("原因", "Reason"),
      },
    },
    input: z.object({
      resource: linkText(),
      reason: z.string().trim().min(1).max(500),
    }),
    positional: ["resource", "reason"],
    permission: "KooMessage:resolveTask:freeze",
    reads: false,
    audience: "chat_channel",
    suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
    async run(context, { resource, reason }) {
      const found = await findLink(context, resource);
      const link = found.resource === "resolve_task" ? found.id : String(found.row.id);
      const request = context.request(`${act}_link/${link}`);
      await verb(context.session, `${act}_link`, { link, reason, request });
      if (found.resource === "resolve_task") return resourceAnswer(viewOf(context), found);
      const now = await findLink(context, found.resource === "link" ? link : found.row.code);
      return now.resource === "resolve_task"
        ? resourceAnswer(viewOf(context), now)
        : linkAnswer(viewOf(context), now);
    },
  });
};

export const linkFreeze = freezing("link-freeze", "freeze");
export const linkUnfreeze = freezing("link-unfreeze", "unfreeze");

import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findLink, linkAnswer } from "../../engine/drawn/link.ts";
import { linkText } from "../../engine/drawn/typed_link.ts";
import { namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { defineCommand } from "../../registry/registry.ts";

export const linkShow = defineCommand({
  name: "link-show",
  feature: "links",
  words: {
    title: w("查看短链", "Show a link"),
    description: w(
      "查看解析任务或短链：地址，以及每日的解析、浏览器打开、预览和拒绝次数",
      "Shows a task or link: address and daily resolutions, browser opens, previews, refusals",
    ),
    options: { resource: w("任务、短码或地址", "Task, code or address") },
  },
  input: z.object({ resource: linkText() }),
  positional: ["resource"],
  permission: "KooMessage:resolveTask:list",
  reads: true,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { resource }) {
    const found = await findLink(context, resource);
    return found.resource === "resolve_task"
      ? resourceAnswer(viewOf(context), found)
      : linkAnswer(viewOf(context), found);
  },
});

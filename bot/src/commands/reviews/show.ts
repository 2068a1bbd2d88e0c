import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findResource, namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { SEE_ANY, visibleTo } from "../../engine/rights.ts";
import { viewOf } from "../../engine/view.ts";
import { defineCommand } from "../../registry/registry.ts";

export const show = defineCommand({
  name: "show",
  feature: "reviews",
  words: {
    title: w("查看", "Show"),
    description: w(
      "查看模板（含预览图）、发送任务、域名或跳转链接",
      "Shows a template with its preview, a send, a domain or target links",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: SEE_ANY,
  reads: true,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, visibleTo(context)) },
  async run(context, { resource }) {
    return resourceAnswer(viewOf(context), await findResource(context, resource));
  },
});

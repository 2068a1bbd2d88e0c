import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { findResource, namesOfResources } from "../../resources/find.ts";
import { act } from "../../resources/resource.ts";

const DONE = { zh: "已驳回：{name}", en: "Rejected: {name}" };

export const reject = defineCommand({
  name: "reject",
  feature: "reviews",
  words: {
    title: { zh: "驳回", en: "Reject" },
    description: {
      zh: "驳回模板、发送任务、域名或跳转链接，须写明原因",
      en: "Rejects a template, send, domain or batch of jump links, with the reason",
    },
    options: { resource: { zh: "名称或编号", en: "Name or id" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500),
  }),
  positional: ["resource", "reason"],
  permission: "KooMessage:template:review",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesOfResources(context, typed, ["in_review"]) },
  async run(context, { resource, reason }) {
    const found = await findResource(context, resource, ["in_review"]);
    const answer = await act(context, "reject", found, { reason });
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: found.name }) };
  },
});

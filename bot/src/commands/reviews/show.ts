import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { findThing, namesOfThings } from "../../things/find.ts";
import { thingAnswer } from "../../things/thing.ts";
import { viewOf } from "../../things/view.ts";

export const show = defineCommand({
  name: "show",
  feature: "reviews",
  words: {
    title: { zh: "查看", en: "Show" },
    description: {
      zh: "查看模板（含预览图）、发送任务、域名或跳转链接",
      en: "Shows a template with its preview, a send, a domain or a batch of jump links",
    },
    options: { thing: { zh: "名称或编号", en: "Name or id" } },
  },
  input: z.object({ thing: z.string().trim().min(1).max(100) }),
  order: ["thing"],
  permission: "KooMessage:template:list",
  reads: true,
  audience: "room",
  suggests: { thing: (context, typed) => namesOfThings(context, typed) },
  async run(context, { thing }) {
    return thingAnswer(viewOf(context), await findThing(context, thing));
  },
});

import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { findLink, linkAnswer } from "../../things/link.ts";
import { thingAnswer } from "../../things/thing.ts";
import { linkText } from "../../things/typed_link.ts";
import { viewOf } from "../../things/view.ts";

export const linkShow = defineCommand({
  name: "link-show",
  feature: "links",
  words: {
    title: { zh: "查看短链", en: "Show a link" },
    description: {
      zh: "查看解析任务或短链：地址、解析次数、浏览器打开、预览、拒绝，按日统计",
      en: "Shows a resolve task or a link: address, resolutions, browsers, previews and refusals, by day",
    },
    options: { thing: { zh: "任务、短码或地址", en: "Task, code or address" } },
  },
  input: z.object({ thing: linkText() }),
  order: ["thing"],
  permission: "KooMessage:resolveTask:list",
  reads: true,
  audience: "room",
  suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
  async run(context, { thing }) {
    const found = await findLink(context, thing);
    return found.thing === "resolve_task"
      ? thingAnswer(viewOf(context), found)
      : linkAnswer(viewOf(context), found);
  },
});

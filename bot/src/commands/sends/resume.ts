import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { findOne, namesLike } from "../../resources/find.ts";
import { act } from "../../resources/resource.ts";

const DONE = { zh: "已恢复：{name}", en: "Going on: {name}" };

export const resume = defineCommand({
  name: "resume",
  feature: "sends",
  words: {
    title: { zh: "恢复", en: "Resume" },
    description: { zh: "让暂停的发送任务继续", en: "Lets a paused send go on where it stood" },
    options: { resource: { zh: "发送任务", en: "Send" } },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: "KooMessage:sendTask:pause",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], ["paused"]) },
  async run(context, { resource }) {
    const found = await findOne(context, resource, ["send"], ["paused"]);
    const answer = await act(context, "resume", { resource: "send", id: found.id });
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: answer.title }) };
  },
});

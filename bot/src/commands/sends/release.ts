import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { decide } from "../../resources/decide.ts";
import { findOne, namesLike } from "../../resources/find.ts";

const DONE = { zh: "已放行其余号码：{name}", en: "The rest is released: {name}" };

export const release = defineCommand({
  name: "release",
  feature: "sends",
  words: {
    title: { zh: "放行", en: "Release" },
    description: {
      zh: "查看试发结果后，放行其余号码",
      en: "Lets the rest of a send go after you looked at its trial",
    },
    options: { resource: { zh: "发送任务", en: "Send" } },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: "KooMessage:sendTask:release",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], ["trial_hold"]) },
  async run(context, { resource }) {
    const found = await findOne(context, resource, ["send"], ["trial_hold"], true);
    const { decided, answer } = await decide(context, "release", { ...found, resource: "send" });
    if (!decided) return answer;
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: answer.title }) };
  },
});

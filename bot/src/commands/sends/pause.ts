import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { findOne, namesLike } from "../../resources/find.ts";
import { act } from "../../resources/resource.ts";

const DONE = { zh: "已暂停：{name}", en: "Paused: {name}" };
const GOING = ["expanding", "ready", "sending", "recurring"];

export const pause = defineCommand({
  name: "pause",
  feature: "sends",
  words: {
    title: { zh: "暂停", en: "Pause" },
    description: {
      zh: "暂停发送任务：不再提交新的号码，已提交的照常等待回执",
      en: "Stops a send for now: nothing more goes out until it is resumed",
    },
    options: { resource: { zh: "发送任务", en: "Send" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    reason: z.string().trim().max(500).optional(),
  }),
  positional: ["resource", "reason"],
  permission: "KooMessage:sendTask:pause",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], GOING) },
  async run(context, { resource, reason }) {
    const found = await findOne(context, resource, ["send"], GOING);
    const answer = await act(
      context,
      "pause",
      { resource: "send", id: found.id },
      { reason: reason ?? null },
    );
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: answer.title }) };
  },
});

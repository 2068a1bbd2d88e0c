import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { defineCommand } from "../../registry.ts";
import { findOne, namesLike } from "../../resources/find.ts";
import { act } from "../../resources/resource.ts";

const DONE = { zh: "已取消：{name}", en: "Cancelled: {name}" };
const OPEN = [
  "draft",
  "in_review",
  "rejected",
  "expanding",
  "ready",
  "sending",
  "trial_hold",
  "recurring",
  "paused",
];

export const cancel = defineCommand({
  name: "cancel",
  feature: "sends",
  words: {
    title: { zh: "取消", en: "Cancel" },
    description: {
      zh: "取消发送任务：未发出的号码不再发送，额度释放",
      en: "Stops a send: what has not gone out stays, and its quota comes back",
    },
    options: { resource: { zh: "发送任务", en: "Send" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    reason: z.string().trim().max(500).optional(),
  }),
  positional: ["resource", "reason"],
  permission: "KooMessage:sendTask:cancel",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], OPEN) },
  async run(context, { resource, reason }) {
    const found = await findOne(context, resource, ["send"], OPEN, true);
    const answer = await act(
      context,
      "cancel",
      { resource: "send", id: found.id },
      { reason: reason ?? null },
    );
    return { ...answer, title: fillPlaces(say(DONE, context.locale), { name: answer.title }) };
  },
});

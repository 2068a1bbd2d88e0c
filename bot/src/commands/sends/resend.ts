import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  made: w(
    "已为「{name}」未送达的号码建立重发任务（批次号 {batch}），需另一位成员审批。",
    "Created a resend for the undelivered numbers of {name} (batch {batch}). Another member must approve it.",
  ),
  collecting: w(
    "正在为「{name}」收集未送达的号码（批次号 {batch}），完成后自动提交审批。",
    "Collecting the undelivered numbers of {name} (batch {batch}). It's submitted for approval automatically when done.",
  ),
} as const satisfies Record<string, Words>;

export const resend = defineCommand({
  name: "resend",
  feature: "sends",
  words: {
    title: w("重发", "Resend"),
    description: w(
      "向已完成任务中失败、过期和超时的号码再发一次（每个任务一次）",
      "Resends to failed, expired and timed-out numbers of a finished send (once)",
    ),
    options: { resource: w("发送任务", "Send") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: "KooMessage:sendTask:create",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], ["done"]) },
  async run(context, { resource }): Promise<Answer> {
    const found = await findOne(context, resource, ["send"], ["done"]);
    const made = await verb<{ id: string; batch_no: string; state: string }>(context.session, "resend_send", {
      send: found.id,
      request: context.request(`resend/${found.id}`),
    });
    const words = made.state === "draft" ? SAYS.collecting : SAYS.made;
    // Two messages: the button is on the original's card, and the resend is another send with a card of its own.
    return {
      tone: "good",
      text: fillPlaces(say(words, context.locale), { name: found.name, batch: made.batch_no }),
      more: [await resourceAnswer(viewOf(context), { resource: "send", id: made.id })],
    };
  },
});

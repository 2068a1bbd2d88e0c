import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { AGAIN, againOf } from "@tidings/shared/messages/again.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { messageAnswer, messageTransitions } from "../../engine/drawn/message.ts";
import { findOne, namesLike } from "../../engine/find.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { type Answer, saying } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  made: w(
    "已为「{name}」未送达的号码创建重发任务（批次号 {batch}），需另一位成员审批。",
    "A resend for the undelivered numbers of “{name}” was created (batch {batch}). Another member must approve it.",
  ),
  collecting: w(
    "正在为「{name}」收集未送达的号码（批次号 {batch}），完成后自动提交审批。",
    "Collecting the undelivered numbers of “{name}” (batch {batch}). The resend is then submitted for approval automatically.",
  ),
  first: w(
    "尚未重发：请先查看这条短信的情况，再重发。",
    "Nothing has been resent yet. Check what happened to this message, then resend it.",
  ),
  which: w("请指定任务，或用 message 指定一条短信。", "Specify a send, or one message by its ID."),
} as const satisfies Record<string, Words>;

export const resend = defineCommand({
  name: "resend",
  feature: "sends",
  words: {
    title: w("重发", "Resend"),
    description: w(
      "向已完成任务中失败、过期和超时的号码再发一次，或只重发一条短信（各限一次）",
      "Resends to undelivered numbers of an ended send, or one message",
    ),
    options: {
      resource: w("发送任务", "Send"),
      message: w("明细编号（只重发这一条短信）", "Or a message ID"),
    },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100).optional(),
    message: z
      .string()
      .trim()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
  positional: ["resource"],
  permission: "KooMessage:sendTask:create",
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, ["send"], ["done"]) },
  async run(context, { resource, message }): Promise<Answer> {
    if ((resource === undefined) === (message === undefined))
      throw new UserError(say(SAYS.which, context.locale));
    return message === undefined ? resendSend(context, resource ?? "") : resendMessage(context, message);
  },
});

interface Made {
  readonly id: string;
  readonly batch_no: string;
  readonly state: string;
}

async function resendSend(context: Context, resource: string): Promise<Answer> {
  const found = await findOne(context, resource, ["send"], ["done"]);
  const made = await verb<Made>(context.session, "resend_send", {
    send: found.id,
    request: context.request(`resend/${found.id}`),
  });
  const words = made.state === "draft" ? SAYS.collecting : SAYS.made;
  return madeAnswer(
    context,
    made,
    fillPlaces(say(words, context.locale), { name: found.name, batch: made.batch_no }),
  );
}

/** Sends one message again: that whose story this person was shown, and nothing else (APR-1). */
async function resendMessage(context: Context, message: string): Promise<Answer> {
  const shown = context.looked.shownOf({ id: message });
  if (shown === null) {
    const again = againOf(await messageTransitions(viewOf(context), message));
    if (again?.allowed) {
      const story = await messageAnswer(viewOf(context), message);
      return { ...saying(story, say(SAYS.first, context.locale)), ephemeral: true };
    }
  }
  const made = await verb<Made>(context.session, "resend_delivery", {
    delivery: message,
    ...(shown === null ? {} : { shown }),
    request: context.request(`resend/${message}`),
  });
  return madeAnswer(context, made, `${say(AGAIN.done, context.locale)} (${made.batch_no})`);
}

/** Two messages: the button is on what was sent first, and the resend is another send with a card of its own. */
async function madeAnswer(context: Context, { id }: Made, text: string): Promise<Answer> {
  return { tone: "good", text, more: [await resourceAnswer(viewOf(context), { resource: "send", id })] };
}

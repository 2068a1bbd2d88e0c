import type { AlertKind } from "@tidings/shared/alerts/words.ts";
import { say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { answerOf, verb } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";
import { allKinds, kindLines, kindsTyped, suggestKinds } from "./told.ts";

const SAYS = {
  done: w("已取消订阅，不再向该频道发送消息。", "Unsubscribed. That channel gets no more messages."),
  still: w("该频道仍会收到以下消息", "That channel still gets these messages"),
  which: w(
    "请在要取消订阅的频道里执行，或写明频道编号（channel）。",
    "Run this in the channel to unsubscribe, or give its ID (channel).",
  ),
};

interface Subscription {
  readonly id: string;
  readonly provider: string;
  readonly chat_channel: string;
  readonly kinds: readonly AlertKind[];
}

export const unsubscribe = defineCommand({
  name: "unsubscribe",
  feature: "alerts",
  admin: true,
  words: {
    title: w("取消本频道的订阅", "Unsubscribe here"),
    description: w(
      "本频道不再收到这些类别的消息；不写类别则不再收到任何消息",
      "Stops these kinds of messages in this channel; default: all kinds",
    ),
    options: {
      kinds: w("类别", "Kinds"),
      channel: w("其他频道的编号", "ID of another channel"),
    },
  },
  input: z.object({
    kinds: z.string().trim().max(300).optional(),
    channel: z.string().trim().min(1).max(100).optional(),
  }),
  positional: ["kinds"],
  permission: "KooMessage:chat:manage",
  reads: false,
  audience: "chat_channel",
  suggests: { kinds: suggestKinds },
  values: { kinds: allKinds },
  async run(context, { kinds, channel }): Promise<Answer> {
    const ended = kinds ? kindsTyped(context, kinds) : null;
    const about = channel ?? context.chatChannel;
    if (about === null) throw new UserError(say(SAYS.which, context.locale));
    // Compared here: the embedded REST server reads the digits of a Discord id as a number, and rounds it.
    const rows = await answerOf<Subscription[]>(
      rowsHere(context, "chat_subscriptions", "id, provider, chat_channel, kinds").order("created_at"),
    );
    // From within a channel it is that of this platform; by its id alone it may be any.
    const found = rows.find(
      ({ provider, chat_channel }) =>
        chat_channel === about && (channel !== undefined || provider === context.source),
    );
    if (!found) throw new Refusal("not_found", 404, { details: { resource: "chat_channel" } });
    const left = ended === null ? [] : found.kinds.filter((kind) => !ended.includes(kind));
    if (left.length > 0) {
      if (left.length < found.kinds.length)
        await verb(context.session, "update_chat_channel", {
          chat_channel: found.id,
          input: { kinds: left },
          request: context.request("update_chat_channel"),
        });
      return {
        tone: "good",
        title: say(SAYS.still, context.locale),
        text: kindLines(left, context.locale),
      };
    }
    await verb(context.session, "unsubscribe_chat_channel", {
      chat_channel: found.id,
      request: context.request("unsubscribe_chat_channel"),
    });
    return { tone: "good", text: say(SAYS.done, context.locale) };
  },
});

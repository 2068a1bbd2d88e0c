import { say } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { defineCommand } from "../../registry.ts";

const SAYS = {
  done: { zh: "已取消订阅，不再向该频道发送消息。", en: "That channel is told nothing any more." },
  which: {
    zh: "请在要取消的频道里执行，或写明频道编号（channel）。",
    en: "Send it in the channel it is about, or give the channel's id (channel).",
  },
};

export const unsubscribe = defineCommand({
  name: "unsubscribe",
  feature: "alerts",
  admin: true,
  words: {
    title: { zh: "取消订阅", en: "Unsubscribe" },
    description: { zh: "本频道不再收到消息", en: "Has this channel told no more" },
    options: { channel: { zh: "其他频道的编号", en: "Id of another channel" } },
  },
  input: z.object({ channel: z.string().trim().min(1).max(100).optional() }),
  positional: ["channel"],
  permission: "KooMessage:chat:manage",
  reads: false,
  audience: "chat_channel",
  async run(context, { channel }): Promise<Answer> {
    const about = channel ?? context.chatChannel;
    if (about === null) throw new UserError(say(SAYS.which, context.locale));
    await verb(context.session, "unsubscribe_chat_channel", {
      input: { chat_channel: about, team: context.team },
      request: context.request("unsubscribe_chat_channel"),
    });
    return { tone: "good", text: say(SAYS.done, context.locale) };
  },
});

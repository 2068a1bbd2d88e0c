import { type Answer, succeeded } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { DiscordContext } from "./context.ts";
import type { Line } from "./line.ts";
import { discordMessage } from "./message.ts";

/** The messages about one command, after its first response was deferred. */
export interface Conversation {
  progress(answer: Answer): Promise<void>;
  finish(answer: Answer): Promise<void>;
}

const PROGRESS_INTERVAL_MS = 1_500;

/** Opens a conversation; `hidden`: the deferred response is ephemeral. */
export function converse(
  context: DiscordContext,
  person: ChatPerson,
  line: Line,
  hidden: boolean,
): Conversation {
  let shownAt = 0;

  const composed = async (answer: Answer) => {
    const buttons = await context.dispatcher.buttons(answer.actions ?? []);
    return discordMessage(answer, buttons, context.dispatcher.localeOf(person));
  };

  const follow = async (answer: Answer, message: { channel_id: string; id: string }) => {
    if (!answer.card || !succeeded(answer)) return;
    const place = { chatChannel: message.channel_id, message: message.id };
    await context.follow(person, place, answer.card, context.dispatcher.localeOf(person));
  };

  return {
    async progress(answer) {
      if (Date.now() - shownAt < PROGRESS_INTERVAL_MS) return;
      shownAt = Date.now();
      await line.edit(await composed(answer));
    },
    async finish(answer) {
      const message = await composed(answer);
      if (answer.ephemeral && !hidden) {
        // A deferred response cannot become ephemeral, and the first follow-up would fill it. So fill it with a
        // placeholder, send the answer as an ephemeral follow-up, and delete the placeholder.
        await line.edit(await composed({ tone: "plain", text: "…" }));
        await line.follow(message, true);
        await line.remove();
        return;
      }
      const shown = await line.edit(message);
      if (hidden) return; // an ephemeral message can only be edited through its interaction, so it is no card
      await follow(answer, shown);
      for (const part of answer.more ?? [])
        await follow(part, await line.follow(await composed(part), false));
    },
  };
}

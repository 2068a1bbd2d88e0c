import { type Answer, succeeded } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { DiscordContext } from "./context.ts";
import type { Line } from "./line.ts";
import { discordMessage } from "./message.ts";

/** A conversation about one command, after its first answer was deferred. */
export interface Conversation {
  progress(answer: Answer): Promise<void>;
  finish(answer: Answer): Promise<void>;
}

const BREATH_MS = 1_500;

/** Opens a conversation; `hidden`: the deferred answer is seen by the person only. */
export function converse(
  context: DiscordContext,
  person: ChatPerson,
  line: Line,
  hidden: boolean,
): Conversation {
  let told = 0;

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
      if (Date.now() - told < BREATH_MS) return;
      told = Date.now();
      await line.edit(await composed(answer));
    },
    async finish(answer) {
      const message = await composed(answer);
      if (answer.ephemeral && !hidden) {
        // A deferred answer keeps its visibility, and the first follow-up would fill it: so it is filled with
        // nothing to tell, the person alone is told, and then it goes.
        await line.edit(await composed({ tone: "plain", text: "…" }));
        await line.follow(message, true);
        await line.remove();
        return;
      }
      const shown = await line.edit(message);
      if (hidden) return; // a message that one person sees is edited through its interaction only
      await follow(answer, shown);
      for (const part of answer.more ?? [])
        await follow(part, await line.follow(await composed(part), false));
    },
  };
}

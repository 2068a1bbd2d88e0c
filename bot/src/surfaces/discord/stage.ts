import { type Answer, succeeded } from "../../answer.ts";
import type { Stage } from "../../chat/carrier.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { options } from "../../options.ts";
import { findCommand } from "../../registry.ts";
import type { DiscordContext, DiscordPlace } from "./context.ts";
import { type Conversation, converse } from "./converse.ts";
import { attachedFile, type FileReference } from "./read.ts";

/** Shows the course of a run on Discord, for the bot that took it and for one that goes on with it. */
export function discordStage(context: DiscordContext, run: ChatRun): Stage {
  const place = run.place as unknown as DiscordPlace;
  const command = run.work.refused ? null : findCommand(context.dispatcher.commands, run.work.command);
  const pressed = run.work.request !== undefined || run.work.refused !== undefined;
  const talk = converse(context, run, place);
  return {
    async opened() {
      const input = { ...run.work.input };
      for (const option of command ? options(command) : []) {
        const file = input[option.name] as FileReference | undefined;
        if (option.kind === "file" && file) input[option.name] = attachedFile(file, context.apiUrl);
      }
      return input;
    },
    progress: async (answer) => {
      if (!pressed) talk.progress(answer);
    },
    async show(answer) {
      if (pressed) return showPressed(context, place, talk, answer);
      await talk.finish(answer);
      if (command && !command.reads) await context.redrawCards();
    },
    tell: (answer) => talk.beside(answer, true),
  };
}

async function showPressed(
  context: DiscordContext,
  place: DiscordPlace,
  talk: Conversation,
  answer: Answer,
): Promise<void> {
  const done = succeeded(answer);
  const { channel, message, onlyTheirs } = place;
  if (done && answer.card && !answer.beside && !onlyTheirs) {
    // The card shows the decision itself; when it does not soon, whoever pressed is told.
    const shows = await context.redrawCards(message ? { chatChannel: channel, message } : undefined);
    if (!shows) await talk.beside(answer, true);
    return;
  }
  if (answer.instead && onlyTheirs) await talk.replace(answer.instead);
  if (done && onlyTheirs) await talk.replace(answer);
  else await talk.beside(answer, !done);
  await context.redrawCards(); // also after a refusal: a person who was too late sees the decision of another
}

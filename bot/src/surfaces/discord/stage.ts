import type { Stage } from "../../chat/carrier.ts";
import { isDead, takeOffOnce } from "../../chat/dead_buttons.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { type Answer, briefly, succeeded } from "../../ground/answer.ts";
import { options } from "../../registry/options.ts";
import { type AnyCommand, findCommand } from "../../registry/registry.ts";
import { withTyped } from "./again.ts";
import type { DiscordContext, DiscordPlace } from "./context.ts";
import { type Conversation, converse } from "./converse.ts";
import { attachedFile, canPost, type FileReference } from "./read.ts";

/** Shows the course of a run on Discord, for the bot that took it and for one that goes on with it. */
export function discordStage(context: DiscordContext, run: ChatRun): Stage {
  const place = run.place as unknown as DiscordPlace;
  const command = run.work.refused ? null : findCommand(context.dispatcher.commands, run.work.command);
  const pressed = run.work.request !== undefined || run.work.refused !== undefined;
  const talk = converse(context, run, place);
  return {
    opened: async () => opened(context, run, command),
    aboutChannel: async () => ({
      canPost: place.permissions === undefined || canPost(place.permissions),
      name: place.channelName ? `#${place.channelName}` : null,
    }),
    progress: async (answer) => {
      if (!pressed) talk.progress(answer);
    },
    async show(answer) {
      if (pressed) return showPressed(context, run, place, talk, answer);
      const locale = context.dispatcher.localeOf(run.person);
      await talk.finish(command ? withTyped(answer, command, opened(context, run, command), locale) : answer);
      if (command && !command.reads) await context.redrawCards();
    },
    tell: (answer) => (place.asked ? talk.replace(answer) : talk.beside(answer, true)),
  };
}

/** The input with its attachments as input files. They are downloaded when they are read. */
function opened(context: DiscordContext, run: ChatRun, command: AnyCommand | null): Record<string, unknown> {
  const input = { ...run.work.input };
  for (const option of command ? options(command) : []) {
    const file = input[option.name] as FileReference | undefined;
    if (option.kind === "file" && file) input[option.name] = attachedFile(file, context.apiUrl);
  }
  return input;
}

async function showPressed(
  context: DiscordContext,
  run: ChatRun,
  place: DiscordPlace,
  talk: Conversation,
  answer: Answer,
): Promise<void> {
  const done = succeeded(answer);
  const { channel, message, onlyTheirs, button, said, picked = false } = place;
  // Only what was typed can be corrected: a button opens the modal once more, with it.
  if (said !== undefined && button !== undefined && answer.refusal?.status === 422)
    return talk.again(answer, {
      token: button,
      option: said,
      text: String(run.work.input[said] ?? ""),
      picked,
    });
  if (place.asked) return showAsked(context, talk, answer);
  const over = isDead(answer) || (done && answer.goes === true);
  if (over && message !== undefined && button !== undefined)
    await takeOffOnce(context, button, () => talk.takeOff(button));
  if (done && answer.card && !answer.beside && !onlyTheirs) {
    // The card shows the decision itself; when it does not soon, the person who pressed is told.
    const shows = await context.redrawCards(message ? { chatChannel: channel, message } : undefined);
    if (!shows) await talk.beside(briefly(answer), true);
    return;
  }
  if (answer.instead && onlyTheirs) await talk.replace(answer.instead);
  if (done && onlyTheirs) await talk.replace(answer);
  else await talk.beside(answer, !done);
  if (!answer.known) await context.redrawCards(); // a person who was too late sees the decision of another
}

/** After a question: how it went takes its place. What is not on a card of its own is posted beside it. */
async function showAsked(context: DiscordContext, talk: Conversation, answer: Answer): Promise<void> {
  const done = succeeded(answer);
  await talk.replace(done && answer.card ? briefly(answer) : answer);
  if (done && answer.beside) await talk.beside(answer, false);
  if (!answer.known) await context.redrawCards();
}

import type { Stage } from "../../chat/carrier.ts";
import { isDead } from "../../chat/dead_buttons.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { type Answer, briefly, succeeded } from "../../ground/answer.ts";
import { options } from "../../registry/options.ts";
import { type AnyCommand, findCommand } from "../../registry/registry.ts";
import { composed } from "./compose.ts";
import type { SlackContext, SlackPlace } from "./context.ts";
import { type PressedButton, takeOff, tellDead } from "./dead_button.ts";
import { slackFile, slackFileById } from "./files.ts";
import type { SlackFile } from "./form_input.ts";
import { aboutChannel } from "./membership.ts";
import { postEphemeral, respond } from "./post.ts";
import { type Conversation, converse } from "./reply.ts";

/** What only the bot has that took the run: a bot that goes on with it posts the answer in any case. */
export interface StageOptions {
  /** Hears of the answer before it is posted. True: it shows the answer itself, in its modal. */
  readonly takes?: (answer: Answer) => boolean;
  readonly button?: PressedButton;
}

/** Shows the course of a run in Slack, for the bot that took it and for one that goes on with it. */
export function slackStage(context: SlackContext, run: ChatRun, { takes, button }: StageOptions = {}): Stage {
  const place = run.place as unknown as SlackPlace;
  const command = run.work.refused ? null : findCommand(context.dispatcher.commands, run.work.command);
  const pressed = run.work.request !== undefined || run.work.refused !== undefined;
  const talk = converse(context, run, place);
  const locale = () => context.dispatcher.localeOf(run.person);
  return {
    opened: () => opened(context, run, command),
    progress: async (answer) => {
      if (!pressed && command?.audience === "chat_channel") talk.progress(answer);
    },
    aboutChannel: () => aboutChannel(context.client, place.channel),
    async show(answer) {
      if (takes?.(answer)) return talk.discard();
      if (pressed && isDead(answer))
        await tellDead(context, place, button, await composed(context, answer, locale()));
      else if (pressed) {
        if (answer.goes && succeeded(answer)) await takeOff(context, place, button);
        await showPressed(context, run, place, talk, answer);
      } else {
        await talk.finish(answer, command?.audience === "person");
        if (command && !command.reads) await context.redrawCards();
      }
      if (command && !command.reads && !answer.known) void context.homes.redraw(run.person);
    },
    async tell(answer) {
      await postEphemeral(context, place, await composed(context, answer, locale()));
    },
  };
}

/** The input with Slack's file objects replaced by input files. */
async function opened(
  context: SlackContext,
  run: ChatRun,
  command: AnyCommand | null,
): Promise<Readonly<Record<string, unknown>>> {
  const input = { ...run.work.input };
  for (const option of command ? options(command) : []) {
    const file = input[option.name] as SlackFile | undefined;
    if (option.kind !== "file" || !file) continue;
    input[option.name] = file.name
      ? slackFile(context.client, file)
      : await slackFileById(context.client, file.id);
  }
  return input;
}

/** What a press comes to: its card shows the decision itself, everything else is told to the person or posted. */
async function showPressed(
  context: SlackContext,
  run: ChatRun,
  place: SlackPlace,
  talk: Conversation,
  answer: Parameters<Stage["show"]>[0],
): Promise<void> {
  const { responseUrl, onlyTheirs, channel, message } = place;
  const locale = context.dispatcher.localeOf(run.person);
  const done = succeeded(answer);
  const inPlace = done && answer.card !== undefined && !answer.beside;
  if (inPlace && !onlyTheirs) {
    const shows = await context.redrawCards(message ? { chatChannel: channel, message } : undefined);
    if (!shows) await talk.finish(briefly(answer), true); // the card follows; the person who pressed is told now
    return;
  }
  if (inPlace && responseUrl) await respond(responseUrl, await composed(context, answer, locale), true);
  else await talk.finish(answer, !done);
  // An ephemeral message is no card, so what is there now replaces it by hand.
  if (answer.instead && onlyTheirs && responseUrl)
    await respond(responseUrl, await composed(context, answer.instead, locale), true);
  if (!answer.known) await context.redrawCards(); // a person who was too late sees the decision of another
}

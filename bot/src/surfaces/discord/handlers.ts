import { fillPlaces, nearestLocale, say } from "@tidings/shared/locale.ts";
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10";
import { type Answer, succeeded } from "../../answer.ts";
import { isDead, withoutButton } from "../../chat/dead_buttons.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { CHAT_WORDS, cut } from "../../chat/words.ts";
import { findCommand } from "../../registry.ts";
import { againMessage, askAgain, type Said, withTyped } from "./again.ts";
import { askReason, askSure, inPlaceOfQuestion } from "./ask.ts";
import type { DiscordContext } from "./context.ts";
import { converse } from "./converse.ts";
import type { Line } from "./line.ts";
import { type DiscordMessage, discordMessage } from "./message.ts";
import { canPost, commandCall, modalText, personOf } from "./read.ts";

/** Handles an interaction from the gateway or from the HTTP endpoint. */
export async function handle(
  context: DiscordContext,
  interaction: APIInteraction,
  line: Line,
): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(context, interaction as APIChatInputApplicationCommandInteraction, line);
    case InteractionType.ApplicationCommandAutocomplete:
      return onAutocomplete(context, interaction, line);
    case InteractionType.MessageComponent:
      return onButton(context, interaction, line);
    case InteractionType.ModalSubmit:
      return onModal(context, interaction, line);
    default:
      await line.first({ type: InteractionResponseType.Pong });
  }
}

async function onCommand(
  context: DiscordContext,
  interaction: APIChatInputApplicationCommandInteraction,
  line: Line,
): Promise<void> {
  const person = personOf(interaction);
  const asked = commandCall(interaction, context.apiUrl);
  const command = findCommand(context.dispatcher.commands, asked.name);
  const hidden = command === null || command.audience === "person";
  const flags = hidden ? MessageFlags.Ephemeral : undefined;
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  if (!(await line.first({ type, data: { flags } }))) return;
  const talk = converse(context, person, line, hidden);
  if (!command) {
    const text = fillPlaces(say(CHAT_WORDS.unknown, context.dispatcher.localeOf(person)), {
      name: asked.name,
    });
    return talk.finish({ tone: "bad", text, ephemeral: true });
  }
  // The interaction's id is the idempotency key: it may be delivered twice, by Discord or to a second bot.
  const more = {
    progress: talk.progress,
    request: interaction.id,
    chatChannel: interaction.channel.id,
    canPost: async () => canPost(interaction.app_permissions),
  };
  const answer = await context.dispatcher.run(person, command, asked.raw, more);
  await talk.finish(withTyped(answer, interaction, command, asked.raw, context.dispatcher.localeOf(person)));
  if (!command.reads) await context.redrawCards();
}

async function onAutocomplete(
  context: DiscordContext,
  interaction: APIApplicationCommandAutocompleteInteraction,
  line: Line,
): Promise<void> {
  const { name, focused } = commandCall(interaction, context.apiUrl);
  const command = findCommand(context.dispatcher.commands, name);
  const typed = String(focused?.value ?? "");
  const names =
    command && focused
      ? await context.dispatcher.suggest(personOf(interaction), command, focused.name, typed)
      : [];
  const choices = names.map((each) => ({ name: cut(each, 100), value: cut(each, 100) }));
  await line.first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
}

async function onButton(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction,
  line: Line,
): Promise<void> {
  const [kind, ...rest] = interaction.data.custom_id.split(":");
  const token = rest.at(-1) ?? "";
  // A modal or a question has to be the first response within 3 s, so no request to the database goes before it.
  if (kind === "ask") return askReason(interaction, line, token, rest[0] ?? "reason", nearestLocale(rest[1]));
  if (kind === "again")
    return askAgain(interaction, line, token, rest[0] ?? "reason", nearestLocale(rest[1]));
  if (kind === "sure")
    return askSure(interaction, line, { token, warning: rest[0] ?? "", locale: nearestLocale(rest.at(-2)) });
  if (kind === "run" || kind === "yes") await press(context, interaction, line, token, {}, kind === "yes");
}

async function onModal(
  context: DiscordContext,
  interaction: APIModalSubmitInteraction,
  line: Line,
): Promise<void> {
  const [kind, option = "reason", token = ""] = interaction.data.custom_id.split(":");
  const said = { option, text: modalText(interaction) };
  if (kind === "said") await press(context, interaction, line, token, { [option]: said.text }, false, said);
}

async function press(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  line: Line,
  token: string,
  more: Readonly<Record<string, unknown>>,
  asked = false,
  said?: Said,
): Promise<void> {
  if (!(await line.first({ type: InteractionResponseType.DeferredMessageUpdate }))) return;
  const person = personOf(interaction);
  const answer = await context.dispatcher.press(person, token, more, interaction.channel?.id);
  // Only what was typed can be corrected: a button opens the modal once more, with it.
  if (said && answer.refusal?.status === 422) {
    await line.follow(againMessage(answer, token, said, context.dispatcher.localeOf(person)), true);
    return;
  }
  if (isDead(answer) && !asked && interaction.message) await removeButton(line, interaction.message, token);
  const shown = asked ? await showAsked(context, person, line, answer) : false;
  if (!shown) await showPressed(context, person, line, asked ? undefined : interaction.message, answer);
  await context.redrawCards(); // also after a refusal: a person who was too late sees the decision of another
}

/** Takes a button that does nothing any more off its message. */
async function removeButton(line: Line, { components = [] }: APIMessage, token: string): Promise<void> {
  const ids = (button: Readonly<Record<string, unknown>>) => String(button.custom_id).endsWith(`:${token}`);
  await line.buttons(withoutButton(components, "components", ids) as DiscordMessage["body"]["components"]);
}

/** After a question: how it went takes its place. False where the result has still to be posted beside it. */
async function showAsked(
  context: DiscordContext,
  person: ChatPerson,
  line: Line,
  answer: Answer,
): Promise<boolean> {
  const told = succeeded(answer) && answer.card ? inPlaceOfQuestion(answer) : answer;
  await line.edit(discordMessage(told, [], context.dispatcher.localeOf(person)));
  return !answer.beside;
}

async function showPressed(
  context: DiscordContext,
  person: ChatPerson,
  line: Line,
  message: APIMessage | undefined,
  answer: Answer,
): Promise<void> {
  const locale = context.dispatcher.localeOf(person);
  const done = succeeded(answer);
  const onlyTheirs = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (done && answer.card && !answer.beside && !onlyTheirs) return; // its card is redrawn by `redrawCards`
  if (answer.instead && onlyTheirs) {
    const { instead } = answer;
    await line.edit(discordMessage(instead, await context.dispatcher.buttons(instead.actions ?? []), locale));
  }
  const buttons = done ? await context.dispatcher.buttons(answer.actions ?? []) : [];
  const said = discordMessage(answer, buttons, locale);
  if (done && onlyTheirs) await line.edit(said);
  else {
    const shown = await line.follow(said, !done);
    if (done && answer.card)
      await context.follow(person, { chatChannel: shown.channel_id, message: shown.id }, answer.card, locale);
  }
  for (const part of answer.more ?? []) {
    const partButtons = await context.dispatcher.buttons(part.actions ?? []);
    const shown = await line.follow(discordMessage(part, partButtons, locale), false);
    if (!part.card) continue;
    await context.follow(person, { chatChannel: shown.channel_id, message: shown.id }, part.card, locale);
  }
}

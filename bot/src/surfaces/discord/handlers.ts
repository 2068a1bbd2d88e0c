import { nearestLocale, say } from "@tidings/shared/ground/locale.ts";
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10";
import { logFault } from "../../chat/faults.ts";
import type { Asked, ChatRun } from "../../chat/runs.ts";

import { CHAT_WORDS, cut } from "../../chat/words.ts";
import type { Work } from "../../chat/work.ts";
import { errorAnswer } from "../../ground/errors.ts";
import { type AnyCommand, findCommand, onMessages } from "../../registry/registry.ts";
import { unknownText } from "../../registry/unknown.ts";
import { askAgain } from "./again.ts";
import { askChoice, askOption, askSure } from "./ask.ts";
import type { DiscordContext, DiscordPlace } from "./context.ts";
import type { First } from "./line.ts";
import { alone } from "./message.ts";
import { commandCall, modalText, personOf } from "./read.ts";
import { discordStage } from "./stage.ts";

/** Handles an interaction from the gateway or from the HTTP endpoint. */
export async function handle(
  context: DiscordContext,
  interaction: APIInteraction,
  first: First,
): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return interaction.data.type === ApplicationCommandType.Message
        ? onMessageMenu(context, interaction as APIMessageApplicationCommandInteraction, first)
        : onCommand(context, interaction as APIChatInputApplicationCommandInteraction, first);
    case InteractionType.ApplicationCommandAutocomplete:
      return onAutocomplete(context, interaction, first);
    case InteractionType.MessageComponent:
      return onButton(context, interaction, first);
    case InteractionType.ModalSubmit:
      return onModal(context, interaction, first);
    default:
      await first({ type: InteractionResponseType.Pong });
  }
}

/**
 * Keeps what a person asked for, responds, and carries it out. Nothing is responded to before it is kept: should the bot die
 * before that, Discord tells the person that the app did not respond. Every bot of the application gets the interaction: the first
 * to keep it carries it out, and each responds, so that it is acknowledged too where that one dies or is late.
 */
async function takeUp(
  context: DiscordContext,
  interaction: APIInteraction,
  asked: Pick<Asked, "what" | "resumable"> & Omit<DiscordPlace, "channel" | "user" | "application" | "token">,
  first: First,
  response: APIInteractionResponse,
): Promise<void> {
  const person = personOf(interaction);
  const { what, resumable, ...about } = asked;
  const place: DiscordPlace = {
    channel: interaction.channel?.id ?? "",
    user: person.chatUser.split(":")[2] ?? "",
    application: interaction.application_id,
    token: interaction.token,
    ...about,
  };
  let run: ChatRun | null;
  try {
    // The interaction's id is the key: it may be delivered twice, by Discord or to a second bot.
    run = await context.runs.take({ person, key: interaction.id, place: { ...place }, what, resumable });
  } catch (error) {
    logFault("discord.take", error, { key: interaction.id });
    const locale = context.dispatcher.localeOf(person);
    await first(alone(errorAnswer(error, locale), locale));
    return;
  }
  const responded = await first(response);
  if (!run) return;
  if (!responded && !resumable) {
    // The person was told by Discord that it failed, and may give it again.
    await context.runs.keep(run, { state: "given_up", error: "the first response came too late" });
    return;
  }
  const taken = run;
  context.inflight.start("discord.run", () => context.carrier.carry(taken, discordStage(context, taken)));
}

async function onCommand(
  context: DiscordContext,
  interaction: APIChatInputApplicationCommandInteraction,
  first: First,
): Promise<void> {
  const called = commandCall(interaction);
  const command = findCommand(context.dispatcher.commands, called.name);
  await runOf(context, interaction, command, { name: called.name, input: called.raw }, first);
}

/** An entry in the menu of a message: the command is about what that message, or the one that it answers, shows. */
async function onMessageMenu(
  context: DiscordContext,
  interaction: APIMessageApplicationCommandInteraction,
  first: First,
): Promise<void> {
  const { name, target_id: message, resolved } = interaction.data;
  const command = findCommand(onMessages(context.dispatcher.commands), name);
  const answered = resolved.messages[message]?.message_reference?.message_id;
  const about = {
    chatChannel: interaction.channel?.id ?? "",
    messages: [message, ...(answered === undefined ? [] : [answered])],
  };
  await runOf(context, interaction, command, { name, input: {}, about }, first);
}

/** Runs a command that was typed or chosen. `called`: what Discord calls it. */
async function runOf(
  context: DiscordContext,
  interaction: APIChatInputApplicationCommandInteraction | APIMessageApplicationCommandInteraction,
  command: AnyCommand | null,
  { name, ...called }: Pick<Work, "input" | "about"> & { readonly name: string },
  first: First,
): Promise<void> {
  if (!command) {
    const locale = context.dispatcher.localeOf(personOf(interaction));
    const text = unknownText(context.dispatcher.commands, name.split(" "), { source: "discord", locale });
    await first(alone({ tone: "bad", text }, locale));
    return;
  }
  const hidden = command.audience === "person";
  const what = { work: { command: command.name, ...called } };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  const flags = hidden ? MessageFlags.Ephemeral : undefined;
  const { channel } = interaction;
  const channelName = (channel && "name" in channel && channel.name) || undefined;
  const permissions = interaction.app_permissions;
  const asked = { what, resumable: command.reads, hidden, permissions, channelName };
  await takeUp(context, interaction, asked, first, { type, data: { flags } });
}

async function onAutocomplete(
  context: DiscordContext,
  interaction: APIApplicationCommandAutocompleteInteraction,
  first: First,
): Promise<void> {
  const { name, focused, raw } = commandCall(interaction);
  const command = findCommand(context.dispatcher.commands, name);
  const typed = String(focused?.value ?? "");
  const names =
    command && focused
      ? await context.dispatcher.suggest(personOf(interaction), command, focused.name, typed, raw)
      : [];
  const choices = names.map((each) => ({ name: cut(each, 100), value: cut(each, 100) }));
  await first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
}

async function onButton(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction,
  first: First,
): Promise<void> {
  const [kind, ...rest] = interaction.data.custom_id.split(":");
  const token = rest.at(-1) ?? "";
  // A modal or a question has to be the first response within 3 s, so what is asked of the database before it has less.
  const [option = "reason", language] = rest;
  const locale = nearestLocale(language);
  if (kind === "ask") return askOption(context, interaction, first, { token, option });
  if (kind === "pick") return askChoice(context, interaction, first, { token, option });
  if (kind === "again") return askAgain(context, interaction, first, token, option, locale);
  if (kind === "sure") return askSure(context, interaction, first, { token, warning: rest[0] ?? "" });
  if (kind === "run") return press(context, interaction, first, token, { more: {} });
  if (kind === "yes") return press(context, interaction, first, token, { more: {}, asked: true });
  await unknownPress(context, interaction, first);
}

async function onModal(
  context: DiscordContext,
  interaction: APIModalSubmitInteraction,
  first: First,
): Promise<void> {
  const [kind, option = "reason", token = ""] = interaction.data.custom_id.split(":");
  const more = { [option]: modalText(interaction) };
  if (kind === "said" || kind === "picked")
    return press(context, interaction, first, token, { more, said: option, picked: kind === "picked" });
  await unknownPress(context, interaction, first);
}

/** A component that no version of this bot draws any more, or that another one drew. */
async function unknownPress(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  first: First,
): Promise<void> {
  const { custom_id: component } = interaction.data;
  logFault("discord.component", new Error("this component is not ours"), { component });
  const locale = context.dispatcher.localeOf(personOf(interaction));
  await first(alone({ tone: "bad", text: say(CHAT_WORDS.unknownPress, locale) }, locale));
}

/** `more`: what the person filled in. */
interface Pressed extends Pick<DiscordPlace, "asked" | "said" | "picked"> {
  readonly more: Readonly<Record<string, unknown>>;
}

async function press(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  first: First,
  token: string,
  { more, ...how }: Pressed,
): Promise<void> {
  const { message } = interaction;
  const onlyTheirs = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const asked = {
    what: { token, more },
    resumable: true,
    hidden: false,
    onlyTheirs,
    button: token,
    ...how,
    ...(message ? { message: message.id } : {}),
  };
  await takeUp(context, interaction, asked, first, { type: InteractionResponseType.DeferredMessageUpdate });
}

import { fillPlaces, type Locale, nearestLocale, say } from "@tidings/shared/locale.ts";
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ButtonStyle,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import { type Answer, succeeded } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { askedWords, CHAT_WORDS, cut } from "../../chat/words.ts";
import { findCommand } from "../../registry.ts";
import type { DiscordContext } from "./context.ts";
import { converse } from "./converse.ts";
import type { Line } from "./line.ts";
import { discordMessage } from "./message.ts";
import { commandCall, modalText, personOf } from "./read.ts";

/** Handles any interaction, whichever way it came. */
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
  // The interaction's id is its idempotency key: Discord, or a second bot, may bring it again.
  const more = { progress: talk.progress, request: interaction.id, chatChannel: interaction.channel.id };
  await talk.finish(await context.dispatcher.run(person, command, asked.raw, more));
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
  // A modal or a question has to be the first answer, so nothing is asked before it.
  if (kind === "ask") return askReason(interaction, line, token, rest[0] ?? "reason", nearestLocale(rest[1]));
  if (kind === "sure") return askSure(interaction, line, token, nearestLocale(rest[0]));
  if (kind === "run") await press(context, interaction, line, token, {});
}

async function askReason(
  interaction: APIMessageComponentInteraction,
  line: Line,
  token: string,
  option: string,
  card: Locale,
): Promise<void> {
  const words = say(askedWords(option), "locale" in interaction ? personOf(interaction).localeHint : card);
  const component = {
    type: ComponentType.TextInput as const,
    custom_id: option,
    style: TextInputStyle.Paragraph,
    min_length: 1,
    max_length: 500,
    required: true,
  };
  await line.first({
    type: InteractionResponseType.Modal,
    data: {
      custom_id: `said:${option}:${token}`,
      title: words,
      components: [{ type: ComponentType.Label, label: words, component }],
    },
  });
}

/** Discord has no confirmation of its own: a question that only the person sees, with the button that does it. */
async function askSure(
  interaction: APIMessageComponentInteraction,
  line: Line,
  token: string,
  locale: Locale,
): Promise<void> {
  const label = labelOf(interaction);
  await line.first({
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      flags: MessageFlags.Ephemeral,
      content: `${say(CHAT_WORDS.confirm, locale)} ${label}`,
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Danger,
              label: say(CHAT_WORDS.yes, locale),
              custom_id: `run:${locale}:${token}`,
            },
          ],
        },
      ],
    },
  });
}

/** What stood on the button that was pressed. */
function labelOf(interaction: APIMessageComponentInteraction): string {
  const rows = (interaction.message.components ?? []) as readonly {
    components?: readonly { custom_id?: string; label?: string }[];
  }[];
  const all = rows.flatMap((row) => row.components ?? []);
  return all.find((each) => each.custom_id === interaction.data.custom_id)?.label ?? "";
}

async function onModal(
  context: DiscordContext,
  interaction: APIModalSubmitInteraction,
  line: Line,
): Promise<void> {
  const [kind, option = "reason", token = ""] = interaction.data.custom_id.split(":");
  if (kind === "said") await press(context, interaction, line, token, { [option]: modalText(interaction) });
}

async function press(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  line: Line,
  token: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!(await line.first({ type: InteractionResponseType.DeferredMessageUpdate }))) return;
  const person = personOf(interaction);
  const answer = await context.dispatcher.press(person, token, more, interaction.channel?.id);
  await showPressed(context, person, line, interaction.message, answer);
  await context.redrawCards(); // also after a refusal: whoever was too late sees what was decided meanwhile
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
  if (done && answer.card && !answer.beside && !onlyTheirs) return; // the card is redrawn with the others
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

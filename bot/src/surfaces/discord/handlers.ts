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
import type { ChatPerson } from "../../chat/desk.ts";
import { askedWords, CHAT_WORDS, cut } from "../../chat/words.ts";
import { findCommand } from "../../registry.ts";
import { converse } from "./converse.ts";
import type { Kit } from "./kit.ts";
import type { Line } from "./line.ts";
import { discordMessage } from "./message.ts";
import { askedOf, personOf, saidIn } from "./read.ts";

/** Handles any interaction, whichever way it came. */
export async function handle(kit: Kit, interaction: APIInteraction, line: Line): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(kit, interaction as APIChatInputApplicationCommandInteraction, line);
    case InteractionType.ApplicationCommandAutocomplete:
      return onTyping(kit, interaction, line);
    case InteractionType.MessageComponent:
      return onButton(kit, interaction, line);
    case InteractionType.ModalSubmit:
      return onSaid(kit, interaction, line);
    default:
      await line.first({ type: InteractionResponseType.Pong });
  }
}

async function onCommand(
  kit: Kit,
  interaction: APIChatInputApplicationCommandInteraction,
  line: Line,
): Promise<void> {
  const person = personOf(interaction);
  const asked = askedOf(interaction, kit.apiUrl);
  const command = findCommand(kit.desk.commands, asked.name);
  const hidden = command === null || command.audience === "person";
  const flags = hidden ? MessageFlags.Ephemeral : undefined;
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  if (!(await line.first({ type, data: { flags } }))) return;
  const talk = converse(kit, person, line, hidden);
  if (!command) {
    const text = fillPlaces(say(CHAT_WORDS.unknown, kit.desk.localeOf(person)), { name: asked.name });
    return talk.finish({ tone: "bad", text, ephemeral: true });
  }
  // The interaction's id is its idempotency key: Discord, or a second bot, may bring it again.
  const more = { progress: talk.progress, request: interaction.id, room: interaction.channel.id };
  await talk.finish(await kit.desk.run(person, command, asked.raw, more));
  if (!command.reads) await kit.redrawCards();
}

async function onTyping(
  kit: Kit,
  interaction: APIApplicationCommandAutocompleteInteraction,
  line: Line,
): Promise<void> {
  const { name, focused } = askedOf(interaction, kit.apiUrl);
  const command = findCommand(kit.desk.commands, name);
  const typed = String(focused?.value ?? "");
  const names =
    command && focused ? await kit.desk.suggest(personOf(interaction), command, focused.name, typed) : [];
  const choices = names.map((each) => ({ name: cut(each, 100), value: cut(each, 100) }));
  await line.first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
}

async function onButton(kit: Kit, interaction: APIMessageComponentInteraction, line: Line): Promise<void> {
  const [kind, ...rest] = interaction.data.custom_id.split(":");
  const token = rest.at(-1) ?? "";
  // A modal or a question has to be the first answer, so nothing is asked before it.
  if (kind === "ask") return askReason(interaction, line, token, rest[0] ?? "reason", nearestLocale(rest[1]));
  if (kind === "sure") return askSure(interaction, line, token, nearestLocale(rest[0]));
  if (kind === "run") await press(kit, interaction, line, token, {});
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

async function onSaid(kit: Kit, interaction: APIModalSubmitInteraction, line: Line): Promise<void> {
  const [kind, option = "reason", token = ""] = interaction.data.custom_id.split(":");
  if (kind === "said") await press(kit, interaction, line, token, { [option]: saidIn(interaction) });
}

async function press(
  kit: Kit,
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  line: Line,
  token: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (!(await line.first({ type: InteractionResponseType.DeferredMessageUpdate }))) return;
  const person = personOf(interaction);
  const answer = await kit.desk.press(person, token, more, interaction.channel?.id);
  await showPressed(kit, person, line, interaction.message, answer);
  await kit.redrawCards(); // also after a refusal: whoever was too late sees what was decided meanwhile
}

async function showPressed(
  kit: Kit,
  person: ChatPerson,
  line: Line,
  message: APIMessage | undefined,
  answer: Answer,
): Promise<void> {
  const locale = kit.desk.localeOf(person);
  const done = succeeded(answer);
  const onlyTheirs = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (done && answer.card && !answer.beside && !onlyTheirs) return; // the card is redrawn with the others
  const buttons = done ? await kit.desk.buttons(answer.actions ?? []) : [];
  const said = discordMessage(answer, buttons, locale);
  if (done && onlyTheirs) await line.edit(said);
  else {
    const shown = await line.follow(said, !done);
    if (done && answer.card)
      await kit.follow(person, { chatChannel: shown.channel_id, message: shown.id }, answer.card, locale);
  }
  for (const part of answer.more ?? []) {
    const partButtons = await kit.desk.buttons(part.actions ?? []);
    const shown = await line.follow(discordMessage(part, partButtons, locale), false);
    if (!part.card) continue;
    await kit.follow(person, { chatChannel: shown.channel_id, message: shown.id }, part.card, locale);
  }
}

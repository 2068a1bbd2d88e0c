import { setTimeout as pause } from "node:timers/promises";
import { say } from "@tidings/shared/ground/locale.ts";
import {
  type APIMessageComponentInteraction,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ButtonStyle,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import { MOST_SUGGESTIONS } from "../../chat/dispatcher.ts";
import { CHAT_WORDS, cut } from "../../chat/words.ts";
import { confirmationText } from "../../registry/confirmations.ts";
import type { DiscordContext } from "./context.ts";
import type { First } from "./line.ts";
import { alone, COLOURS } from "./message.ts";
import { personOf } from "./read.ts";

/** What a button asks before it acts: for a text, a choice, or for confirmation. */

/** What a modal asks for, and what it begins with. */
interface AskedOption {
  readonly token: string;
  readonly option: string;
  readonly typed?: string;
  /** What is chosen from; without any it is typed. */
  readonly choices?: readonly string[] | Promise<readonly string[]>;
}

/** Opens the modal that asks for an option, usually the reason. */
export async function askOption(
  { dispatcher }: DiscordContext,
  interaction: APIMessageComponentInteraction,
  first: First,
  { token, option, typed = "", choices: chosen = [] }: AskedOption,
): Promise<void> {
  // Together, as both have to be known within the 3 s.
  const [{ locale, title, label, refusal }, choices] = await Promise.all([
    dispatcher.asking(personOf(interaction), token, option),
    chosen,
  ]);
  if (refusal) return void (await first(alone(refusal, locale)));
  const component = choices.length > 0 ? selectOf(option, choices) : textOf(option, typed);
  await first({
    type: InteractionResponseType.Modal,
    data: {
      custom_id: `${choices.length > 0 ? "picked" : "said"}:${option}:${token}`,
      title: cut(title, MOST_TITLE),
      components: [{ type: ComponentType.Label, label: cut(label, MOST_TITLE), component }],
    },
  });
}

function textOf(custom_id: string, typed: string): APITextInputComponent {
  return {
    type: ComponentType.TextInput,
    custom_id,
    style: TextInputStyle.Paragraph,
    min_length: 1,
    max_length: 500,
    required: true,
    ...(typed === "" ? {} : { value: typed }),
  };
}

/** Discord's limit for the title and the labels of a modal, in characters. */
const MOST_TITLE = 45;

/** Discord's limit for the label and the value of a choice, in characters. */
const MOST_CHOICE = 100;

function selectOf(custom_id: string, choices: readonly string[]): APIStringSelectComponent {
  const texts = [...new Set(choices.map((each) => cut(each, MOST_CHOICE)))];
  return {
    type: ComponentType.StringSelect,
    custom_id,
    required: true,
    // The only one is chosen already, as in the forms of Slack and the panel.
    options: texts.map((each) => ({ label: each, value: each, default: texts.length === 1 })),
  };
}

/** A modal is the first response, within 3 s: names that take longer are typed instead. */
const CHOICES_MS = 1_500;

/**
 * Opens the modal in which one of the names is chosen that the command suggests. A menu of Discord is filled before it opens and has 25
 * options: as many names may be the first ones of more, so they are typed, as where there is none.
 */
export async function askChoice(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction,
  first: First,
  asked: Pick<AskedOption, "token" | "option">,
): Promise<void> {
  const names = Promise.race([
    context.dispatcher.suggestAsked(personOf(interaction), asked.token, asked.option, ""),
    pause<readonly string[]>(CHOICES_MS, [], { ref: false }),
  ]);
  const choices = names.then((all) => (all.length < MOST_SUGGESTIONS ? all : []));
  await askOption(context, interaction, first, { ...asked, choices });
}

/**
 * Asks for confirmation by an ephemeral message with the real button, in the words of Slack's dialog. Discord's buttons
 * have no confirmation of their own. The question is an embed: whatever follows is edited into its place.
 */
export async function askSure(
  { dispatcher }: DiscordContext,
  interaction: APIMessageComponentInteraction,
  first: First,
  about: { readonly token: string; readonly warning: string },
): Promise<void> {
  const { token, warning } = about;
  const { locale, refusal } = await dispatcher.asking(personOf(interaction), token, "sure");
  if (refusal) return void (await first(alone(refusal, locale)));
  const words = confirmationText(warning, locale);
  const card = interaction.message.embeds[0]?.title; // escaped already
  await first({
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      flags: MessageFlags.Ephemeral,
      embeds: [
        {
          color: COLOURS.warn,
          title: say(CHAT_WORDS.confirm, locale),
          description: [card ? `**${card}**` : labelOf(interaction), words].filter(Boolean).join("\n"),
        },
      ],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Danger,
              label: say(CHAT_WORDS.yes, locale),
              custom_id: `yes:${locale}:${token}`,
            },
          ],
        },
      ],
    },
  });
}

/** The label of the button that was pressed. */
function labelOf(interaction: APIMessageComponentInteraction): string {
  const rows = (interaction.message.components ?? []) as readonly {
    components?: readonly { custom_id?: string; label?: string }[];
  }[];
  const all = rows.flatMap((row) => row.components ?? []);
  return all.find((each) => each.custom_id === interaction.data.custom_id)?.label ?? "";
}

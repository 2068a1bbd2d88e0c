import { type Locale, say } from "@tidings/shared/locale.ts";
import {
  type APIMessageComponentInteraction,
  ButtonStyle,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import type { Answer } from "../../answer.ts";
import { askedWords, CHAT_WORDS } from "../../chat/words.ts";
import { confirmationText } from "../../confirmations.ts";
import type { First } from "./line.ts";
import { COLOURS } from "./message.ts";
import { personOf } from "./read.ts";

/** What a button asks before it acts: for a text, or for confirmation. */

/** Opens the modal that asks for an option, usually the reason. */
export async function askReason(
  interaction: APIMessageComponentInteraction,
  first: First,
  token: string,
  option: string,
  card: Locale,
  typed?: string,
): Promise<void> {
  const words = say(askedWords(option), "locale" in interaction ? personOf(interaction).localeHint : card);
  const component = {
    type: ComponentType.TextInput as const,
    custom_id: option,
    style: TextInputStyle.Paragraph,
    min_length: 1,
    max_length: 500,
    required: true,
    ...(typed ? { value: typed } : {}),
  };
  await first({
    type: InteractionResponseType.Modal,
    data: {
      custom_id: `said:${option}:${token}`,
      title: words,
      components: [{ type: ComponentType.Label, label: words, component }],
    },
  });
}

/**
 * Asks for confirmation by an ephemeral message with the real button, in the words of Slack's dialog. Discord's buttons
 * have no confirmation of their own. The question is an embed: whatever follows is edited into its place.
 */
export async function askSure(
  interaction: APIMessageComponentInteraction,
  first: First,
  about: { readonly token: string; readonly locale: Locale; readonly warning: string },
): Promise<void> {
  const { token, locale, warning } = about;
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

/** What takes the place of the question: that it is done. The card itself is redrawn for everyone. */
export function inPlaceOfQuestion({ tone, title, text }: Answer): Answer {
  return title === undefined ? { tone, text } : { tone, title };
}

/** The label of the button that was pressed. */
function labelOf(interaction: APIMessageComponentInteraction): string {
  const rows = (interaction.message.components ?? []) as readonly {
    components?: readonly { custom_id?: string; label?: string }[];
  }[];
  const all = rows.flatMap((row) => row.components ?? []);
  return all.find((each) => each.custom_id === interaction.data.custom_id)?.label ?? "";
}

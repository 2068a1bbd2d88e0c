import { type Locale, say } from "@tidings/shared/locale.ts";
import {
  type APIMessageComponentInteraction,
  ButtonStyle,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  TextInputStyle,
} from "discord-api-types/v10";
import { askedWords, CHAT_WORDS } from "../../chat/words.ts";
import type { First } from "./line.ts";
import { personOf } from "./read.ts";

/** What a button asks before it acts: for a text, or for confirmation. */

/** Opens the modal that asks for an option, usually the reason. */
export async function askReason(
  interaction: APIMessageComponentInteraction,
  first: First,
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
  await first({
    type: InteractionResponseType.Modal,
    data: {
      custom_id: `said:${option}:${token}`,
      title: words,
      components: [{ type: ComponentType.Label, label: words, component }],
    },
  });
}

/** Asks for confirmation by an ephemeral message with the real button. Discord's buttons have no confirmation of their own. */
export async function askSure(
  interaction: APIMessageComponentInteraction,
  first: First,
  token: string,
  locale: Locale,
): Promise<void> {
  const label = labelOf(interaction);
  await first({
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

/** The label of the button that was pressed. */
function labelOf(interaction: APIMessageComponentInteraction): string {
  const rows = (interaction.message.components ?? []) as readonly {
    components?: readonly { custom_id?: string; label?: string }[];
  }[];
  const all = rows.flatMap((row) => row.components ?? []);
  return all.find((each) => each.custom_id === interaction.data.custom_id)?.label ?? "";
}

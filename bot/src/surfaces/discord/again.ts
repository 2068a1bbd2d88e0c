import { fillPlaces, type Locale, listText, say } from "@tidings/shared/ground/locale.ts";
import { type APIMessageComponentInteraction, ButtonStyle, ComponentType } from "discord-api-types/v10";
import { CHAT_WORDS, cut } from "../../chat/words.ts";
import type { Answer } from "../../ground/answer.ts";
import { topOf } from "../../registry/discord_tops.ts";
import { options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import { typedFiles, typedLine } from "../../registry/typed_line.ts";
import { askOption } from "./ask.ts";
import type { DiscordContext } from "./context.ts";
import type { First } from "./line.ts";
import { type DiscordMessage, discordMessage } from "./message.ts";
import { typedText } from "./typed.ts";

/** What was typed is not lost with a refusal: of a slash command as a line to paste, of a modal in the modal itself. */

/** What was typed into the one field of a modal, and the token of the button that had opened it. */
export interface Said {
  readonly token: string;
  readonly option: string;
  readonly text: string;
  /** It was chosen: it is chosen again from what there is then. */
  readonly picked: boolean;
}

/** A refused command with what was typed. Discord's client reads a pasted `/tidings send template:x` back into its options. */
export function withTyped(
  answer: Answer,
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  locale: Locale,
): Answer {
  if (!answer.refusal || Object.keys(raw).length === 0) return answer;
  const typed = typedLine(`/${topOf(command)}`, command, raw, (name, value) => `${name}:${value}`);
  const files = typedFiles(command, raw);
  const again = fillPlaces(say(CHAT_WORDS.filesAgain, locale), { names: listText(files, locale) });
  const wrong = options(command).find(({ name }) => name === answer.refusal?.option);
  const field = wrong && {
    label: say(CHAT_WORDS.wrong, locale),
    value: `${say(wrong.words, locale)} (${wrong.name})`,
  };
  return {
    ...answer,
    typed,
    ...(field ? { fields: [field, ...(answer.fields ?? [])] } : {}),
    ...(files.length > 0 ? { note: again } : {}),
  };
}

/** A refused modal: the refusal, what was typed, and a button that opens the modal with it. */
export function againMessage(answer: Answer, said: Said, locale: Locale): DiscordMessage {
  const { body, files } = discordMessage({ ...answer, typed: said.text, actions: [] }, [], locale);
  const button = {
    type: ComponentType.Button as const,
    style: ButtonStyle.Primary as const,
    label: say(CHAT_WORDS.again, locale),
    custom_id: `${said.picked ? "pick" : "again"}:${said.option}:${locale}:${said.token}`,
  };
  return {
    body: { ...body, components: [{ type: ComponentType.ActionRow, components: [button] }] },
    files,
  };
}

/** Opens the modal with what the refusal says was typed. It is in the message: no request fits into the 3 s. */
export async function askAgain(
  context: DiscordContext,
  interaction: APIMessageComponentInteraction,
  first: First,
  token: string,
  option: string,
  locale: Locale,
): Promise<void> {
  const typed = typedText(interaction.message.embeds[0]?.fields ?? [], locale);
  await askOption(context, interaction, first, { token, option, typed: cut(typed, 500) });
}

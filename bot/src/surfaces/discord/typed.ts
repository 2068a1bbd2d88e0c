import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { APIEmbedField } from "discord-api-types/v10";
import { CHAT_WORDS, cut } from "../../chat/words.ts";

/** What a person had typed, in the message that refuses it. */

/** Discord's limit for the value of a field, in characters. */
const MOST_VALUE = 1_024;
const FENCE = "```";

/** What was typed, as it can be copied. */
export function typedField(typed: string | undefined, locale: Locale): APIEmbedField[] {
  if (!typed) return [];
  const code = cut(typed.replaceAll(FENCE, "` ` `"), MOST_VALUE - 2 * FENCE.length - 2);
  return [{ name: say(CHAT_WORDS.typed, locale), value: `${FENCE}\n${code}\n${FENCE}` }];
}

/** What such a field holds; empty where there is none. */
export function typedText(fields: readonly APIEmbedField[], locale: Locale): string {
  const value = fields.find(({ name }) => name === say(CHAT_WORDS.typed, locale))?.value ?? "";
  return value.slice(FENCE.length + 1, -FENCE.length - 1);
}

import { escapeMarkdown } from "discord.js";

/** A text that Discord shows as it is. Of four stars in a row, as in a masked number, discord.js leaves the last one alone. */
export const escaped = (text: string): string => escapeMarkdown(text).replace(/(?<!\\)\*/g, "\\*");

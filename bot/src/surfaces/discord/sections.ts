import { escapeMarkdown } from "discord.js";
import type { APIEmbedField } from "discord-api-types/v10";
import type { Section } from "../../answer.ts";

/** Discord's limit for the value of a field, in characters. */
const MOST_VALUE = 1_024;
/** The invisible name of a field that goes on with the one before. */
const GOES_ON = "\u200b";

type Draw = (section: Section) => string[];

const whole: Draw = ({ lines }) => lines.map(([code, words]) => `${codeText(code)} ${escapeMarkdown(words)}`);
const codes: Draw = ({ lines }) => [lines.map(([code]) => codeText(code)).join(" · ")];

function codeText(code: string): string {
  return `\`${code.replaceAll("`", "'")}\``;
}

/**
 * Sections as fields of an embed, in at most `space` characters. Where all of it does not fit, the longest sections have
 * what is typed without what it does.
 */
export function sectionFields(sections: readonly Section[], space: number): APIEmbedField[] {
  const short = new Set<Section>();
  const drawn = () => sections.flatMap((each) => fieldsOf(each, short.has(each) ? codes : whole));
  const size = (section: Section) => whole(section).join("\n").length;
  const longest = [...sections].sort((a, b) => size(b) - size(a));
  let fields = drawn();
  for (const section of longest) {
    if (lengthOf(fields) <= space) break;
    short.add(section);
    fields = drawn();
  }
  return fields;
}

function lengthOf(fields: readonly APIEmbedField[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

function fieldsOf(section: Section, draw: Draw): APIEmbedField[] {
  const values: string[] = [];
  for (const line of draw(section)) {
    const last = values.at(-1);
    if (last !== undefined && last.length + line.length < MOST_VALUE)
      values.splice(-1, 1, `${last}\n${line}`);
    else values.push(line.slice(0, MOST_VALUE));
  }
  return values.map((value, index) => ({
    name: index === 0 ? section.title : GOES_ON,
    value,
    inline: false,
  }));
}

import type { APIEmbedField } from "discord-api-types/v10";
import { COMMANDS } from "../../commands/list.ts";
import type { Section } from "../../ground/answer.ts";
import { topOf } from "../../registry/discord_tops.ts";
import { namedCommand } from "../../registry/registry.ts";
import { escaped } from "./escape.ts";

/** Discord's limit for the value of a field, in characters. */
const MOST_VALUE = 1_024;
/** The invisible name of a field that goes on with the one before. */
const GOES_ON = "\u200b";

type Draw = (section: Section) => string[];

const whole: Draw = ({ lines }) =>
  lines.map(
    ([code, words]) => `${codeText([slashOf(code), code].filter(Boolean).join(" "))} ${escaped(words)}`,
  );
const codes: Draw = ({ lines }) => [lines.map(([code]) => codeText(code)).join(" · ")];
/** As `codes`, each slash command on a line of its own before what is typed after it. */
const grouped: Draw = ({ lines }) =>
  [...Map.groupBy(lines, ([code]) => slashOf(code))].map(([slash, some]) =>
    [slash && codeText(slash), ...codes({ title: "", lines: some })].filter(Boolean).join(" "),
  );

/** The slash command under which Discord has what is typed; empty where that is no command. */
function slashOf(code: string): string {
  const { command } = namedCommand(COMMANDS, code.split(" "));
  return command && !command.terminalOnly ? `/${topOf(command)}` : "";
}

function codeText(code: string): string {
  return `\`${code.replaceAll("`", "'")}\``;
}

/**
 * Sections as fields of an embed, in at most `space` characters. Where all of it does not fit, the longest sections have
 * what is typed without what it does.
 */
export function sectionFields(sections: readonly Section[], space: number): APIEmbedField[] {
  const short = new Set<Section>();
  const drawn = (draw = grouped) =>
    sections.flatMap((each) => fieldsOf(each.title, (short.has(each) ? draw : whole)(each)));
  const size = (section: Section) => whole(section).join("\n").length;
  const longest = [...sections].sort((a, b) => size(b) - size(a));
  let fields = drawn();
  for (const section of longest) {
    if (lengthOf(fields) <= space) break;
    short.add(section);
    fields = drawn();
  }
  return lengthOf(fields) <= space ? fields : drawn(codes);
}

function lengthOf(fields: readonly APIEmbedField[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

function fieldsOf(heading: string, lines: readonly string[]): APIEmbedField[] {
  const values: string[] = [];
  for (const line of lines) {
    const last = values.at(-1);
    if (last !== undefined && last.length + line.length < MOST_VALUE)
      values.splice(-1, 1, `${last}\n${line}`);
    else values.push(line.slice(0, MOST_VALUE));
  }
  return values.map((value, index) => ({
    name: index === 0 ? heading : GOES_ON,
    value,
    inline: false,
  }));
}

import type { APIEmbedField } from "discord-api-types/v10";
import { COMMANDS } from "../../commands/list.ts";
import type { Section } from "../../ground/answer.ts";
import { topOf } from "../../registry/discord_tops.ts";
import { namedCommand } from "../../registry/registry.ts";
import { escaped } from "./escape.ts";

/** Discord's limit for the value of a field, in characters. */
const MOST_VALUE = 1_024;
/** Discord's limit for the fields of an embed. */
const MOST_FIELDS = 25;
/** The invisible name of a field that goes on with the one before. */
const GOES_ON = "\u200b";

type Draw = (section: Section) => string[];

const BETWEEN = " · ";
const whole: Draw = ({ lines }) =>
  lines.map(
    ([code, words]) => `${codeText([slashOf(code), code].filter(Boolean).join(" "))} ${escaped(words)}`,
  );
const codes: Draw = ({ lines }) => [lines.map(([code]) => codeText(code)).join(BETWEEN)];
/** The names of the commands alone: Discord shows the options of one while it is typed. */
const names: Draw = ({ lines }) => [
  lines
    .map(([code]) => codeText(namedCommand(COMMANDS, code.split(" ")).command?.name ?? code))
    .join(BETWEEN),
];
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
 * what is typed without what it does, in the end its commands alone.
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
  const fits = (tried: readonly APIEmbedField[]) => tried.length <= MOST_FIELDS && lengthOf(tried) <= space;
  return [fields, drawn(codes)].find(fits) ?? drawn(names);
}

function lengthOf(fields: readonly APIEmbedField[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

/** A line in parts that fit into a field each, parted between two commands. */
function partsOf(line: string): string[] {
  if (line.length <= MOST_VALUE) return [line];
  const at = line.lastIndexOf(BETWEEN, MOST_VALUE);
  return at <= 0
    ? [line.slice(0, MOST_VALUE)]
    : [line.slice(0, at), ...partsOf(line.slice(at + BETWEEN.length))];
}

function fieldsOf(heading: string, lines: readonly string[]): APIEmbedField[] {
  const values: string[] = [];
  for (const line of lines.flatMap(partsOf)) {
    const last = values.at(-1);
    if (last !== undefined && last.length + line.length < MOST_VALUE)
      values.splice(-1, 1, `${last}\n${line}`);
    else values.push(line);
  }
  return values.map((value, index) => ({
    name: index === 0 ? heading : GOES_ON,
    value,
    inline: false,
  }));
}

import { COLORS } from "@tidings/shared/ground/colors.ts";
import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { RawFile } from "discord.js";
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIEmbed,
  type APIInteractionResponse,
  ButtonStyle,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
} from "discord-api-types/v10";
import type { Button } from "../../chat/dispatcher.ts";
import { CHAT_WORDS, cut, progressText } from "../../chat/words.ts";
import type { Answer, Field, Table, Tone } from "../../ground/answer.ts";
import { columnLines, naturalWidth } from "../../ground/columns.ts";
import { fileOf, tableHead } from "../../ground/csv.ts";
import { escaped } from "./escape.ts";
import { sectionFields } from "./sections.ts";
import { typedField } from "./typed.ts";

type DiscordButton = APIButtonComponentWithCustomId | APIButtonComponentWithURL;

/** An answer as a Discord message, within Discord's limits. */
export interface DiscordMessage {
  readonly body: {
    readonly embeds: APIEmbed[];
    readonly components: APIActionRowComponent<DiscordButton>[];
    /** All files of the message; an edit removes the others. */
    readonly attachments: { id: number; filename: string; description?: string }[];
    readonly allowed_mentions: { parse: [] };
  };
  readonly files: RawFile[];
}

/** Discord's limits, in characters or items. */
const MOST = {
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  whole: 6_000,
  rows: 5,
  inRow: 5,
  label: 80,
  alt: 1_024,
};

/** Widest code block, in cells, before its lines wrap. */
const TABLE_WIDTH = 72;
export const TABLE_ROWS = 25;
const TABLE_LENGTH = 2_800;

/** As Discord takes a colour. */
const number = (color: string) => Number.parseInt(color.slice(1), 16);

export const COLOURS: Readonly<Record<Tone, number>> = {
  plain: number(COLORS.seen),
  good: number(COLORS.good),
  warn: number(COLORS.slow),
  alarm: number(COLORS.bad),
  bad: number(COLORS.bad),
};

/** Turns an answer into a message. `more` answers are messages of their own. */
export function discordMessage(answer: Answer, buttons: readonly Button[], locale: Locale): DiscordMessage {
  const table = tableText(answer, locale);
  const space = MOST.description - table.length - 1;
  const text = [escaped(answer.text ?? ""), answer.progress?.total ? progressText(answer.progress) : ""]
    .filter((part) => part !== "")
    .join("\n");
  const picture = answer.picture
    ? { name: fileName(answer.picture.name), data: Buffer.from(answer.picture.png) }
    : null;
  const file = fileOf(answer, TABLE_ROWS);
  const embed: APIEmbed = {
    color: COLOURS[answer.tone],
    ...(answer.title ? { title: cut(escaped(answer.title), MOST.title) } : {}),
    description: [cut(text, space), table].filter((part) => part !== "").join("\n") || undefined,
    fields: [
      ...typedField(answer.typed, locale),
      ...(fieldsOf(answer) ?? []),
      ...sectionFields(answer.sections ?? [], sectionSpace(answer)),
    ].slice(0, MOST.fields),
    ...(answer.note ? { footer: { text: cut(answer.note, MOST.footer) } } : {}),
    ...(picture ? { image: { url: `attachment://${picture.name}` } } : {}),
  };
  const files: RawFile[] = [
    ...(picture ? [picture] : []),
    ...(file ? [{ name: fileName(file.name), data: Buffer.from(file.bytes), contentType: file.type }] : []),
  ];
  return {
    body: {
      embeds: [fitted(embed)],
      components: rowsOf(buttons, locale),
      attachments: files.map(({ name }, id) => ({
        id,
        filename: name,
        ...(id === 0 && answer.picture ? { description: cut(answer.picture.alt, MOST.alt) } : {}),
      })),
      allowed_mentions: { parse: [] },
    },
    files,
  };
}

/** Discord replaces other characters in file names, and `attachment://` would not match then. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "_");
}

function fieldsOf(answer: Answer): APIEmbed["fields"] {
  return (answer.fields ?? []).slice(0, MOST.fields).map((field) => ({
    name: cut(field.label, MOST.fieldName),
    value: valueText(field),
    inline: field.value.length <= 40,
  }));
}

function valueText({ value, href }: Field): string {
  if (href === undefined) return cut(escaped(value) || "—", MOST.fieldValue);
  // Half of an address leads nowhere, so the name is cut, or left out.
  const room = MOST.fieldValue - href.length - 4;
  return room < 20 ? cut(escaped(value), MOST.fieldValue) : `[${cut(escaped(value), room)}](${href})`;
}

/** The characters that the sections may take, beside everything else of the embed. */
function sectionSpace({ title, text, note }: Answer): number {
  return MOST.whole - [title, text, note].reduce((sum, part) => sum + 2 * (part?.length ?? 0), 200);
}

/** The table, as many rows as fit; the rest is in the file. */
function tableText(answer: Answer, locale: Locale): string {
  if (!answer.table) return "";
  const { table, left } = tableHead(answer.table, TABLE_ROWS);
  const wide = naturalWidth(table) > TABLE_WIDTH;
  const lines = wide
    ? rowLists(table)
    : columnLines(table, TABLE_WIDTH).map((line) => line.replaceAll("```", "'''"));
  let cutRows = left;
  while (lines.length > 2 && lines.join("\n").length > TABLE_LENGTH) {
    lines.pop();
    cutRows += 1;
  }
  const more =
    cutRows > 0
      ? `\n${fillPlaces(say(table.name === undefined ? CHAT_WORDS.cutOff : CHAT_WORDS.cut, locale), { count: cutRows })}`
      : "";
  const text = lines.join("\n");
  return wide ? `${text}${more}` : `\`\`\`\n${text}\n\`\`\`${more}`;
}

const NOTHING = new Set(["", "0", "—"]);

/** A table that is too wide for columns: each row as a line with its first cell, then the other cells that are not empty or 0. */
function rowLists(table: Table): string[] {
  return table.rows.map(([first = "", ...rest]) => {
    const said = rest
      .map((cell, index) => [table.columns[index + 1]?.title ?? "", cell] as const)
      .filter(([, cell]) => !NOTHING.has(cell))
      .map(([title, cell]) => (rest.length === 1 ? cell : `${title} ${cell}`));
    return `**${escaped(first)}** ${escaped(said.join(" · "))}`.trimEnd();
  });
}

/** Cuts an embed to 6,000 characters: drops fields from the end, then the footer. */
function fitted(embed: APIEmbed): APIEmbed {
  const size = (one: APIEmbed) =>
    [
      one.title,
      one.description,
      one.footer?.text,
      ...(one.fields ?? []).flatMap(({ name, value }) => [name, value]),
    ]
      .map((part) => part?.length ?? 0)
      .reduce((sum, length) => sum + length, 0);
  let fit = embed;
  while (size(fit) > MOST.whole && (fit.fields?.length ?? 0) > 0)
    fit = { ...fit, fields: fit.fields?.slice(0, -1) };
  return size(fit) > MOST.whole ? { ...fit, footer: undefined } : fit;
}

const STYLES = { primary: ButtonStyle.Success, danger: ButtonStyle.Danger } as const;

/**
 * The custom_id of a button: what to ask first, the locale and the token. A question or a modal has to come within 3 s,
 * so all that it needs is here, and no token is opened for it.
 */
export function customId(button: Button, locale: Locale): string {
  // A modal of Discord has five fields at most, so a whole form is typed: the button says how.
  if (button.form) return `form:${button.form.command}:${locale}:${button.form.input.resource ?? ""}`;
  if (button.asks)
    return `${button.asks.suggested ? "pick" : "ask"}:${button.asks.option}:${locale}:${button.token}`;
  if (button.confirm) return `sure:${button.confirm}:${locale}:${button.token}`;
  return `run:${locale}:${button.token}`;
}

function rowsOf(buttons: readonly Button[], locale: Locale): APIActionRowComponent<DiscordButton>[] {
  const all = buttons.slice(0, MOST.rows * MOST.inRow).map((button): DiscordButton => {
    const head = { type: ComponentType.Button, label: cut(button.label, MOST.label) } as const;
    if (button.url !== undefined) return { ...head, style: ButtonStyle.Link, url: button.url };
    const style = button.style ? STYLES[button.style] : ButtonStyle.Secondary;
    return { ...head, custom_id: customId(button, locale), style };
  });
  const rows: APIActionRowComponent<DiscordButton>[] = [];
  for (let at = 0; at < all.length; at += MOST.inRow) {
    rows.push({ type: ComponentType.ActionRow, components: all.slice(at, at + MOST.inRow) });
  }
  return rows;
}

/** A first response that only the person sees. */
export function alone(answer: Answer, locale: "zh-CN" | "en"): APIInteractionResponse {
  const { body } = discordMessage(answer, [], locale);
  const type = InteractionResponseType.ChannelMessageWithSource;
  return { type, data: { ...body, flags: MessageFlags.Ephemeral } };
}

import type { types } from "@slack/bolt";
import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { Button } from "../../chat/dispatcher.ts";
import { CHAT_WORDS, cut, progressText } from "../../chat/words.ts";
import type { Answer, Field, Section, Table, Tone } from "../../ground/answer.ts";
import { tableHead } from "../../ground/csv.ts";
import { confirmationText } from "../../registry/confirmations.ts";

/** An answer as Block Kit blocks, within Slack's limits. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Slack's limits, in characters or items. */
const MOST = {
  header: 150,
  text: 3_000,
  textBlocks: 3,
  fields: 10,
  field: 2_000,
  alt: 2_000,
  button: 75,
  buttons: 25,
  columns: 20,
  /** Ours: more of one value is read in the file. */
  cell: 200,
  /** All cells of a table together. */
  table: 10_000,
  /** All words of a message. Slack answers `msg_blocks_too_long` from about 13,200 on, which its pages do not say. */
  message: 12_000,
  fallback: 2_000,
  confirm: 300,
};

/** Rows of a table in a message at the most. */
const TABLE_ROWS = 30;

const SIGNS: Readonly<Record<Tone, string>> = {
  plain: "",
  good: "✅ ",
  warn: "🟡 ",
  alarm: "🔴 ",
  bad: "⛔ ",
};

/** Escaped text: `<@U1>` and `<!channel>` are not mentions in it. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Escaped text of at most `most` characters, in which no escape is cut in half. */
function escapedWithin(text: string, most: number): string {
  const whole = escaped(text);
  if (whole.length <= most) return whole;
  return cut(whole, most).replace(/&[a-z]{0,3}…$/, "…");
}

/** What a message has besides the answer. Without `pictureId` the picture is left out. */
export interface Extras {
  readonly buttons: readonly Button[];
  readonly pictureId: string | null;
  readonly locale: Locale;
}

/** Turns an answer into a message. `more` answers are messages of their own. */
export function slackMessage(answer: Answer, { buttons, pictureId, locale }: Extras): SlackMessage {
  const blocks: types.KnownBlock[] = [];
  const sign = SIGNS[answer.tone];
  if (answer.title) blocks.push({ type: "header", text: plain(sign + answer.title, MOST.header) });
  const text = answer.text ? `${answer.title ? "" : sign}${answer.text}` : "";
  blocks.push(...textBlocks(text));
  blocks.push(...fieldBlocks(answer));
  blocks.push(...(answer.sections ?? []).flatMap(sectionBlocks));
  if (answer.progress && answer.progress.total > 0) blocks.push(section(progressText(answer.progress)));
  if (answer.picture && pictureId !== null) {
    const alt = cut(answer.picture.alt, MOST.alt);
    blocks.push({ type: "image", slack_file: { id: pictureId }, alt_text: alt });
  }
  if (answer.typed) blocks.push(typedBlock(answer.typed, locale));
  const notes = notesOf(answer, locale);
  if (notes.length > 0) {
    blocks.push({ type: "context", elements: notes.map((note) => plain(note, MOST.field)) });
  }
  if (buttons.length > 0) {
    const elements = buttons
      .slice(0, MOST.buttons)
      .map((button, index) => buttonElement(button, index, locale));
    blocks.push({ type: "actions", elements });
  }
  if (answer.table) blocks.push(tableBlock(tableHead(answer.table, rowsShown(answer)).table));
  if (blocks.length === 0) blocks.push(section(say(CHAT_WORDS.working, locale)));
  return { text: fallbackOf(answer, locale), blocks };
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: "plain_text", text: cut(text, most), emoji: false };
}

function section(text: string): types.SectionBlock {
  return { type: "section", text: plain(text, MOST.text) };
}

/** Splits a long text into several blocks, at line ends where possible. */
function textBlocks(text: string): types.SectionBlock[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== "" && pieces.length < MOST.textBlocks) {
    const last = pieces.length === MOST.textBlocks - 1;
    const line = rest.length > MOST.text ? rest.lastIndexOf("\n", MOST.text) : -1;
    const end = last || rest.length <= MOST.text ? rest.length : line > 0 ? line : MOST.text;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, "");
  }
  return pieces.map(section);
}

function valueText({ value, href }: Field): string {
  if (href === undefined) return escapedWithin(value || "—", MOST.field - 100);
  // Half of an address leads nowhere, so the name is cut.
  const name = cut(value.replaceAll("|", "¦"), Math.max(20, MOST.field - 200 - href.length));
  return `<${escaped(href).replaceAll("|", "%7C")}|${escaped(name)}>`;
}

function fieldBlocks(answer: Answer): types.SectionBlock[] {
  const fields = (answer.fields ?? []).map((field): types.MrkdwnElement => {
    return {
      type: "mrkdwn",
      text: `*${escaped(cut(field.label, 80))}*\n${valueText(field)}`,
      verbatim: true,
    };
  });
  const blocks: types.SectionBlock[] = [];
  for (let at = 0; at < fields.length; at += MOST.fields) {
    blocks.push({ type: "section", fields: fields.slice(at, at + MOST.fields) });
  }
  return blocks;
}

/** What was typed, as it can be copied. */
function typedBlock(typed: string, locale: Locale): types.SectionBlock {
  const code = escapedWithin(typed.replaceAll("```", "` ` `"), MOST.text - 100);
  const text = `*${say(CHAT_WORDS.typed, locale)}*\n\`\`\`${code}\`\`\``;
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

/** A heading with its lines; several blocks where one would be too long. */
function sectionBlocks({ title, lines }: Section): types.SectionBlock[] {
  const half = MOST.text / 2 - 10;
  const rows = lines.map(
    ([code, words]) => `\`${escapedWithin(code.replaceAll("`", "'"), half)}\` ${escapedWithin(words, half)}`,
  );
  const texts: string[] = [];
  let text = `*${escapedWithin(title, half)}*`;
  for (const row of rows) {
    if (text.length + row.length + 1 > MOST.text) {
      texts.push(text);
      text = row;
    } else text += `\n${row}`;
  }
  return [...texts, text].map((each) => ({
    type: "section",
    text: { type: "mrkdwn", text: each, verbatim: true },
    expand: true,
  }));
}

function notesOf(answer: Answer, locale: Locale): string[] {
  const left = answer.table ? tableHead(answer.table, rowsShown(answer)).left : 0;
  const more =
    left > 0
      ? fillPlaces(say(answer.table?.name === undefined ? CHAT_WORDS.cutOff : CHAT_WORDS.cut, locale), {
          count: left,
        })
      : "";
  return [answer.note ?? "", more].filter((note) => note !== "");
}

/**
 * `ask:0:reason:en`: the option that the modal asks for, so that it opens within 3 s without opening the token; `pick:0:person:en`: one
 * that is chosen from suggestions.
 * `form:0:edit`: the command whose form it opens; its value is then the input that fills it. `run:0`: any other.
 */
export function actionId(button: Button, index: number, locale: Locale): string {
  if (button.form) return `form:${index}:${button.form.command}`;
  if (!button.asks) return `run:${index}`;
  const { option, suggested } = button.asks;
  return `${suggested ? "pick" : "ask"}:${index}:${option}:${locale}`;
}

function buttonElement(button: Button, index: number, locale: Locale): types.Button {
  return {
    type: "button",
    action_id: actionId(button, index, locale),
    value: button.form ? JSON.stringify(button.form.input) : button.token,
    text: plain(button.label, MOST.button),
    ...(button.style ? { style: button.style } : {}),
    ...(button.confirm && !button.asks
      ? {
          confirm: {
            title: plain(say(CHAT_WORDS.confirm, locale), 100),
            text: plain(confirmationText(button.confirm, locale), MOST.confirm),
            confirm: plain(say(CHAT_WORDS.yes, locale), 30),
            deny: plain(say(CHAT_WORDS.no, locale), 30),
          },
        }
      : {}),
  };
}

const cellText = (text: string) => cut(text, MOST.cell) || "—";

/** How many rows of its table a message shows: as many as it has room for. A table with more of them is attached as a file. */
export function rowsShown({ table, text = "", fields = [], sections = [] }: Answer): number {
  if (!table) return 0;
  const lengthOf = (cells: readonly string[]) =>
    cells.slice(0, MOST.columns).reduce((sum, cell) => sum + cellText(cell).length, 0);
  const words = [text, ...fields.flatMap(({ label, value, href = "" }) => [label, value, href])];
  const lines = sections.flatMap(({ title, lines }) => [title, ...lines.flat()]);
  const elsewhere = [...words, ...lines].reduce((sum, each) => sum + each.length, 0);
  let room =
    Math.min(MOST.table, MOST.message - elsewhere) - lengthOf(table.columns.map(({ title }) => title));
  let rows = 0;
  for (const row of table.rows.slice(0, TABLE_ROWS)) {
    room -= lengthOf(row);
    if (room < 0) break;
    rows += 1;
  }
  return rows;
}

function tableBlock(table: Table): types.TableBlock {
  const columns = table.columns.slice(0, MOST.columns);
  const cell = (text: string): types.RawTextElement => ({ type: "raw_text", text: cellText(text) });
  return {
    type: "table",
    column_settings: columns.map((column) => ({ align: column.align ?? "left", is_wrapped: true })),
    rows: [
      columns.map((column) => cell(column.title)),
      ...table.rows.map((row) => columns.map((_, index) => cell(row[index] ?? ""))),
    ],
  };
}

function fallbackOf(answer: Answer, locale: Locale): string {
  const words = [answer.title, answer.text, answer.picture?.alt, answer.note].filter(Boolean).join("\n");
  return escapedWithin(words || answer.table?.name || say(CHAT_WORDS.working, locale), MOST.fallback);
}

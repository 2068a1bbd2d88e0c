import { isId } from "@tidings/shared/ground/ids.ts";
import { shortId } from "../../engine/find.ts";
import {
  type Action,
  type Answer,
  barOf,
  type Progress,
  type Section,
  share,
  type Table,
  type Tone,
} from "../../ground/answer.ts";
import { columnLines } from "../../ground/columns.ts";
import { tableHead } from "../../ground/csv.ts";
import { cells, padded, wrapped } from "../../ground/width.ts";
import { shownName } from "../../registry/options.ts";
import { MOST_ROWS } from "./files.ts";

export interface Page {
  /** In cells. */
  readonly width: number;
  readonly colours: boolean;
}

const CODES: Readonly<Record<Tone | "bold" | "dim", string>> = {
  plain: "",
  good: "\u001b[32m",
  warn: "\u001b[33m",
  alarm: "\u001b[31m",
  bad: "\u001b[31m",
  bold: "\u001b[1m",
  dim: "\u001b[2m",
};

function painted(text: string, paint: Tone | "bold" | "dim", page: Page): string {
  const code = CODES[paint];
  return page.colours && code !== "" && text !== "" ? `${code}${text}\u001b[0m` : text;
}

const SIGNS: Readonly<Record<Tone, string>> = { plain: "", good: "✓ ", warn: "● ", alarm: "● ", bad: "✗ " };

const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Removes control characters, which could move the cursor or change the colours, and marks that turn the direction of a line. */
function safe(text: string): string {
  return text.replace(UNSAFE, (letter) => (letter === "\t" ? " " : ""));
}

/** A value as JSON that a terminal may print: what `safe` takes out of a text is escaped, so that anyone who parses it gets it all. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    UNSAFE,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The answer as lines of text. Actions become the commands that do them. */
export function answerLines(answer: Answer, page: Page): string[] {
  const lines: string[] = [];
  const sign = painted(SIGNS[answer.tone], answer.tone, page);
  if (answer.title) lines.push(`${sign}${painted(safe(answer.title), "bold", page)}`);
  const text = answer.text ? wrapped(safe(answer.text), page.width) : [];
  lines.push(...text.map((line, index) => (index === 0 && !answer.title ? sign + line : line)));
  lines.push(...fieldLines(answer, page));
  if (answer.progress && answer.progress.total > 0) lines.push(progressLine(answer.progress));
  lines.push(...sectionLines(answer.sections ?? [], page));
  if (answer.table) {
    const { table, left } = tableHead(answer.table, MOST_ROWS);
    lines.push(...tableLines(table, page));
    if (left > 0) lines.push(painted(`… +${left.toLocaleString("en")}`, "dim", page));
  }
  if (answer.note)
    lines.push(...wrapped(safe(answer.note), page.width).map((line) => painted(line, "dim", page)));
  for (const action of answer.actions ?? []) {
    lines.push(painted(`→ ${action.label}: ${commandLine(action)}`, "dim", page));
  }
  for (const part of answer.more ?? []) lines.push("", ...answerLines(part, page));
  return lines;
}

/** The command of a button, as it would be typed, with a resource by the beginning of its id. */
function commandLine({ command, input, asks }: Action): string {
  const { resource, ...rest } = input;
  const named = Object.entries(rest).map(([name, value]) => `--${shownName(name)} ${quoted(String(value))}`);
  const first =
    resource === undefined
      ? []
      : [isId(String(resource)) ? shortId(String(resource)) : quoted(String(resource))];
  return [command, ...first, ...named, ...(asks ? [`<${asks.option}>`] : [])].join(" ");
}

function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', "”")}"` : value;
}

function fieldLines(answer: Answer, page: Page): string[] {
  const fields = answer.fields ?? [];
  const label = Math.max(0, ...fields.map((field) => cells(field.label))) + 2;
  return fields.flatMap((field) => {
    const values = wrapped(safe(field.value), Math.max(20, page.width - label));
    // An address is never wrapped: a terminal would open half of it.
    const lines = field.href === undefined ? values : [...values, field.href];
    return lines.map((value, index) => {
      return painted(padded(index === 0 ? field.label : "", label), "dim", page) + value;
    });
  });
}

/** Headings with their lines, what is typed in one column of the same width. */
function sectionLines(sections: readonly Section[], page: Page): string[] {
  const codes = sections.flatMap(({ lines }) => lines.map(([code]) => cells(code)));
  const width = Math.min(Math.max(0, ...codes), Math.floor(page.width / 2)) + 2;
  return sections.flatMap(({ title, lines }) => [
    "",
    painted(safe(title), "bold", page),
    ...lines.flatMap(([code, words]) =>
      wrapped(safe(words), Math.max(20, page.width - width - 2)).map(
        (line, index) => `  ${padded(index === 0 ? code : "", width)}${line}`,
      ),
    ),
  ]);
}

const BAR = 28;

/** `███████▒░░░░  42 %  4,200 / 10,000  Sending, 420 failed (10.0 %)`. */
export function progressLine(progress: Progress): string {
  const bar = barOf(progress, BAR, { well: "█", failed: "▒", open: "░" });
  const figures = `${progress.done.toLocaleString("en")} / ${progress.total.toLocaleString("en")}`;
  const percent = `${Math.floor(share(progress) * 100)} %`.padStart(5);
  const failed = progress.failed ? `, ${progress.failed.words}` : "";
  return `${bar} ${percent}  ${figures}  ${progress.label}${failed}`;
}

/** The table in aligned columns, its header dimmed. */
export function tableLines(table: Table, page: Page): string[] {
  const rows = table.rows.map((row) => row.map((cell) => safe(cell)));
  const [head = "", ...lines] = columnLines({ ...table, rows }, page.width);
  return [painted(head, "dim", page), ...lines];
}

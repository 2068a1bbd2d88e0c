import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { allowedFileName, type NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { detectFlagTable } from "@tidings/shared/numbers/flags.ts";
import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import { headOf } from "@tidings/shared/numbers/reading.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { numberFileName } from "@tidings/shared/numbers/words.ts";
import { answerOf, invoke, verb } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import { NetworkError, Refusal, UserError } from "../ground/errors.ts";
import { type Context, FileUnavailable, type InputFile } from "../registry/registry.ts";
import { type Cut, cutFile, type Part } from "./parts.ts";

/** A row of number_files, as far as the bot reads it. */
export interface NumberFile {
  readonly id: string;
  readonly enterprise_id: string;
  readonly name: string;
  readonly state: "uploading" | "importing" | "ready" | "failed";
  readonly parts: number;
  readonly parts_done: number;
  readonly lines: number;
  readonly accepted: number;
  readonly invalid: number;
  readonly duplicates: number;
  /** How many of the accepted have opted out, by signature. */
  readonly opt_outs?: Readonly<Record<string, number>>;
  /** All headings; null until the first part is imported. */
  readonly columns: readonly string[] | null;
  readonly phone_column: string | null;
  readonly error: string | null;
  /** An earlier file of the same contents. */
  readonly same_as: string | null;
}

const WORDS = {
  kind: w("号码文件须为 .csv、.xlsx 或 .txt。", "A number file must be .csv, .xlsx or .txt."),
  header_alone: w("文件只有表头，表头下面没有数据。", "The file has only a header and no data below it."),
  unavailable: w("无法读取该文件，请重新上传。", "Can't read the file. Please upload it again."),
  failed: w("号码文件导入失败：", "Couldn't import the number file: "),
  reading: w("读取文件", "Reading the file"),
  uploading: w("上传号码", "Uploading numbers"),
  checking: w("检查号码", "Checking numbers"),
  renamed: w(
    "文件「{was}」已存为「{name}」：文件名只保留数字、字母和中文。",
    "The file “{was}” was saved as “{name}”. File names keep only digits, letters and Chinese characters.",
  ),
  same: w(
    "注意：号码与「{name}」（{at}）完全相同。",
    "Note: the numbers are the same as in “{name}” ({at}).",
  ),
} as const satisfies Record<string, Words>;

/**
 * Imports a file of numbers: cuts it into parts, uploads them and waits until they are imported (spec SND-5).
 * A part that is uploaded twice is imported once. `mustHave` looks at the columns before anything is uploaded.
 * @throws UserError for a file that cannot be imported, Refusal by the database
 */
export async function importFile(
  context: Context,
  file: InputFile,
  purpose: NumberPurpose = "aim",
  mustHave?: (table: Table) => void,
): Promise<NumberFile> {
  mustBeSheet(context, file);
  await tell(context, WORDS.reading, 0, 0);
  const cut = await cutFor(context, file, purpose);
  try {
    const head = cut.parts[0] ? headOf(await readFile(cut.parts[0].path)) : "";
    const table = tableOf(head, purpose);
    if (cut.bytes === Buffer.byteLength(head) && table && isHeaderAlone(head, table))
      throw new UserError(say(WORDS.header_alone, context.locale));
    if (table) mustHave?.(table);
    const begun = await verb<NumberFile>(context.session, "begin_number_file", {
      input: { name: allowedFileName(file.name), bytes: cut.bytes, parts: cut.parts.length, purpose },
      request: context.request("begin_number_file"),
    });
    // A repeated run is answered as the first one was. When the import has begun since, nobody may write the parts any more.
    const row = await fileRow(context, begun.id);
    return await drive(context, row.state === "uploading" ? await upload(context, row, cut.parts) : row);
  } finally {
    await cut.clear();
  }
}

/** The columns that a file begins with; null for what only the import can tell, such as the line ends of an old Mac. */
function tableOf(text: string, purpose: NumberPurpose): Table | null {
  const isOfOldMac = text.includes("\r") && !text.includes("\n");
  if (isOfOldMac || text.includes("\0")) return null;
  return purpose === "flags" ? detectFlagTable(text) : detectTable(text);
}

/** Stands nothing below the header? */
function isHeaderAlone(text: string, table: Table): boolean {
  const { good, bad } = readLines(text, table, 1);
  return table.hasHeader && good.length + bad.length === 0;
}

/** Sends every part and has the import begin. */
async function upload(context: Context, row: NumberFile, parts: readonly Part[]): Promise<NumberFile> {
  for (const [index, part] of parts.entries()) {
    await tell(context, WORDS.uploading, index, parts.length);
    await sendPart(context, row, part, index + 1);
  }
  return verb<NumberFile>(context.session, "start_import", {
    file: row.id,
    request: context.request("start_import"),
  });
}

/** @throws UserError for a file whose name has another ending */
export function mustBeSheet(context: Context, file: InputFile): void {
  if (!/\.(csv|txt|xlsx)$/i.test(file.name)) throw new UserError(say(WORDS.kind, context.locale));
}

async function cutFor(context: Context, file: InputFile, purpose: NumberPurpose): Promise<Cut> {
  try {
    return await cutFile(file, { purpose });
  } catch (error) {
    throw unreadable(context, error);
  }
}

/** A UserError when the file is at fault, else the error itself. */
export function unreadable(context: Context, error: unknown): unknown {
  if (error instanceof FileUnavailable) return new UserError(say(WORDS.unavailable, context.locale));
  if (!(error instanceof UnreadableFile)) return error;
  const { message, hint } = importErrorWords(error.code, context.locale, error.details);
  return new UserError([message, hint].filter(Boolean).join(" "));
}

async function sendPart(context: Context, row: NumberFile, part: Part, number: number): Promise<void> {
  const path = `${row.enterprise_id}/${row.id}/${number}.csv`;
  const bucket = context.session.client.storage.from("numbers");
  const { error } = await bucket.upload(path, await readFile(part.path), {
    contentType: "text/csv",
    upsert: true, // a repeated run uploads the same bytes to the same path
  });
  if (error) throw new NetworkError(`upload of ${path}: ${error.message}`, error);
  await verb(context.session, "add_number_part", {
    file: row.id,
    input: { part: number, bytes: part.bytes, first_line: part.firstLine },
    request: context.request(`add_number_part/${number}`),
  });
}

const MAX_FAILURES = 8;

/** Calls the import function until the file is imported. The clock goes on with it if this process ends. */
async function drive(context: Context, row: NumberFile): Promise<NumberFile> {
  let failures = 0;
  for (let file = row; ; file = await fileRow(context, row.id)) {
    if (file.state === "ready") return file;
    if (file.state === "failed") {
      const why = importErrorWords(file.error ?? "", context.locale);
      throw new UserError(`${say(WORDS.failed, context.locale)}${why.message}\n${why.hint}`);
    }
    await tell(context, WORDS.checking, file.parts_done, file.parts);
    try {
      await invoke(context.session, "import-numbers", { file_id: row.id });
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= MAX_FAILURES) throw error;
      await pause(250 * 2 ** failures);
    }
  }
}

async function fileRow(context: Context, id: string): Promise<NumberFile> {
  const row = await answerOf<NumberFile | null>(rowWithId(context.session, "number_files", id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "number_file" } });
  return row;
}

function tell(context: Context, label: Words, done: number, total: number): Promise<void> {
  const words = say(label, context.locale);
  // Of a file in one part nothing is known until it is done.
  const known = done === 0 && total === 1 ? 0 : total;
  return context.progress({
    tone: "plain",
    text: `${words}…`,
    progress: { done, total: known, label: words },
  });
}

/** A note with the name under which a file is stored, when it differs from its own; else null. */
export function renamed(context: Context, file: InputFile, { name }: NumberFile): string | null {
  return file.name === name ? null : fillPlaces(say(WORDS.renamed, context.locale), { was: file.name, name });
}

/** A note that an earlier file has the same numbers, with its name and time; null when none has. */
export async function sameAs(
  context: Pick<Context, "session" | "locale" | "zone">,
  file: Pick<NumberFile, "same_as">,
): Promise<string | null> {
  if (!file.same_as) return null; // typed numbers are not compared
  const earlier = await answerOf<{ name: string; created_at: string } | null>(
    rowWithId(context.session, "number_files", file.same_as, "name, created_at"),
  );
  if (!earlier) return null;
  const places = {
    name: numberFileName(earlier.name, context.locale),
    at: timeText(earlier.created_at, context.zone),
  };
  return fillPlaces(say(WORDS.same, context.locale), places);
}

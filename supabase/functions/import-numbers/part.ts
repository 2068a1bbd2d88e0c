/**
 * Imports one part in one transaction: lock, read, stage, take in. If the process is killed, the transaction is rolled
 * back, the lock goes with the connection, and the next caller imports the same part.
 */

import type { Table } from "@tidings/shared/numbers/table.ts";
import { type FileFault, UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { type Sql, sqlStateOf, type Transaction } from "../_core/database.ts";
import { sha256 } from "../_core/hash.ts";
import { log, wordsOf } from "../_core/reply.ts";
import { utf8Of, withLineFeeds } from "./decode.ts";
import type { Objects } from "./objects.ts";
import { isNamed, readPart } from "./read.ts";
import { type Staged, stage } from "./stage.ts";

/** `busy`: another request is importing this file. `nothing`: no part is waiting. */
export type Step = "done" | "busy" | "nothing";

type NextPart = {
  part: number;
  path: string;
  first_line: number;
  has_header: boolean | null;
  delimiter: string | null;
  columns: string[] | null;
  phone_column: string | null;
  target: string | null;
  purpose: string;
};

/** The file was discarded while its part was read: the transaction keeps nothing. */
class GoneFile extends Error {}

/** A part that fails so often is not tried again, and its file fails. */
const MOST_TRIES = 5;

/** The connections of an import: `tries` is another one, as a try is noted in a transaction of its own, before it can end this process. */
export type Databases = { readonly sql: Sql; readonly tries: Sql };

/** How often the part was tried, this time too; 0 until it is read. */
type Tried = { count: number };

/**
 * Imports the next part of a file, waiting at most 5 s for another request that does so. A file that cannot be read
 * fails, with a refusal code, and so does one of which a part failed five times.
 * @throws what the database or Storage throws; then nothing has changed
 */
export async function importNextPart(on: Databases, objects: Objects, file: string): Promise<Step> {
  const tried: Tried = { count: 0 };
  try {
    return await on.sql.begin((step) => importIn(step, on.tries, objects, file, tried));
  } catch (error) {
    if (error instanceof GoneFile) {
      await on.sql`select private.drop_leftover(${file}::uuid)`;
      return "nothing";
    }
    const code = failureCodeOf(error) ?? (await failureOfTry(on, file, tried, error));
    if (code === null) {
      if (sqlStateOf(error) === "55P03") return "busy";
      throw error;
    }
    log("import-numbers", "a file cannot be imported", { file, code, why: wordsOf(error) });
    await on.sql`select private.fail_import(${file}::uuid, ${code})`;
    return "done";
  }
}

/** `part_failed` when it was the last try; else null. What the connection or other transactions are to blame for is no try. */
async function failureOfTry(
  on: Databases,
  file: string,
  { count }: Tried,
  error: unknown,
): Promise<string | null> {
  if (count === 0) return null;
  if (!isOfTheFile(error)) {
    await on.tries`select private.untry_part(${file}::uuid)`;
    return null;
  }
  return count >= MOST_TRIES ? "part_failed" : null;
}

/** Codes of lost connections: of postgres.js, and of the system. */
const CONNECTION = /^(CONNECT|E[A-Z]+$)/;
/** It took longer than a statement of an import may: that is the file's doing, or that of a machine under load. */
const QUERY_CANCELED = "57014";

function isOfTheFile(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const state = sqlStateOf(error);
  return state === null ? !CONNECTION.test(code) : state === QUERY_CANCELED;
}

/** A line that is in another part too: the parts overlap, and no retry can help. */
const UNIQUE_VIOLATION = "23505";
/** SQLSTATE classes that do not speak about the file: connection, other transactions, resources, operator, disk. */
const TRANSIENT = new Set(["08", "25", "40", "53", "55", "57", "58"]);

/** The code of a failure that no retry can help; null when a retry may succeed. */
function failureCodeOf(error: unknown): FileFault | null {
  if (error instanceof UnreadableFile) return error.code;
  const state = sqlStateOf(error);
  if (state === null || TRANSIENT.has(state.slice(0, 2))) return null;
  return state === UNIQUE_VIOLATION ? "parts_overlap" : "import_failed";
}

async function importIn(
  step: Transaction,
  tries: Sql,
  objects: Objects,
  file: string,
  tried: Tried,
): Promise<Step> {
  // One importer a file: parts go in order, so a second one would only repeat the same work.
  await step`set local lock_timeout = '5s'`;
  await step`select pg_advisory_xact_lock(hashtextextended('import:' || ${file}, 0))`;
  await step`set local lock_timeout = 0`;
  // Checking a file of 5,000,000 and building its indexes takes longer than statements of the API may; the function itself has 150 s.
  await step`set local statement_timeout = '140s'`;
  const [next] = await step<NextPart[]>`select * from private.next_part(${file}::uuid)`;
  if (!next) {
    const [noted] = await tries<
      { count: number | null }[]
    >`select private.try_closing(${file}::uuid) as count`;
    noteTry(tried, noted?.count);
    await close(step, file);
    return "nothing";
  }
  const bytes = await objects.part(next.path);
  if (typeof bytes === "string") throw new UnreadableFile(bytes);
  const [noted] = await tries<{ count: number }[]>`
    select private.try_part(${file}::uuid, ${next.part}::integer) as count`;
  noteTry(tried, noted?.count);
  const digest = await sha256(bytes);
  const utf8 = utf8Of(bytes);
  if (!utf8) throw new UnreadableFile("not_text");
  const known = tableOf(next);
  const flags = next.purpose === "flags";
  const staged = await stage(
    step,
    readPart(next.part === 1 ? withLineFeeds(utf8) : utf8, next.first_line, known, flags),
    next.target,
  );
  const { table, good, bad } = staged;
  // No header names a phone column and no value looks like a number: one error is better than one a line.
  if (!known && !flags && good === 0 && bad > 0 && !isNamed(table))
    throw new UnreadableFile("no_phone_column");
  if (!(await finish(step, file, next.part, staged, digest))) throw new GoneFile();
  // A small file is closed with its last part; closing a large one is work of its own, for the next request.
  if (next.target === null) await close(step, file);
  return "done";
}

/** @throws UnreadableFile where the tries before have ended the process that was at it */
function noteTry(tried: Tried, count: number | null | undefined): void {
  tried.count = count ?? 0;
  if (tried.count > MOST_TRIES) throw new UnreadableFile("part_failed");
}

function tableOf(next: NextPart): Table | null {
  const { has_header, delimiter, columns, phone_column } = next;
  if (has_header === null || delimiter === null || columns === null || phone_column === null) return null;
  const table = { hasHeader: has_header, delimiter, columns, phoneColumn: phone_column };
  return next.purpose === "flags" ? { ...table, holds: "flags" } : table;
}

/** Makes the file ready when all parts are in; else does nothing. */
async function close(step: Transaction, file: string): Promise<void> {
  await step`select private.finish_file(${file}::uuid)`;
}

async function finish(
  step: Transaction,
  file: string,
  part: number,
  { table, good, gaps, values }: Staged,
  digest: string,
): Promise<boolean> {
  const { hasHeader, delimiter, columns, phoneColumn } = table;
  const [row] = await step<{ taken: boolean }[]>`
    select private.finish_part(${file}::uuid, ${part}::integer, ${hasHeader}::boolean, ${delimiter}::text,
      array(select jsonb_array_elements_text(${step.json([...columns])})), ${phoneColumn}::text, ${digest}::text, ${good}::integer,
      array(select jsonb_array_elements_text(${step.json(gaps)})), ${step.json(values as never)}::jsonb) as taken`;
  return row?.taken ?? false;
}

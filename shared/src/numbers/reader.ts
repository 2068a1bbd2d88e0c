import type { Enum } from "../ground/enums.ts";
import { isCleanText } from "../ground/names.ts";
import { setAt } from "../ground/value_at.ts";
import { ColumnSummary, type ColumnValues } from "./column_values.ts";
import { maskPhone, maskText, normalizePhone, phoneOrNull } from "./phone.ts";
import { cellsOf, MAX_LINE, withoutReturn } from "./records.ts";
import { MAX_COLUMNS, MAX_FLAG, type Table, valueColumns } from "./table.ts";

/** Why a line was rejected; `duplicate` is found by the database. */
export type RejectReason = Enum<"reject_reason">;

export interface GoodLine {
  /** E.164; in a file of flags, the flag. */
  readonly phone: string;
  /** The line in the whole file where the record begins, from 1. */
  readonly line: number;
  /** Values by heading, without those of empty cells; null when the file has no columns but that of the numbers. */
  readonly params: Readonly<Record<string, string>> | null;
}

export interface BadLine {
  readonly line: number;
  /** The masked value, recognisable only to the person who has the file. */
  readonly value: string;
  /** The number the cell stands for, else the cell itself, at most 64 characters: what the line is found by. No role of the API reads it. */
  readonly number: string;
  readonly reason: RejectReason;
}

type CellResult = { readonly phone: string } | { readonly problem: RejectReason };

function phoneOf(cell: string): CellResult {
  const result = normalizePhone(cell);
  return "phone" in result ? result : { problem: "invalid_number" };
}

function flagOf(cell: string): CellResult {
  const flag = cell.trim();
  if (flag === "") return { problem: "cust_flag_missing" };
  if (!isCleanText(flag)) return { problem: "unclean" };
  return [...flag].length > MAX_FLAG ? { problem: "cust_flag_too_long" } : { phone: flag };
}

/** Sorts records into good and bad ones. */
export class Reader {
  readonly good: GoodLine[] = [];
  readonly bad: BadLine[] = [];
  /** The columns in which a cell of a good line is empty. Whether that matters is known when a template is. */
  readonly gaps = new Set<string>();
  readonly #summaries: readonly ColumnSummary[];
  readonly #table: Table;
  readonly #width: number;
  readonly #phoneIndex: number;
  readonly #flags: boolean;
  readonly #params: readonly { name: string; index: number }[];

  constructor(table: Table) {
    this.#table = table;
    this.#width = table.columns.length;
    this.#phoneIndex = Math.max(0, table.columns.indexOf(table.phoneColumn));
    this.#flags = table.holds === "flags";
    this.#params = valueColumns(table);
    this.#summaries = this.#params.map(() => new ColumnSummary());
  }

  /** What is known of the values of each column of good lines, without those that have none. */
  get values(): Record<string, ColumnValues> {
    const known = this.#params.map(({ name }, place) => [name, this.#summaries[place]?.values] as const);
    return Object.fromEntries(
      known.filter((pair): pair is readonly [string, ColumnValues] => pair[1] != null),
    );
  }

  /** A line without quotes. With a single column it is not split at all. */
  takePlain(text: string, line: number): void {
    if (this.#flags || this.#width > 1 || text.includes(this.#table.delimiter)) {
      this.take(cellsOf(text, this.#table.delimiter), line, text.length);
      return;
    }
    const result = normalizePhone(text.length === 12 ? withoutReturn(text) : text);
    if ("phone" in result) this.good.push({ phone: result.phone, line, params: null });
    else if (text.length > MAX_LINE) this.#refuse(line, text, "line_too_long");
    else if (result.problem !== "empty" || text.trim() !== "") {
      this.#refuse(line, text, "invalid_number");
    }
  }

  take(cells: readonly string[], line: number, length: number, open = false): void {
    const cell = cells[this.#phoneIndex] ?? "";
    if (length > MAX_LINE) {
      this.#refuse(line, cell, "line_too_long");
      return;
    }
    if (cells.every((value) => value.trim() === "")) return;
    const result = this.#flags ? flagOf(cell) : phoneOf(cell);
    if (open) this.#refuse(line, cell, "open_quote");
    else if ("problem" in result) this.#refuse(line, cell, result.problem);
    else if (this.#hasMore(cells)) this.#refuse(line, cell, "too_many_columns");
    else if (this.#isUnclean(cells)) this.#refuse(line, cell, "unclean");
    else this.good.push({ phone: result.phone, line, params: this.#paramsOf(cells) });
  }

  /** Empty cells after the last column are ignored (Excel writes them); filled ones are an error, and more than any file may have. */
  #hasMore(cells: readonly string[]): boolean {
    if (cells.length > MAX_COLUMNS) return true;
    for (let index = this.#width; index < cells.length; index += 1) if (cells[index]?.trim()) return true;
    return false;
  }

  /** Customers are sent the values; of a number only its digits are kept. */
  #isUnclean(cells: readonly string[]): boolean {
    return this.#params.some(({ index }) => !isCleanText(cells[index]?.trim() ?? ""));
  }

  #paramsOf(cells: readonly string[]): Record<string, string> | null {
    if (this.#params.length === 0) return null;
    const params: Record<string, string> = {};
    for (const [place, { name, index }] of this.#params.entries()) {
      const value = cells[index]?.trim();
      if (value) {
        setAt(params, name, value);
        this.#summaries[place]?.take(value);
      } else this.gaps.add(name);
    }
    return params;
  }

  #refuse(line: number, cell: string, reason: RejectReason): void {
    const phone = reason === "line_too_long" ? null : phoneOrNull(cell);
    const value = phone === null ? maskText(cell) : maskPhone(phone);
    // Cut before it is spread: a line that is too long may be megabytes.
    const kept = [...cell.trim().slice(0, 2 * MAX_FLAG)].slice(0, MAX_FLAG).join("");
    this.bad.push({ line, value, number: phone ?? kept, reason });
  }
}

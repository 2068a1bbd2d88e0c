import { readFile } from "node:fs/promises";
import { beginningOf, detectTable } from "@tidings/shared/numbers/lines.ts";
import { maskPhone, normalizePhone } from "@tidings/shared/numbers/phone.ts";
import { readRecord } from "@tidings/shared/numbers/records.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import type { InputFile } from "../registry/registry.ts";
import { cutFile } from "./parts.ts";

/** A line without a phone number; its content is masked. */
export interface NoNumber {
  readonly line: number;
  readonly value: string;
}

/** The numbers in a part of a file. */
export interface Phones {
  readonly phones: readonly string[];
  /** The first lines without a number, as many as were asked for, and how many there are: a part of 8 MB may have four million. */
  readonly bad: readonly NoNumber[];
  readonly badLines: number;
}

/**
 * The numbers of an opt-out list. A row counts whatever its other cells are: a number that were skipped would get
 * messages again although its owner opted out. At most one part of 8 MB is in memory.
 * @throws UnreadableFile, FileUnavailable
 */
export async function* phonesIn(file: InputFile, mostBad: number): AsyncGenerator<Phones> {
  const cut = await cutFile(file, { fits: false });
  try {
    let table: Table | null = null;
    for (const part of cut.parts) {
      const text = new TextDecoder().decode(await readFile(part.path));
      table ??= detectTable(text);
      yield phonesOfText(text, table, part.firstLine, mostBad);
    }
  } finally {
    await cut.clear();
  }
}

function phonesOfText(text: string, table: Table, firstLine: number, mostBad: number): Phones {
  const column = Math.max(0, table.columns.indexOf(table.phoneColumn));
  const phones: string[] = [];
  const bad: NoNumber[] = [];
  let badLines = 0;
  let at = 0;
  let line = firstLine;
  if (firstLine === 1) {
    const preamble = beginningOf(text);
    at = text.length - preamble.text.length;
    line += preamble.lines;
    if (table.hasHeader) {
      const header = readRecord(text, at, table.delimiter);
      at = header.next;
      line += header.lines;
    }
  }
  while (at < text.length) {
    const record = readRecord(text, at, table.delimiter);
    const cell = record.cells[column] ?? "";
    const result = normalizePhone(cell);
    if ("phone" in result) phones.push(result.phone);
    else if (record.cells.some((value) => value.trim() !== "")) {
      badLines += 1;
      if (bad.length < mostBad) bad.push({ line, value: maskPhone(cell) });
    }
    at = record.next;
    line += record.lines;
  }
  return { phones, bad, badLines };
}

import { readFile } from "node:fs/promises";
import { rowsOf } from "@tidings/shared/numbers/reading.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import type { Context, InputFile } from "../registry/registry.ts";
import { unreadable } from "./import.ts";
import { type Cut, cutFile } from "./parts.ts";

/** Ten thousand addresses take 3 MB, so a larger file is not a list of links. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Rows read at most; more are more than the ten thousand links allowed. */
const MOST_ROWS = 100_000;

async function rowsIn({ parts, bytes }: Cut): Promise<string[][]> {
  if (bytes > MOST_BYTES) throw new UnreadableFile("file_too_large", { max: "4 MB" });
  const text = await readFile(parts[0]?.path ?? "", "utf8");
  if (text.includes("\0")) throw new UnreadableFile("not_text");
  return rowsOf(text, MOST_ROWS);
}

/** All rows of a small workbook or text file; none of an empty one, of which the caller knows what is missing. @throws UserError when it cannot be read, or is too large */
export async function sheetRows(context: Context, file: InputFile): Promise<string[][]> {
  let cut: Cut | undefined;
  try {
    cut = await cutFile(file, { fits: false });
    return await rowsIn(cut);
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === "file_blank") return [];
    throw unreadable(context, error);
  } finally {
    await cut?.clear();
  }
}

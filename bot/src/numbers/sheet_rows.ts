import { say, type Words } from "@tidings/shared/locale.ts";
import { toUtf8 } from "@tidings/shared/numbers/encoding.ts";
import { readRecord } from "@tidings/shared/numbers/records.ts";
import { importErrorWords } from "@tidings/shared/refusals/imports.ts";
import { UserError } from "../errors.ts";
import { type Context, FileUnavailable, type InputFile } from "../registry.ts";
import { csvBytes } from "./sheet.ts";

const WORDS = {
  unopened: { zh: "无法读取该文件，请重新上传。", en: "The file could not be read; please upload it again." },
  unreadable: { zh: "无法读取该工作簿。", en: "This workbook cannot be read." },
  large: { zh: "文件过大：内容最多 16 MB。", en: "The file is too large: at most 16 MB of text." },
} as const satisfies Record<string, Words>;

/** Ten thousand addresses take 3 MB, so a larger file is not a list of links. */
const MOST_BYTES = 16 * 1024 * 1024;

class TooLarge extends Error {}

async function textOf(file: InputFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of toUtf8(await csvBytes(file))) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** All rows of a small workbook or text file. @throws UserError when it cannot be read, or is too large */
export async function sheetRows(context: Context, file: InputFile): Promise<string[][]> {
  const text = await textOf(file).catch((error: unknown) => {
    const why =
      error instanceof FileUnavailable ? "unopened" : error instanceof TooLarge ? "large" : "unreadable";
    throw new UserError(say(WORDS[why], context.locale));
  });
  if (text.includes("\0")) {
    const { message, hint } = importErrorWords("not_text", context.locale);
    throw new UserError([message, hint].filter(Boolean).join(" "));
  }
  const rows: string[][] = [];
  for (let at = 0; at < text.length; ) {
    const { cells, next } = readRecord(text, at, ",");
    rows.push(cells);
    at = next;
  }
  return rows;
}

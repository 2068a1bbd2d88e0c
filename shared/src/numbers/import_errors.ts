import type { Locale } from "../ground/locale.ts";
import type { Refusal } from "../refusals/refusal.ts";
import { type RefusalWords, refusalWords } from "../refusals/register.ts";
import { NUMBER_LIMITS } from "./file.ts";
import { MAX_COLUMNS } from "./table.ts";
import type { FaultDetails, FileFault } from "./unreadable.ts";

type Words = Omit<Refusal, "status">;

const AGAIN = { hint_zh: "请重新上传文件。", hint_en: "Upload the file again." };
const LESS = {
  hint_zh: "请只保留需要的行和列，或另存为 CSV 后再试。",
  hint_en: "Keep only the rows and columns you need, or save the file as CSV and try again.",
};

/** Errors of a reader of files: panel, bot, edge function. No verb of the database refuses with these. `{at}` is the place, where it is known. */
const FILE_FAULTS: Readonly<Record<Exclude<FileFault, "file_too_large"> | "too_many_numbers", Words>> = {
  too_many_numbers: {
    zh: "文件中的号码过多。",
    en: "The file has too many numbers.",
    hint_zh: "号码文件最多 100 万个号码，基础版最多 500 万个。请拆分文件。",
    hint_en: "A file can have up to 1,000,000 numbers, or 5,000,000 for the basic edition. Split the file.",
  },
  not_a_workbook: {
    zh: "这不是可读取的 XLSX 工作簿。",
    en: "This isn't a readable XLSX workbook.",
    hint_zh: "文件可能已损坏、加了密码，或是旧版 .xls。请用 Excel 另存为 .xlsx 或 CSV 后再试。",
    hint_en:
      "The file may be damaged, password-protected or in the old .xls format. Save it as .xlsx or CSV in Excel and try again.",
  },
  workbook_too_large: {
    zh: "工作簿解压后超过 {max}。",
    en: "The workbook is over {max} when unpacked.",
    ...LESS,
  },
  too_many_texts: {
    zh: "工作簿中的文本超过 {max} 条。",
    en: "The workbook has more than {max} text values.",
    ...LESS,
  },
  texts_too_large: {
    zh: "工作簿中的文本总量超过 {max}。",
    en: "The workbook has more than {max} of text.",
    ...LESS,
  },
  cell_too_large: {
    zh: "有一个单元格超过 {max} 个字符{at}。",
    en: "A cell has more than {max} characters{at}.",
    ...LESS,
  },
  row_too_large: {
    zh: "有一行超过 {max} 个字符{at}。",
    en: "A row has more than {max} characters{at}.",
    ...LESS,
  },
  too_many_rows: { zh: "文件超过 {max} 行。", en: "The file has more than {max} rows.", ...LESS },
  too_many_columns: {
    zh: "文件超过 {max} 列{at}。",
    en: "The file has more than {max} columns{at}.",
    hint_zh: "请删除多余的列（含右侧的空列）后重新上传。",
    hint_en: "Delete extra columns (including empty ones on the right) and upload again.",
  },
  heading_unfit: {
    zh: "有一列的列名含有不能使用的字符{at}。",
    en: "A column name has unsupported characters{at}.",
    hint_zh: "列名可含文字、数字、下划线、空格和常用标点，不能以 =、+、-、@ 开头，最多 64 个字符。",
    hint_en:
      "Column names can have letters, digits, underscores, spaces and common punctuation, can't start with =, +, - or @, and can be up to 64 characters.",
  },
  sheet_headings: {
    zh: "后面的工作表中有第一张工作表没有的列{at}。",
    en: "A later sheet has a column that the first sheet doesn't have{at}.",
    hint_zh: "每张工作表的表头须与第一张一致，顺序可以不同。",
    hint_en: "Each sheet must have the same header as the first, in any order.",
  },
  line_too_long: {
    zh: "有一行过长，无法读取{at}。",
    en: "A line is too long to read{at}.",
    hint_zh: "单行超过 8 MB，请检查该行是否缺少换行。",
    hint_en: "A line is over 8 MB. Check whether a line break is missing.",
  },
  file_blank: {
    zh: "文件是空的。",
    en: "The file is empty.",
    hint_zh: "请检查文件内容后重新上传。",
    hint_en: "Check the file's content and upload it again.",
  },
  file_unreadable: {
    zh: "无法读取此文件。",
    en: "Can't read this file.",
    hint_zh: "文件可能已被移动、删除或正被其他程序占用，请重新选择。",
    hint_en: "The file may have been moved, deleted or opened by another program. Choose it again.",
  },
  reading_too_long: {
    zh: "读取此文件耗时超过 {max} 秒，已停止。",
    en: "Reading the file took over {max} seconds and was stopped.",
    ...LESS,
  },
  reading_too_much: {
    zh: "读取此文件所需内存超过 {max}，已停止。",
    en: "Reading the file used over {max} of memory and was stopped.",
    ...LESS,
  },
  reading_broke_off: {
    zh: "无法读取此文件：读取时程序意外结束，不会再次尝试。",
    en: "Can't read this file. The program stopped unexpectedly while reading it and won't try again.",
    ...LESS,
  },
  no_phone_column: {
    zh: "文件中没有手机号列。",
    en: "The file has no phone number column.",
    hint_zh: "请将其中一列命名为「手机号」，并填写 11 位手机号。",
    hint_en: "Name a column “phone” and fill it with 11-digit mobile numbers.",
  },
  not_text: {
    zh: "文件不是文本，无法读取。",
    en: "The file isn't text and can't be read.",
    hint_zh: "请保存为 UTF-8 或 GB18030 编码的 CSV，或上传 XLSX 文件。",
    hint_en: "Save it as a CSV file in UTF-8 or GB18030, or upload an XLSX file.",
  },
  parts_overlap: {
    zh: "文件各部分的行号重叠。",
    en: "Line numbers overlap between parts of the file.",
    hint_zh: "请重新上传文件。",
    hint_en: "Upload the file again.",
  },
  import_failed: {
    zh: "文件的内容无法写入数据库。",
    en: "The file's content can't be saved to the database.",
    hint_zh: "请检查文件后重新上传。若仍失败，请联系部署方查看 import-numbers 的日志。",
    hint_en:
      "Check the file and upload it again. If it still fails, ask your operator to look at the import-numbers log.",
  },
  parts_missing: {
    zh: "文件的一部分未能上传。",
    en: "Part of the file wasn't uploaded.",
    ...AGAIN,
  },
  part_failed: {
    zh: "文件的一部分导入 5 次均失败，已停止导入。",
    en: "Part of the file failed to import 5 times, so the import was stopped.",
    hint_zh: "请检查文件后重新上传。若仍失败，请联系部署方查看 import-numbers 的日志。",
    hint_en:
      "Check the file and upload it again. If it still fails, ask your operator to look at the import-numbers log.",
  },
};

/** Why a number file cannot be read or imported (`number_files.error`), in `locale`; `details` as its error has them. */
export function importErrorWords(code: string, locale: Locale, details: FaultDetails = {}): RefusalWords {
  const isEnglish = locale === "en";
  const fault = (FILE_FAULTS as Readonly<Record<string, Words>>)[code];
  const max = details.max ?? maxOf(code);
  const told = typeof max === "number" ? max.toLocaleString("en") : max;
  if (!fault) return refusalWords(code, locale, { max: told }, { message: code });
  const fill = (text: string) => text.replace("{max}", told).replace("{at}", placeOf(details, isEnglish));
  return isEnglish
    ? { message: fill(fault.en), hint: fill(fault.hint_en ?? "") }
    : { message: fill(fault.zh), hint: fill(fault.hint_zh ?? "") };
}

/** The limit where the error says none: it was kept as a code alone. */
function maxOf(code: string): number | string {
  if (code === "too_many_columns") return MAX_COLUMNS;
  return code === "file_too_large" ? `${NUMBER_LIMITS.file_bytes.aim / 1_000_000} MB` : NUMBER_LIMITS.aim;
}

function placeOf({ line, row, column, sheet }: FaultDetails, isEnglish: boolean): string {
  if (sheet !== undefined)
    return isEnglish ? ` (sheet ${sheet}, column ${column})` : `（第 ${sheet} 张工作表，第 ${column} 列）`;
  if (line !== undefined) return isEnglish ? ` (line ${line})` : `（第 ${line} 行）`;
  if (row !== undefined) return isEnglish ? ` (row ${row})` : `（第 ${row} 行）`;
  if (column !== undefined) return isEnglish ? ` (column ${column})` : `（第 ${column} 列）`;
  return "";
}

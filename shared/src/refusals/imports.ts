import type { Locale } from "../locale.ts";
import { NUMBER_LIMITS } from "../numbers/file.ts";
import type { Refusal } from "./refusal.ts";
import { type RefusalWords, refusalWords } from "./register.ts";

/** Errors that only the edge function finds while it reads a file; no verb of the database refuses with these. */
const FILE_FAULTS = {
  no_phone_column: {
    zh: "文件中没有手机号列。",
    en: "The file has no column of mobile numbers.",
    hint_zh: "请将其中一列命名为「手机号」，并填写 11 位手机号。",
    hint_en: "Name one column “phone” and fill it with 11-digit mobile numbers.",
  },
  not_text: {
    zh: "文件不是文本，无法读取。",
    en: "The file is no text and cannot be read.",
    hint_zh: "请保存为 UTF-8 或 GB18030 编码的 CSV，或上传 xlsx。",
    hint_en: "Save it as CSV in UTF-8 or GB18030, or upload an xlsx.",
  },
  parts_overlap: {
    zh: "文件各部分的行号重叠。",
    en: "The parts of the file overlap in their line numbers.",
    hint_zh: "请重新上传文件。",
    hint_en: "Upload the file again.",
  },
  import_failed: {
    zh: "文件的内容无法写入数据库。",
    en: "The database does not take what is in the file.",
    hint_zh: "请检查文件后重新上传；若仍失败，请联系部署方查看 import-numbers 的日志。",
    hint_en:
      "Look through the file and upload it again; if it fails again, the log of import-numbers says why.",
  },
  parts_missing: {
    zh: "文件的一部分未上传成功。",
    en: "A part of the file is not in the store.",
    hint_zh: "请重新上传文件。",
    hint_en: "Upload the file again.",
  },
} as const satisfies Record<string, Omit<Refusal, "status">>;

/** Why the import of a number file failed (`number_files.error`), in `locale`. */
export function importErrorWords(code: string, locale: Locale): RefusalWords {
  const fault = (FILE_FAULTS as Readonly<Record<string, Omit<Refusal, "status">>>)[code];
  if (fault) {
    return locale === "en"
      ? { message: fault.en, hint: fault.hint_en }
      : { message: fault.zh, hint: fault.hint_zh };
  }
  const max = code === "file_too_large" ? "256 MB" : NUMBER_LIMITS.aim.toLocaleString("en");
  return refusalWords(code, locale, { max, count: `> ${max}` }, { message: code });
}

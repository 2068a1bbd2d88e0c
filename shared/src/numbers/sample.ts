import { smallWorkbook } from "../exports/workbook.ts";
import { type Locale, type Words, w } from "../ground/locale.ts";

/**
 * The sample of a number file of the basic edition (下载号码文件示例, §8.2.1): three rows of notes, the headings in the fourth row, the
 * first number in the fifth. Its columns are the template's parameters, so a file that is made of it fits the send.
 */

const PHONE = w("手机号码", "phone");
const NOTES = {
  numbers: w(
    "第一列填写手机号码，每行一个，从第五行开始，最多 5,000,000 个；超过 1,048,576 行时请使用多张工作表或 CSV。",
    "Enter up to 5,000,000 phone numbers in the first column, one per row, starting in row 5. Beyond 1,048,576 rows, use several sheets or CSV.",
  ),
  keep: w(
    "请保留第四行的表头，并将示例中的号码和参数替换为自己的。",
    "Keep the headings in row 4, and replace the sample numbers and values with your own.",
  ),
};
const OF_TYPE = {
  static: w(
    "模板不带参数，文件中只有手机号码一列。",
    "The template has no parameters, so the file has only the number column.",
  ),
  group: w(
    "群发：第五行的参数值用于所有号码，其余行只填写手机号码。",
    "Group: the values in row 5 apply to all numbers. The other rows contain only a number.",
  ),
  personal: w(
    "个性化：每个号码在所在行填写各自的参数值。",
    "Personal: each number has its own values in its row.",
  ),
};

/** A parameter of a template, with what it shows before there is a value. */
interface Parameter {
  readonly name: string;
  readonly example?: string | null;
}

const EXAMPLES = ["13800138000", "13900139000", "13700137000"] as const;

/** The workbook, as `readNumberFile` reads it. `type` is that of the send; of a template without parameters it says nothing. */
export function sampleWorkbook(
  parameters: readonly Parameter[],
  type: "group" | "personal",
  locale: Locale,
): Uint8Array<ArrayBuffer> {
  const t = (words: Words) => (locale === "en" ? words.en : words.zh);
  const note = OF_TYPE[parameters.length === 0 ? "static" : type];
  const head = [
    [t(NOTES.numbers)],
    [t(note)],
    [t(NOTES.keep)],
    [t(PHONE), ...parameters.map(({ name }) => name)],
  ];
  const values = parameters.map(({ name, example }) => example || name);
  const rows = EXAMPLES.map((phone, index) => [
    phone,
    ...(type === "personal" || index === 0 ? values : values.map(() => "")),
  ]);
  return smallWorkbook(head, rows);
}

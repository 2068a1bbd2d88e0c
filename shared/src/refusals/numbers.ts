import type { Refusal } from "./refusal.ts";

/** Refusals of number files and typed numbers. */
export const NUMBER_REFUSALS = {
  file_name_invalid: {
    status: 422,
    zh: "文件名「{name}」不符合要求。",
    en: "The file name “{name}” is not allowed.",
    hint_zh: "文件名只能包含数字、字母和中文，扩展名为 csv、xlsx 或 txt。",
    hint_en: "Use digits, letters and Chinese characters only, with the extension csv, xlsx or txt.",
  },
  file_empty: {
    status: 422,
    zh: "文件中没有可用的号码。",
    en: "There is no usable number in the file.",
    hint_zh: "请检查文件内容，第一行为表头、其中一列为手机号。",
    hint_en: "Check the file: the first line is the header and one column holds the phone numbers.",
  },
  file_too_large: {
    status: 413,
    zh: "文件过大：最多 {max}。",
    en: "The file is too large: at most {max}.",
    hint_zh: "请拆分成多个文件，分别创建发送任务。",
    hint_en: "Split it and make a send task for each part.",
  },
  too_many_numbers: {
    status: 422,
    zh: "号码过多：共 {count} 个，最多 {max} 个。",
    en: "Too many numbers: {count}, at most {max}.",
    hint_zh: "手动输入最多 10 个；更多号码请上传号码文件（最多 100 万个）。",
    hint_en: "At most 10 can be typed; upload a number file for more (up to 1,000,000).",
  },
  invalid_number: {
    status: 422,
    zh: "「{value}」不是有效的手机号。",
    en: "“{value}” is not a valid mobile number.",
    hint_zh: "请输入 11 位中国大陆手机号。",
    hint_en: "Enter an 11-digit mobile number of mainland China.",
  },
  part_out_of_range: {
    status: 422,
    zh: "分片序号 {part} 不在 1 到 {parts} 之间。",
    en: "Part {part} is not between 1 and {parts}.",
    hint_zh: "请重新上传该文件。",
    hint_en: "Upload the file again.",
  },
  parts_missing: {
    status: 409,
    zh: "文件尚未传完：还缺 {missing} 个分片。",
    en: "The upload is not complete: {missing} parts are missing.",
    hint_zh: "请继续上传，已传部分无需重传。",
    hint_en: "Go on with the upload; what is there need not be sent again.",
  },
  file_not_ready: {
    status: 409,
    zh: "号码文件尚未导入完成。",
    en: "The number file is not imported yet.",
    hint_zh: "请等待导入完成后再使用。",
    hint_en: "Wait until the import has finished.",
  },
} as const satisfies Record<string, Refusal>;

import type { Refusal } from "./refusal.ts";

/** Refusals of number files and typed numbers. */
export const NUMBER_REFUSALS = {
  parameters_missing: {
    status: 422,
    zh: "号码文件「{file}」没有与模板参数同名的列：{names}（文件的列：{columns}）。",
    en: "The number file “{file}” has no column called as these parameters: {names} (its columns: {columns}).",
    hint_zh: "请指定哪一列填入哪个参数（map：name=姓名; order_no=订单号），或选择含有这些列的文件。",
    hint_en:
      "Say which column fills which parameter (map: name=姓名; order_no=订单号), or choose a file with these columns.",
  },
  columns_invalid: {
    status: 422,
    zh: "列的对应关系不成立：{wrong}。模板的参数：{names}；「{file}」的列：{columns}。",
    en: "These do not map: {wrong}. The template's parameters are {names}; the columns of “{file}” are {columns}.",
    hint_zh: "请写成“参数=列”，列名与文件表头一致，号码列除外。",
    hint_en:
      "Write parameter=column, with headings as they stand in the file; the column of the numbers is none of them.",
  },
  values_missing: {
    status: 422,
    zh: "「{file}」中没有一个号码具备模板参数的值：{names}。",
    en: "No number of “{file}” has a value for these parameters: {names}.",
    hint_zh: "请补齐这些列，或选择其他文件、其他列。",
    hint_en: "Fill these columns, or choose another file or other columns.",
  },
  values_unfit: {
    status: 422,
    zh: "「{file}」中没有一个号码的变量值都符合其类型：{names}。",
    en: "No number of “{file}” has values of the right kind for all of these variables: {names}.",
    hint_zh: "变量值为 1 到 20 个字符，并符合短消息模板中声明的类型；请修改文件，或选择其他列。",
    hint_en:
      "A value has 1 to 20 characters and is of the kind that the SMS template declares. Mend the file, or choose other columns.",
  },
  file_of_basic_edition: {
    status: 409,
    zh: "「{name}」是智能信息基础版的号码文件，不能用于发送智能信息。",
    en: "“{name}” is a file of the basic edition, so no cards are sent to it.",
    hint_zh: "请选择智能信息的号码文件，或按该版本重新上传。",
    hint_en: "Choose a file for cards, or upload it again as one.",
  },
  typed_params_missing: {
    status: 422,
    zh: "输入的号码没有给出模板参数：{names}。",
    en: "The typed numbers come without these parameters of the template: {names}.",
    hint_zh: "请为每个号码填写参数（params：name=李; code=1），或改用含有这些列的号码文件。",
    hint_en: "Give them beside each number (params: name=Li; code=1), or use a file with these columns.",
  },
  typed_params: {
    status: 422,
    zh: "手动输入的 {count} 个号码须各有一组参数，名称相同且不为空。",
    en: "Each of the {count} typed numbers needs its parameters: the same names, none empty.",
    hint_zh: "请为每个号码填写每个参数。",
    hint_en: "Give each number a value for each parameter.",
  },
  value_name_unfit: {
    status: 422,
    zh: "「{name}」不能作为参数的名称。",
    en: "“{name}” cannot be the name of a value.",
    hint_zh: "名称可含文字、数字、下划线、空格和常用标点，不以 =、+、-、@ 开头，最多 64 个字符。",
    hint_en:
      "A name has letters, digits, underscores, spaces and usual punctuation, does not begin with =, +, - or @, and has at most 64 characters.",
  },
  file_name_invalid: {
    status: 422,
    zh: "文件名「{name}」不符合要求。",
    en: "The file name “{name}” is not allowed.",
    hint_zh: "文件名只能包含数字、字母和中文，扩展名为 csv、xlsx 或 txt。",
    hint_en: "Use digits, letters and Chinese characters only, with the extension csv, xlsx or txt.",
  },
  file_empty: {
    status: 422,
    zh: "没有可用的号码。",
    en: "There is no usable number.",
    hint_zh: "请检查文件：第一行为表头，其中一列为手机号；或直接输入 1 到 10 个号码。",
    hint_en: "Check the file: a header line and a column of mobile numbers; or type 1 to 10 numbers.",
  },
  file_of_flags: {
    status: 409,
    zh: "「{name}」是客户标识文件，不是号码文件。",
    en: "“{name}” holds customer flags, not numbers.",
    hint_zh: "客户标识文件只用于生成个性化短链；发送请选择号码文件。",
    hint_en: "It is for personal links alone; choose a number file to send to.",
  },
  file_too_large: {
    status: 422,
    zh: "文件过大，最大 {max}。",
    en: "The file is too large: at most {max}.",
    hint_zh: "号码文件请拆分后上传，图片和视频请压缩。",
    hint_en: "Split a number file; make an image or a video smaller.",
  },
  too_many_numbers: {
    status: 422,
    zh: "号码过多：{count} 个，最多 {max} 个。",
    en: "Too many numbers: {count}, at most {max}.",
    hint_zh: "手动输入最多 10 个；智能信息的号码文件最多 100 万个，基础版最多 500 万个；更多请拆分。",
    hint_en:
      "At most 10 can be typed; a file holds up to 1,000,000, for the basic edition 5,000,000. Split larger ones.",
  },
  invalid_number: {
    status: 422,
    zh: "「{value}」不是有效的手机号。",
    en: "“{value}” is not a mobile number of mainland China.",
    hint_zh: "请输入 11 位手机号。",
    hint_en: "Enter the 11 digits of a mobile number.",
    at: ["phone", "phones"],
  },
  part_out_of_range: {
    status: 422,
    zh: "分片不符合要求：最多 {max} 个分片，每个不超过 8 MB。",
    en: "This part does not fit: there are at most {max} parts of 8 MB each.",
    hint_zh: "请重新上传该文件。",
    hint_en: "Upload the file again.",
  },
  parts_missing: {
    status: 409,
    zh: "文件尚未传完：共 {parts} 个分片，已收到 {here} 个。",
    en: "The upload is not complete: {here} of {parts} parts are here.",
    hint_zh: "请继续上传，已传部分无需重传。",
    hint_en: "Go on with the upload; what is there need not be sent again.",
  },
  file_in_use: {
    status: 409,
    zh: "号码文件「{name}」已被任务使用，不能丢弃。",
    en: "Something was made of the number file “{name}”, so it stays.",
    hint_zh: "任务存在期间，其号码文件会一直保留。",
    hint_en: "It stays as long as that does.",
  },
  not_the_maker: {
    status: 403,
    zh: "号码文件「{name}」只能由上传者丢弃。",
    en: "Only whoever brought the number file “{name}” may discard it.",
    hint_zh: "请联系上传者。",
    hint_en: "Ask whoever uploaded it.",
  },
  file_emptied: {
    status: 409,
    zh: "号码文件「{name}」已超过保留期限，其中的号码已删除。",
    en: "The number file “{name}” is past its period: its numbers were taken away.",
    hint_zh: "请重新上传号码。",
    hint_en: "Upload the numbers again.",
  },
  period_out_of_range: {
    status: 422,
    zh: "保留天数须在 {min} 到 {max} 之间。",
    en: "The days must be between {min} and {max}.",
    hint_zh: "请改为范围内的天数。",
    hint_en: "Choose a number of days within these bounds.",
  },
  file_not_ready: {
    status: 409,
    zh: "号码文件「{name}」{state}，暂不能使用。",
    en: "The number file “{name}” cannot be used yet ({state}).",
    hint_zh: "请等待导入完成，或选择其他文件。",
    hint_en: "Wait until the import has finished, or choose another file.",
  },
} as const satisfies Record<string, Refusal>;

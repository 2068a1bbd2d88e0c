import type { Refusal } from "./refusal.ts";

/** Refusals of number files and typed numbers. */
export const NUMBER_REFUSALS = {
  prefix_known: {
    status: 409,
    zh: "号段表中已有该号段自这一天起生效的记录。",
    en: "The list already has an entry for this prefix starting on this day.",
    hint_zh: "请修改已有的记录，或换一个生效日期。",
    hint_en: "Edit the existing entry, or choose another effective date.",
  },
  parameters_missing: {
    status: 422,
    zh: "号码文件「{file}」没有与模板参数同名的列：{names}（文件的列：{columns}）。",
    en: "The number file “{file}” has no columns named after these parameters: {names} (its columns: {columns}).",
    hint_zh: "请指定哪一列填入哪个参数（map：name=姓名; order_no=订单号），或选择含有这些列的文件。",
    hint_en:
      "Specify which column fills which parameter (map: name=姓名; order_no=订单号), or choose a file with these columns.",
  },
  columns_invalid: {
    status: 422,
    zh: "列的对应关系无效：{wrong}。模板的参数：{names}；「{file}」的列：{columns}。",
    en: "The column mapping isn't valid: {wrong}. Template parameters: {names}. Columns of “{file}”: {columns}.",
    hint_zh: "请写成“参数=列”，列名须与文件表头一致，不能使用号码列。",
    hint_en:
      "Write parameter=column, with column names as in the file's header. The number column can't be used.",
  },
  values_missing: {
    status: 422,
    zh: "「{file}」中的号码都没有填写这些模板参数的值：{names}。",
    en: "None of the numbers in “{file}” have values for these template parameters: {names}.",
    hint_zh: "请补齐这些列，或选择其他文件、其他列。",
    hint_en: "Fill in these columns, or choose another file or other columns.",
  },
  values_unfit: {
    status: 422,
    zh: "「{file}」中的每个号码都有不符合类型要求的变量值，涉及变量：{names}。",
    en: "No number in “{file}” has values of the right type for all of these variables: {names}.",
    hint_zh: "变量值须为 1 到 20 个字符，并符合短消息模板中声明的类型；请修改文件，或选择其他列。",
    hint_en:
      "Values must be 1–20 characters and match the type declared in the SMS template. Fix the file, or choose other columns.",
  },
  file_of_basic_edition: {
    status: 409,
    zh: "「{name}」是智能信息基础版的号码文件，不能用于发送智能信息。",
    en: "“{name}” is a number file for the basic edition, so you can't use it to send cards.",
    hint_zh: "请选择智能信息的号码文件，或为智能信息重新上传此文件。",
    hint_en: "Choose a number file for cards, or upload this one again for cards.",
  },
  file_of_cards: {
    status: 409,
    zh: "「{name}」是智能信息的号码文件，不能用于发送智能信息基础版。",
    en: "“{name}” is a number file for cards, so you can't send the basic edition to it.",
    hint_zh: "请选择基础版的号码文件，或为基础版重新上传此文件。",
    hint_en: "Choose a number file for the basic edition, or upload this one again for the basic edition.",
    at: ["number_file_id"],
  },
  file_carries_parameters: {
    status: 422,
    zh: "模板不带参数，但号码文件「{file}」中有参数列：{columns}。",
    en: "The template has no parameters, but the number file “{file}” has parameter columns: {columns}.",
    hint_zh: "请上传只有手机号一列的文件，或选择带参数的模板。",
    hint_en: "Upload a file with only the number column, or choose a template with parameters.",
    at: ["number_file_id"],
  },
  fifth_row_empty: {
    status: 422,
    zh: "群发使用「{file}」第五行的参数值，但该行的以下列没有值：{columns}。",
    en: "A group send uses the values in row 5 of “{file}”. Row 5 is empty in these columns: {columns}.",
    hint_zh: "请在第五行填写一个有效的手机号和这些列的值后重新上传，或选择个性化发送。",
    hint_en:
      "Put a valid mobile number and values for these columns in row 5 and upload again, or set the send type to “Personal”.",
    at: ["number_file_id"],
  },
  typed_params_missing: {
    status: 422,
    zh: "输入的号码缺少模板参数的值：{names}。",
    en: "The numbers you typed lack values for these template parameters: {names}.",
    hint_zh: "请为每个号码填写参数（params：name=李; code=1），或改用含有这些列的号码文件。",
    hint_en:
      "Enter parameters for each number (params: name=Li; code=1), or use a number file with these columns.",
  },
  typed_params: {
    status: 422,
    zh: "手动输入的 {count} 个号码须各填一组参数，参数名称须一致，且均不能为空。",
    en: "Each of the {count} typed numbers needs its own parameters. Use the same names for all, and leave none empty.",
    hint_zh: "请为每个号码填齐所有参数。",
    hint_en: "Give each number a value for every parameter.",
  },
  value_name_unfit: {
    status: 422,
    zh: "「{name}」不能作为参数的名称。",
    en: "“{name}” can't be used as a parameter name.",
    hint_zh: "名称可含文字、数字、下划线、空格和常用标点，不能以 =、+、-、@ 开头，最多 64 个字符。",
    hint_en:
      "A name can have letters, digits, underscores, spaces and common punctuation, can't start with =, +, - or @, and can be at most 64 characters.",
  },
  file_name_invalid: {
    status: 422,
    zh: "文件名「{name}」不符合要求。",
    en: "The file name “{name}” isn't allowed.",
    hint_zh: "文件名只能包含数字、字母和中文，扩展名为 csv、xlsx 或 txt。",
    hint_en: "Use only digits, letters and Chinese characters, with the extension csv, xlsx or txt.",
  },
  file_empty: {
    status: 422,
    zh: "没有可用的号码。",
    en: "No usable numbers were found.",
    hint_zh: "请检查内容：其中应有 11 位手机号。",
    hint_en: "Check what you gave: it needs to have 11-digit mobile numbers.",
  },
  file_of_flags: {
    status: 409,
    zh: "「{name}」是客户标识文件，不是号码文件。",
    en: "“{name}” is a customer ID file, not a number file.",
    hint_zh: "客户标识文件只用于生成个性化短链；发送请选择号码文件。",
    hint_en: "Customer ID files are only for personal links. To send, choose a number file.",
  },
  file_too_large: {
    status: 422,
    zh: "文件过大，最大 {max}。",
    en: "The file is too large. The limit is {max}.",
    hint_zh: "号码文件请拆分后上传，图片和视频请压缩。",
    hint_en: "Split number files, and compress pictures and videos.",
  },
  too_many_numbers: {
    status: 422,
    zh: "号码过多：{count} 个，最多 {max} 个。",
    en: "Too many numbers ({count}). The limit is {max}.",
    hint_zh: "更多号码请使用号码文件：智能信息最多 100 万个，基础版最多 500 万个。",
    hint_en:
      "For more numbers, use a number file: up to 1,000,000 for cards and 5,000,000 for the basic edition.",
  },
  too_many_lines: {
    status: 422,
    zh: "文件行数过多，重复和无效的行也计入。",
    en: "The file has too many lines, counting repeated and invalid ones.",
    hint_zh: "号码文件最多 200 万行，基础版最多 1,000 万行。请删除重复的行，或拆分文件。",
    hint_en:
      "A file can have up to 2,000,000 lines, or 10,000,000 for the basic edition. Remove repeated lines or split the file.",
  },
  invalid_number: {
    status: 422,
    zh: "「{value}」不是有效的手机号。",
    en: "“{value}” isn't a valid mobile number.",
    hint_zh: "请输入 11 位手机号。",
    hint_en: "Enter an 11-digit mobile number.",
    at: ["phone", "phones"],
  },
  part_out_of_range: {
    status: 422,
    zh: "分片不符合要求：最多 {max} 个分片，每个不超过 8 MB。",
    en: "This part isn't valid. Upload at most {max} parts of up to 8 MB each.",
    hint_zh: "请重新上传该文件。",
    hint_en: "Upload the file again.",
  },
  parts_missing: {
    status: 409,
    zh: "文件尚未传完：共 {parts} 个分片，已收到 {here} 个。",
    en: "The upload isn't complete: {here} of {parts} parts received.",
    hint_zh: "请继续上传，已传部分无需重传。",
    hint_en: "Continue the upload. Parts already received don't need to be uploaded again.",
  },
  file_in_use: {
    status: 409,
    zh: "号码文件「{name}」已被任务使用，不能丢弃。",
    en: "The number file “{name}” is used by a task, so you can't discard it.",
    hint_zh: "任务存在期间，其号码文件会一直保留。",
    hint_en: "A number file is kept as long as its task exists.",
  },
  not_the_maker: {
    status: 403,
    zh: "号码文件「{name}」只能由上传者丢弃。",
    en: "Only the person who uploaded the number file “{name}” can discard it.",
    hint_zh: "请联系上传者。",
    hint_en: "Contact the person who uploaded it.",
  },
  file_emptied: {
    status: 409,
    zh: "号码文件「{name}」已超过保留期限，其中的号码已删除。",
    en: "The number file “{name}” is past its retention period, and its numbers were deleted.",
    hint_zh: "请重新上传号码。",
    hint_en: "Upload the numbers again.",
  },
  period_out_of_range: {
    status: 422,
    zh: "保留天数须在 {min} 到 {max} 之间。",
    en: "The retention period must be {min}–{max} days.",
    hint_zh: "请改为范围内的天数。",
    hint_en: "Choose a number of days in this range.",
  },
  file_not_ready: {
    status: 409,
    zh: "号码文件「{name}」{state}，暂不能使用。",
    en: "The number file “{name}” can't be used yet ({state}).",
    hint_zh: "请等待导入完成，或选择其他文件。",
    hint_en: "Wait until the import finishes, or choose another file.",
  },
} as const satisfies Record<string, Refusal>;

import { w } from "@tidings/shared/ground/locale.ts";
import { words as messageWords } from "./message-words.ts";

/** Texts of a send of the basic edition. */
export const words = {
  template: w("智能信息基础版模板", "Basic template"),
  template_hint: w(
    "仅列出已通过审核、已启用且在有效期内的模板。签名和通道随模板而定。",
    "Only approved, enabled templates that haven't expired are listed. The template sets the signature and channel.",
  ),
  option: w("{name}（{signature}，有效期至 {until}）", "{name} ({signature}, valid until {until})"),
  send_type: w("发送类型", "Type"),
  group_hint: w(
    "群发：号码文件第五行的参数值用于所有号码。",
    "Group: all numbers use the values in row 5 of the number file.",
  ),
  personal_hint: w(
    "个性化：每个号码使用文件中自己一行的参数值。",
    "Personal: each number uses the values in its own row.",
  ),
  static_hint: w(
    "静态模板不带参数，只能群发；号码文件中只有手机号码一列。",
    "Templates without parameters only allow group sends. The number file has a single phone number column.",
  ),
  sample: w("下载号码文件示例（Excel）", "Download sample number file (Excel)"),
  upload: w("上传号码文件", "Upload number file"),
  will_group: w("群发：所有号码使用同一组参数值。", "Group: all numbers use the same parameter values."),
  will_personal: w(
    "个性化：每个号码使用自己的参数值。",
    "Personal: each number uses its own parameter values.",
  ),
  will_units: w(
    "批准时按运营商网络预留 {count, number} 条额度；送达或超时才扣减，失败则释放。",
    "Approval reserves {count, number} {count:unit|units} by carrier network. Delivered or timed-out messages use the units. Failed messages release them.",
  ),
  will_units_each: w(
    "每次执行最多预留 {count, number} 条额度。",
    "Each run reserves at most {count, number} {count:unit|units}.",
  ),
  results: w("接收状态", "Result"),
  result_all: w("全部", "All"),
  result_success: w("成功", "Delivered"),
  result_failed: w("失败", "Failed"),
  result_sending: w("发送中", "Sending"),
  result_timed_out: w("超时失败", "Timed out"),
  samples: messageWords.samples,
};

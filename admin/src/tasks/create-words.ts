import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the form that creates a resolve task. */
export const words = {
  title: w("生成解析标识", "Create links"),
  note: w(
    "按所选模板生成短链；生成前会再次确认。",
    "Creates short links to the selected template. You confirm before they're created.",
  ),
  of_send: w(
    "使用发送任务「{name}」的模板版本与签名；个性化短链按该任务的号码生成。",
    "Uses the template version and signature of the send “{name}”. Personal short links are created for its numbers.",
  ),
  template: w("智能信息模板", "Template"),
  template_missing: w("请选择智能信息模板", "Choose a template"),
  template_none: w("没有可用的模板", "No templates available"),
  template_none_hint: w(
    "模板须经厂商审核通过并启用，才能生成短链。",
    "A template must pass vendor review and be enabled before you can create short links.",
  ),
  to_templates: w("前往模板管理", "Go to templates"),
  identifier: w("解析标识类型", "Identifier type"),
  short_link: w("短链", "Short link"),
  kind: w("生成短链类型", "Short link type"),
  kind_group_hint: w(
    "同一条短链发给所有人，可多次解析。",
    "One link for everyone; it can be resolved many times.",
  ),
  kind_personal_hint: w(
    "一人一条短链，每条只能解析一次。",
    "One link per person; each can be resolved only once.",
  ),
  name: w("任务名称", "Task name"),
  name_missing: w("请填写任务名称", "Enter a task name"),
  domain: w("域名", "Domain"),
  code: w("自定义短码", "Custom short code"),
  code_hint: w(
    "选填：3 到 10 位字母或数字（不能是 8 位），留空则自动生成。",
    "Optional: 3–10 letters or digits (but not exactly 8). Leave empty to generate one.",
  ),
  code_wrong: w(
    "短码应为 3 到 10 位字母或数字，且不能是 8 位",
    "Use 3–10 letters or digits, but not exactly 8",
  ),
  max_resolutions: w("最大解析条数", "Maximum resolutions"),
  resolutions_wrong: w(
    "请填写 {min} 到 {max, number} 的整数",
    "Enter an integer from {min} to {max, number}",
  ),
  signatures: w("短消息签名", "SMS signatures"),
  signatures_hint: w(
    "最多 5 个，输入后按回车；请勿包含中括号。",
    "Up to 5. Press Enter after each; don't include brackets.",
  ),
  signatures_missing: w("请填写短消息签名", "Enter an SMS signature"),
  signatures_wrong: w(
    "最多 5 个签名，每个不超过 18 个字，不含中括号",
    "Up to 5 signatures of up to 18 characters each, without brackets",
  ),
  validity: w("解析标识有效期", "Link validity"),
  seven_days: w("7 天", "7 days"),
  custom_days: w("自定义", "Custom"),
  days_unit: w("天", "days"),
  days_wrong: w("请填写 1 到 {max} 天", "Enter 1–{max} days"),
  jump: w("自定义跳转链接", "Custom target link"),
  jump_hint: w(
    "选填：浏览器打开短链时跳转到此地址；留空则显示该模板的 H5 页面。",
    "Optional: browsers are redirected to this URL. Leave empty to show the template's H5 page.",
  ),
  jump_approved_only: w(
    "本企业要求使用已审核通过的跳转链接。",
    "This enterprise requires approved target links.",
  ),
  jump_wrong: w("不能作为跳转链接：{why}", "Can't be used as a target link: {why}"),
  params: w("模板参数", "Template parameters"),
  params_hint: w(
    "群发短链的参数值对所有人相同。",
    "A group link uses the same parameter values for everyone.",
  ),
  params_missing: w("请填写参数：{names}", "Fill in these parameters: {names}"),
  audience: w("生成对象", "Create for"),
  audience_typed: w("手动输入", "Enter manually"),
  audience_file: w("文件", "File"),
  typed: w("客户标识与参数", "Customer IDs and parameters"),
  typed_hint: w(
    "每行一条：{columns}。以逗号分隔，或从表格粘贴；最多 {max} 条，现有 {count} 条。",
    "One per line: {columns}. Separate with commas or paste from a spreadsheet. {count} entered; at most {max} allowed.",
  ),
  typed_missing: w("请至少填写一条", "Enter at least one line"),
  typed_many: w(
    "最多 {max} 条，现有 {count} 条；如需更多，请使用文件",
    "{count} entered; at most {max} allowed. For more, use a file.",
  ),
  typed_faulty: w(
    "第 {lines} 条缺少内容或重复，不会生成短链，可在生成后修正。",
    "These lines are incomplete or duplicated: {lines}. No links are created for them; you can correct them afterwards.",
  ),
  cust_flag: w("客户标识", "customer ID"),
  custom_code: w("短码（选填）", "code (optional)"),
  file: w("客户标识或号码文件", "Customer ID or number file"),
  file_missing: w("请选择文件", "Choose a file"),
  file_option: w("{name}（{purpose}，{count, number} 个）", "{name} ({purpose}, {count, number})"),
  file_lacks: w(
    "文件缺少以下参数的列：{names}。缺少参数的行不会生成短链。",
    "The file has no columns for: {names}. Rows missing a parameter get no short link.",
  ),
  file_none: w("还没有可用的文件", "No files available yet"),
  file_none_hint: w(
    "上传客户标识文件（最多 100 万行），校验完成后即可选择；不合格的行会列出行号与原因。",
    "Upload a customer ID file (up to 1,000,000 rows). You can choose it once it's checked. Skipped rows are listed with their row numbers and reasons.",
  ),
  to_upload: w("上传客户标识文件", "Upload customer ID file"),
  make: w("生成", "Create"),
  preview: w("效果预览", "Preview"),
  confirm: w("生成解析标识？", "Create these links?"),
  confirm_ok: w("确定", "Create"),
  back: w("返回修改", "Back to editing"),
  will_group: w(
    "生成 1 条群发短链，最多解析 {count, number} 次。",
    "Creates 1 group link that can be resolved up to {count, number} {count:time|times}.",
  ),
  will_personal: w(
    "生成 {count, number} 条个性化短链，每条只能解析一次。",
    "Creates {count, number} personal {count:link that|links, each of which} can be resolved once.",
  ),
  will_template: w(
    "模板「{name}」，签名{signatures}，域名 {domain}。",
    "Template “{name}”, signatures {signatures}, domain {domain}.",
  ),
  will_expire: w("有效期 {count} 天，{at} 到期。", "Valid for {count} {count:day|days}, until {at}."),
  will_jump: w("浏览器打开时跳转到 {url}。", "Browsers are redirected to {url}."),
  will_page: w("浏览器打开时显示模板的 H5 页面。", "Browsers show the template's H5 page."),
  will_cost: w(
    "每次解析消耗 1 条智能信息解析额度；浏览器打开不消耗。",
    "Each resolution uses 1 unit of your rich message quota. Browser views use none.",
  ),
  made: w("解析任务已创建", "Link task created"),
  start_over: w("重新填写", "Start over"),
};

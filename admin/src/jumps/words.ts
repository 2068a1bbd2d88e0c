import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of custom jump links. */
export const words = {
  by_task: w("按任务", "By task"),
  by_link: w("按链接", "By link"),
  name: w("任务名称", "Task"),
  name_missing: w("请填写任务名称", "Give the task a name"),
  link: w("自定义跳转链接", "Jump link"),
  due_uncertain: w(
    "{year} 年起的节假日安排尚未公布，此时间仅按周末推算。",
    "The holidays from {year} on are not published yet: only weekends were looked at.",
  ),
  due_expected: w("现在提交，预计 {at} 前完成审核。", "Submitted now, it is reviewed by {at}."),
  due_rule: w(
    "预计 2 个工作日内完成审核；审核时间为工作日 09:00–18:00（北京时间），法定节假日顺延。",
    "Reviewed within 2 working days, 09:00–18:00 Beijing time; Chinese public holidays put it off.",
  ),
  purpose: w("申请理由", "Reason"),
  purpose_missing: w("请填写申请理由", "Say why"),
  source: w("链接上传", "Given as"),
  typed: w("手动输入", "Typed"),
  file: w("文件上传", "From a file"),
  typed_label: w("链接", "The links"),
  typed_hint: w(
    "每行一个，最多 {max} 个；现有 {count} 个。须为公网 http 或 https 链接，不超过 256 个字符。",
    "One a line, at most {max}; there are {count}. Public http or https addresses of at most 256 characters.",
  ),
  links_missing: w("请填写链接", "Give a link"),
  links_many: w(
    "最多 {max, number} 个链接，现有 {count, number} 个",
    "At most {max, number} links, there are {count, number}",
  ),
  file_choose: w("单击或拖入 xlsx 文件", "Click, or drop an xlsx here"),
  file_hint: w(
    "链接放在第一列，每行一个，首行可为标题；最多 {max, number} 个。",
    "Links in the first column, one a row, the first row may be a heading; at most {max, number}.",
  ),
  file_kind: w("只能上传 xlsx 文件", "Only an xlsx is taken"),
  file_reading: w("正在读取…", "Reading…"),
  file_none: w("文件第一列没有链接", "There is no link in the first column"),
  file_found: w("{name}：{count, number} 个链接", "{name}: {count, number} {count:link|links}"),
  repeated: w(
    "重复的 {count} 个只算一次",
    "{count} {count:stands there twice and counts|stand there twice and count} once",
  ),
  bad: w(
    "{count, number} 个链接不能使用，请修改后重试",
    "{count, number} {count:link|links} cannot be used: change {count:it|them} and try again",
  ),
  bad_typed: w("第 {line} 个：{why}", "Number {line}: {why}"),
  bad_more: w("其余 {count, number} 个未列出", "{count, number} more are not shown"),
  line: w("行", "Row"),
  proof: w("其他材料", "Other material"),
  proof_hint: w("选填：只能上传 rar，不超过 2 MB。", "Optional: a rar of at most 2 MB."),
  send: w("提交", "Submit"),
  sent_title: w("提交成功", "Submitted"),
  sent_body: w(
    "{count, number} 个链接已进入审核，批次号 {batch}，预计 {due} 前完成。",
    "{count, number} {count:link is|links are} in review as batch {batch}, due by {due}.",
  ),
  ok: w("确认", "OK"),
  all_links: w("链接", "The links"),
  again: w("重新创建", "Submit anew"),
  due_by: w("预计 {at} 前完成。", "Due by {at}."),
  rejected_hint: w("可修改后重新创建。", "You may change the links and submit them as a new task."),
};

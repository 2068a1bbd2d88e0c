import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of every declared resource. */
export const words = {
  fresh: w("有 {count} 条新记录，点击显示", "Show new items ({count})"),
  empty_others: w(
    "拥有新建权限的同事创建内容后，会显示在这里。",
    "Items appear here when a colleague with permission creates them.",
  ),
  select: w("选择「{name}」", "Select “{name}”"),
  edit: w("修改", "Edit"),
  cards: w("卡片", "Cards"),
  table: w("列表", "List"),
  facts: w("基本信息", "Basic information"),
  history: w("操作记录", "History"),
  in_review: w("等待提交人以外的成员审核。", "Waiting for review by a member other than the submitter."),
  in_review_yours: w("等待审核，您可以通过或驳回。", "Waiting for review. You can approve or reject it."),
  in_review_mine: w(
    "由您提交，须由另一位成员审核。",
    "You submitted this, so another member must review it.",
  ),
  rejected: w("审核未通过：{reason}", "Rejected: {reason}"),
  rejected_hint: w(
    "按审核说明修改后再次提交。",
    "Make the changes requested in the review, then submit again.",
  ),
  add_one: w("还没有可选的{one}，立即添加", "No {one} to choose yet. Add one now."),
  none_ready: w(
    "已有的{one}均无法选用，须先通过审核并启用。",
    "No {one} can be chosen yet. Each {one} must be approved and enabled first.",
  ),
  look: w("查看", "View"),
  only_one: w("只有这一项可选，已为您选好。", "It's the only option, so we chose it."),
  turn: w("启用或禁用「{name}」", "Enable or disable “{name}”"),
  read_only: w("您可以查看，但不能修改。", "You can view this but not edit it."),
  restore: w("恢复默认值", "Restore defaults"),
  look_once_more: w("再看一遍", "Review again"),
  next: w("下一步", "Next"),
  previous: w("上一步", "Back"),
};

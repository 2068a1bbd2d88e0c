import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of every declared resource. */
export const words = {
  fresh: w("有 {count} 条新记录，点击显示", "{count} new: show them"),
  empty_others: w(
    "有新建权限的同事创建后，会出现在这里。",
    "What a colleague with the right to make one has made appears here.",
  ),
  select: w("选择「{name}」", "Select “{name}”"),
  edit: w("修改", "Edit"),
  cards: w("卡片", "Cards"),
  table: w("列表", "List"),
  facts: w("基本信息", "About it"),
  history: w("操作记录", "History"),
  in_review: w("等待审核，由提交人以外的成员决定。", "Waits for a decision, by anybody but its submitter."),
  in_review_yours: w("等待审核，您可以决定。", "Waits for a decision: you may take it."),
  in_review_mine: w("由您提交，须由另一位成员审核。", "You submitted it, so another member decides."),
  rejected: w("审核未通过：{reason}", "Rejected: {reason}"),
  rejected_hint: w("按审核说明修改后再次提交。", "Change it as the note says, then submit it again."),
  add_one: w("还没有可选的{one}，立即添加", "There is no {one} to choose: add one now"),
  none_ready: w(
    "已有{one}，但都还不能选用：须先通过审核并启用。",
    "There is a {one}, and none can be chosen yet: it has to be approved and enabled first.",
  ),
  look: w("查看", "Have a look"),
  only_one: w("只有这一项可选，已为您选好。", "The only one there is: it is chosen for you."),
  turn: w("启用或禁用「{name}」", "Enable or disable “{name}”"),
  read_only: w("您可以查看，但不能修改。", "You may look at it, and not change it."),
  restore: w("恢复默认值", "Back to the defaults"),
  look_once_more: w("再看一遍", "Look once more"),
  next: w("下一步", "Next"),
  previous: w("上一步", "Back"),
};

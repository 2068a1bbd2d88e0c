import { defineWords } from "../words.ts";

/** Texts of the pages of every declared resource. */
export const words = defineWords(
  "resource",
  {
    edit: "修改",
    facts: "基本信息",
    history: "操作记录",
    in_review: "等待另一位成员审核。",
    in_review_mine: "由您提交，须由另一位成员审核。",
    rejected: "审核未通过：{reason}",
    rejected_hint: "按审核说明修改后再次提交。",
    not_editable: "现在不能修改。",
    turn: "启用或禁用「{name}」",
  },
  {
    edit: "Edit",
    facts: "About it",
    history: "History",
    in_review: "Waits for another member to decide.",
    in_review_mine: "You submitted it, so another member decides.",
    rejected: "Rejected: {reason}",
    rejected_hint: "Change it as the note says, then submit it again.",
    not_editable: "It cannot be edited now.",
    turn: "Enable or disable “{name}”",
  },
);

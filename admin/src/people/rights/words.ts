import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the page that says who may do what. */
export const words = {
  title: w("权限模拟", "Who may do what"),
  note: w(
    "谁可以做什么，由哪个用户组的哪条策略决定。由执行操作时的同一规则计算，什么都不会改变。",
    "Who may do something, and which policy of which group decides it. It is computed by the rule that the act itself asks, and changes nothing.",
  ),
  action: w("操作", "Action"),
  action_hint: w("如“审批发送任务”", "Such as “Approve send tasks”"),
  member: w("成员", "Member"),
  everybody: w("所有成员", "Everybody"),
  row: w("针对", "About"),
  any_row: w("不针对某一个", "No row in particular"),
  source: w("来源", "From"),
  anywhere: w("不限来源", "Anywhere"),
  choose: w("选择一个操作，看谁可以执行", "Choose an action to see who may do it"),
  who: w("可以“{action}”的成员：{count} 位", "“{action}”: {count} {count:member|members} may"),
  nobody: w("没有成员可以“{action}”", "“{action}”: nobody may"),
  may: w("{name}：{verdict}“{action}”", "{name} · {verdict}: “{action}”"),
  statements: w("与此操作有关的策略", "What policies say about it"),
  no_statements: w("没有任何用户组的策略提到这个操作。", "No policy of their groups says anything about it."),
  statement_of: w("第 {n} 条", "Statement {n}"),
  decides: w("起决定作用", "Decides"),
  why: w("为什么", "Why"),
  manages: w(
    "“管理成员与权限”可以邀请、停用成员，修改用户组和策略。给予他人（包括自己）的权限，只能是操作者自己拥有的。",
    "Who manages members invites and disables them, and changes groups and policies. The rights they give, to others or themselves, are those that they have.",
  ),
  four_eyes: w(
    "这里只看权限。对某一个对象，四眼审核、状态与两步验证也可能拒绝操作，其页面会说明原因。",
    "This is about rights alone. About one row four eyes, its state and a second factor may refuse too; its page says so.",
  ),
};

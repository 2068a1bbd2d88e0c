import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the page that says who may do what. */
export const words = {
  title: w("权限模拟", "Who can do what"),
  note: w(
    "查看谁可以做什么，以及由哪个用户组的哪条策略决定。判断规则与实际操作时相同；此处仅供查询，不执行任何操作。",
    "See who can do what, and which group's policy decides it. The check follows the same rules as the real actions but changes nothing.",
  ),
  action: w("操作", "Action"),
  action_hint: w("如“审批发送任务”", "For example, “Approve sends”"),
  member: w("成员", "Member"),
  everybody: w("所有成员", "All members"),
  row: w("操作对象", "Object"),
  any_row: w("不针对具体对象", "No specific object"),
  source: w("来源", "Source"),
  anywhere: w("不限来源", "Any source"),
  choose: w("选择一个操作，查看谁可以执行", "Choose an action to see who can do it"),
  who: w("可以“{action}”的成员：{count} 位", "“{action}” is allowed for {count} {count:member|members}"),
  nobody: w("没有成员可以“{action}”", "“{action}” isn't allowed for any member"),
  may: w("{name}：{verdict}“{action}”", "{name} · {verdict}: “{action}”"),
  statements: w("与此操作有关的策略", "Policies covering this action"),
  no_statements: w("所有用户组的策略均未包含此操作。", "No group's policies mention this action."),
  statement_of: w("第 {n} 条", "Statement {n}"),
  decides: w("起决定作用", "Decides the result"),
  why: w("原因", "Why"),
  manages: w(
    "拥有“管理成员与权限”的成员可以邀请、停用成员，修改用户组和策略。无论授予他人还是自己，都只能授予自己已有的权限。",
    "“Manage members and permissions” lets you invite and disable members and edit groups and policies. You can only grant permissions you have, to others or yourself.",
  ),
  four_eyes: w(
    "这里只判断权限。对于具体对象，四眼原则、对象状态或两步验证也可能阻止操作，对象的页面会说明原因。",
    "This covers permissions only. Four-eyes review, an object's state or two-step verification may also block an action. The object's page says why.",
  ),
};

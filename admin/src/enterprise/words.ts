import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of opening an enterprise, and of its own page. */
export const words = {
  open_title: w("开通企业", "Create an enterprise"),
  open_note: w(
    "开通即可使用，无需审核。您将成为企业所有者，可邀请同事，并设置他们的权限。",
    "You can start right away. No review is needed. You become the owner and can invite colleagues and set their permissions.",
  ),
  name: w("企业名称", "Enterprise name"),
  name_hint: w("与营业执照一致", "As on the business licence"),
  name_hint_new: w(
    "与营业执照一致；之后可在「企业信息」中修改",
    "As on the business licence. You can change it later under “Enterprise”.",
  ),
  name_needed: w("请输入企业名称", "Enter the enterprise name"),
  name_length: w("企业名称须为 2 到 64 个字符", "Use 2–64 characters for the enterprise name"),
  name_unclean: w(
    "企业名称中有换行或不可见字符，请删除后再试",
    "The enterprise name contains a line break or invisible character. Remove it and try again.",
  ),
  zone: w("时区", "Time zone"),
  zone_hint: w(
    "报表日期、营销时段和页面上显示的时间都以此为准",
    "Used for report dates, marketing hours and all other times",
  ),
  zone_search: w("输入城市或地区", "Enter a city or region"),
  edition: w("自 {day} 起施行", "Effective from {day}"),
  close: w("关闭", "Close"),
  about: w(
    "KooMessage 提供智能信息（富媒体短信卡片）与服务号服务，Tidings 按其规则运行。",
    "KooMessage provides rich messages and service accounts. Tidings follows its rules.",
  ),
  agree: w("我已阅读并同意{statements}", "I have read and agree to the {statements}"),
  agree_needed: w("请先阅读并同意两份使用声明", "Read and agree to both statements first"),
  open_do: w("立即开通", "Create"),
  opened: w("「{name}」已开通", "“{name}” created"),
  back: w("返回", "Back"),
  signed_in_as: w("当前账号：{email}", "Signed in as {email}"),
  title: w("企业信息", "Enterprise"),
  note: w(
    "名称、时区、操作保护、审批人的两步验证、审核升级、已同意的声明，以及您所在的企业。",
    "Name, time zone, password confirmation, two-step verification for approvers, review escalation, accepted statements, and the enterprises you belong to.",
  ),
  save: w("保存", "Save"),
  saved: w("已保存", "Saved"),
  read_only: w(
    "只有拥有成员管理权限的成员才能修改名称与时区。",
    "Only members with permission to manage members can change the name and time zone.",
  ),
  zone_change: w(
    "更改时区后，已有的统计数据不变；营销时段和此后的统计按新时区计算。",
    "Changing the time zone doesn't affect dates already reported. Marketing hours and future times use the new zone.",
  ),
  statements: w("使用声明", "Usage statements"),
  accepted: w("{by} 于 {at} 同意（{edition} 版）", "{by} agreed on {at} ({edition} edition)"),
  elsewhere: w("我的企业", "My enterprises"),
  elsewhere_note: w(
    "一个账号可以在多个企业工作，在左上角切换；各企业的数据互不可见。如由另一家公司代运营，邀请对方的员工即可：他们仍保留自己的企业，在这里只有您授予的权限；您可以随时停用他们的成员身份。",
    "One account can work in several enterprises. Switch between them at the top left. Each enterprise's data is separate. To have another company run things for you, invite its people. They keep their own enterprise and have only the permissions you grant here. You can disable their membership at any time.",
  ),
  here: w("当前", "Current"),
  switch_to: w("切换到「{name}」", "Switch to “{name}”"),
  switch: w("切换", "Switch"),
  open_another: w("开通另一个企业", "Create another enterprise"),
  invite: w("邀请成员", "Invite member"),
};

import { CONFIGURATION } from "@tidings/shared/accounts/shortcuts/asked.ts";
import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of SMS shortcuts. */
export const words = {
  signature: w("短信签名", "Signature"),
  signature_foreign: w(
    "这不是本企业已通过审核的签名。审核人会看到此提示，授权证明须说明您有权使用此签名。",
    "This isn't one of your enterprise's approved signatures. Reviewers see this notice, and your proof must show that you may use the signature.",
  ),
  emoji: w("添加表情", "Add emoji"),
  configuration: CONFIGURATION,
  preview: w("预览", "Preview"),
  preview_page: w(
    "短信中的快捷键，左右滑动查看各配置",
    "Buttons under a message; swipe to see each configuration",
  ),
  default: w("默认配置", "Default configuration"),
  previous: w("上一个配置", "Previous configuration"),
  following: w("下一个配置", "Next configuration"),
  message: w(
    "您的订单已发货，点击下方快捷键查看。",
    "Your order is on its way. Tap a button below to track it.",
  ),
  no_buttons: w("无快捷键", "No buttons"),
  empty_button: w("快捷键", "Button"),
  confirm_hint: w(
    "请核对快捷键在手机上的显示效果。提交后由另一位成员审核。",
    "Check how the buttons look on a phone. After you submit, another member reviews them.",
  ),
  what: w("快捷键内容", "Button content"),
  when: w("{begins} 至 {ends}", "{begins} – {ends}"),
  versions: w("历史版本", "Version history"),
  version: w("第 {version} 版", "Version {version}"),
  in_use: w("使用中", "In use"),
};

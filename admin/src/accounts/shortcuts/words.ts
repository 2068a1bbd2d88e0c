import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of SMS shortcuts. */
export const words = {
  signature: w("短信签名", "Signature"),
  signature_hint: w(
    "选择已审核的签名，或填写其他签名：2 至 18 个字符，不带【】。",
    "Choose an approved signature, or type another: 2 to 18 characters, without 【】.",
  ),
  signature_foreign: w(
    "不是本企业已审核的签名：审核人会看到，授权证明须说明可以使用它。",
    "Not an approved signature of your enterprise: the reviewer reads that, and the proofs have to show that you may use it.",
  ),
  proofs: w("授权证明", "Proofs of authorisation"),
  proofs_hint: w(
    "png、jpg、bmp、jpeg 图片，每张不超过 4 MB，最多 6 张。",
    "Pictures (png, jpg, bmp, jpeg) of at most 4 MB each, 6 at most.",
  ),
  add_proof: w("添加图片", "Add a picture"),
  regions: w("地区", "Regions"),
  regions_hint: w(
    "省份或地级市，可选多个；“全国”包括所有地区。",
    "Provinces or cities, as many as needed; “The whole country” is all of them.",
  ),
  buttons: w("默认配置", "Usual buttons"),
  buttons_hint: w(
    "没有自定义配置生效时显示，最多 3 个快捷键。",
    "Shown while no other configuration has its time; three at most.",
  ),
  button: w("快捷键 {at}", "Button {at}"),
  add_button: w("添加快捷键", "Add a button"),
  emoji: w("添加表情", "Add an emoji"),
  action: w("动作类型", "What it does"),
  timed: w("自定义配置", "At other times"),
  timed_hint: w(
    "在所选时间内代替默认配置，最多 5 个，时间不能重叠。",
    "Shown in place of the usual buttons at its time; five at most, and no two at once.",
  ),
  configuration: w("自定义配置 {at}", "Configuration {at}"),
  add_timed: w("添加自定义配置", "Add a configuration"),
  preview: w("预览", "Preview"),
  preview_page: w(
    "短信中的快捷键，左右滑动查看各配置",
    "The buttons under a message; swipe to see each configuration",
  ),
  default: w("默认配置", "Usual buttons"),
  previous: w("上一个配置", "The configuration before"),
  following: w("下一个配置", "The next configuration"),
  message: w(
    "您的订单已发货，点击下方快捷键查看。",
    "Your order is on its way. Tap a button below to follow it.",
  ),
  no_buttons: w("无快捷键", "No buttons"),
  empty_button: w("快捷键", "Button"),
  save: w("保存草稿", "Save as a draft"),
  submit: w("提交审核", "Submit for review"),
  confirm: w("确认提交", "Submit it"),
  confirm_hint: w(
    "请核对快捷键在手机上的样子。提交后由另一位成员审核。",
    "Look at the buttons as a phone shows them. Another member reviews them.",
  ),
  saved: w("草稿已保存", "Saved as a draft"),
  submitted: w("已提交审核", "Submitted for review"),
  what: w("快捷键内容", "What the buttons do"),
  when: w("{begins} 至 {ends}", "{begins} to {ends}"),
  versions: w("历史版本", "Versions"),
  version: w("第 {version} 版", "Version {version}"),
  in_use: w("使用中", "In use"),
};

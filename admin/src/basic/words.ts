import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of basic templates. */
export const words = {
  mine: w("我的模板", "My templates"),
  public: w("公共模板", "Public templates"),
  public_note: w(
    "平台提供九类模板，复制到本企业后即可修改、提交审核并发送。",
    "The platform offers nine template types. Copy one to your enterprise, then edit it, submit it for review and send it.",
  ),
  choose_title: w("选择模板类型", "Choose a template type"),
  choose_note: w(
    "从空白开始，或选择一个模板类型再修改。",
    "Start from scratch, or choose a type and edit it.",
  ),
  change_note: w(
    "选择后会替换现有的主题与内容；名称、签名与通道保持不变。",
    "Your choice replaces the current subject and content. The name, signature and channel are kept.",
  ),
  blank: w("新建空白模板", "Blank template"),
  blank_hint: w("自行插入文本、图片、音频与视频。", "Insert text, pictures, audio and video yourself."),
  starters_none: w("平台还没有提供公共模板。", "The platform has no public templates yet."),
  create_title: w("创建模板", "New basic template"),
  change: w("换一个模板类型", "Choose another template type"),
  edit: w("编辑", "Edit"),
  send: w("发送信息", "Send message"),
  save: w("保存", "Save"),
  save_draft: w("保存草稿", "Save draft"),
  submit: w("提交审核", "Submit for review"),
  submit_done: w("已提交审核", "Submitted for review"),
  submit_blocked: w(
    "请先根据「VMS 自动检测」的结果修改。",
    "Fix the issues under “Automatic VMS check” first.",
  ),
  unused: w("未使用", "Not used yet"),
  frames: w("{count} 帧", "{count} {count:frame|frames}"),
  valid_until: w("有效期至 {at}", "Valid until {at}"),
  usable: w("可以发送，有效期至 {at}。", "Ready to send. Valid until {at}."),
  expired: w("已于 {at} 过期", "Expired {at}"),
  expired_note: w(
    "模板已过期，不能发送；过期 6 个月后不再显示。复制或编辑后重新提交审核，即可再次使用。",
    "This template has expired and can't be sent. It will be hidden 6 months after expiry. To use it again, copy or edit it and submit it for review.",
  ),
  live_other: w(
    "第 {live} 版仍在使用；下面是正在编辑的第 {version} 版。",
    "Version {live} is still in use. Below is version {version}, which you're editing.",
  ),
  networks: w("运营商审核", "Carrier review"),
  networks_none: w(
    "内部审核通过后，由通道的运营商审核。",
    "After internal approval, the channel's carrier reviews the template.",
  ),
  industry: w("模板行业", "Industry"),
  phone: w("手机预览", "Phone preview"),
};

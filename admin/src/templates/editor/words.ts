import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the template editor. */
export const editorWords = {
  spot_edit: w("编辑{name}", "Edit: {name}"),
  spot_add: w("填写{name}", "Fill in: {name}"),
  mode: w("手机上显示", "Shown on the phone"),
  mode_edit: w("编辑", "Edit"),
  mode_sent: w("实际效果", "Preview as sent"),
  mode_hint: w(
    "点击手机上的任意部分即可编辑；虚线是还没有填写的位置。",
    "Click any part of the phone to edit it. Dashed areas are empty.",
  ),
  sent_hint: w(
    "预览与客户收到的一致，按钮可以点击。",
    "This is what customers receive. You can tap the buttons.",
  ),
  signatures: w("短信签名", "SMS signatures"),
  signatures_hint: w(
    "仅 vivo 审核需要，最多 {most} 个；不选则送审全部已通过的签名。",
    "Only needed for vivo's review. Select up to {most}. If you select none, all approved signatures are submitted.",
  ),
  signatures_none: w("还没有审核通过的签名，去申请", "No approved signatures yet. Request one."),
  vendors_all: w("全选", "Select all"),
  vendors_only: w("只选{vendors}", "Select only {vendors}"),
  vendor_add: w("同时选择{vendors}", "Also select {vendors}"),
  vendor_cannot: w("{vendor}无法显示现有内容：", "{vendor} can't show the current content:"),
  vendor_most: w("{what}最多 {max} 个", "{what}: up to {max}"),
  off_reason: w(
    "仅{vendors}可用，但您还选择了{others}。",
    "Available only for {vendors}. You also selected {others}.",
  ),
  off_needs: w("仅{vendors}可用，但您尚未选择相应厂商。", "Available only with {vendors} selected."),
  target_none: w("当前图片", "Current image"),
  off_action: w("OPPO 不支持", "not supported on OPPO"),
  action_oppo: w(
    "已选 OPPO：只能打开快应用、APP 或浏览器。",
    "OPPO is selected: only quick apps, apps and browsers can be opened.",
  ),
  full: w("已到上限：{vendors}最多 {max} 个。", "Limit reached: at most {max} on {vendors}."),
  full_all: w("已到上限：最多 {max} 个。", "Limit reached: at most {max}."),
  beyond: w("{vendors}不显示", "not shown on {vendors}"),
  time_zone: w("北京时间（UTC+8）", "Beijing time (UTC+8)"),
};

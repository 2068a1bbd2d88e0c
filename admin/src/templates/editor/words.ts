import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the template editor. */
export const editorWords = {
  spot_edit: w("编辑{name}", "Edit: {name}"),
  spot_add: w("填写{name}", "Fill in: {name}"),
  mode: w("手机上显示", "Shown on the phone"),
  mode_edit: w("编辑", "Edit"),
  mode_sent: w("实际效果", "As sent"),
  mode_hint: w(
    "点击手机上的任意部分即可编辑；虚线是还没有填写的位置。",
    "Click any part of the phone to edit it. Dashed places are still empty.",
  ),
  sent_hint: w("与客户收到的一致，按钮可以点击。", "What customers get. Buttons can be tried."),
  signatures: w("短信签名", "SMS signatures"),
  signatures_hint: w(
    "仅 vivo 审核需要，最多 {most} 个；不选则送审全部已通过的签名。",
    "For vivo's review only, at most {most}. With none, all that are approved go along.",
  ),
  signatures_none: w("还没有审核通过的签名：去申请", "None is approved yet: ask for one"),
  vendors_all: w("全选", "All"),
  vendors_only: w("只选{vendors}", "Only {vendors}"),
  vendor_add: w("选上{vendors}", "Choose {vendors} as well"),
  vendor_cannot: w("{vendor}无法显示现有内容：", "{vendor} cannot show what is there:"),
  vendor_most: w("{what}最多 {max} 个", "{what}: at most {max}"),
  off_reason: w("仅{vendors}可用；已选 {others}。", "For {vendors} only; {others} chosen as well."),
  off_needs: w("仅{vendors}可用，尚未选择。", "For {vendors} only, which is not chosen."),
  target_none: w("当前图片", "This image"),
  off_action: w("OPPO 不支持", "not with OPPO"),
  action_oppo: w(
    "已选 OPPO：只能打开快应用、APP 或浏览器。",
    "With OPPO chosen: quick app, app and browser only.",
  ),
  full: w("已到上限：{vendors}最多 {max} 个。", "That is all: {vendors} takes at most {max}."),
  full_all: w("已到上限：最多 {max} 个。", "That is all: at most {max}."),
  beyond: w("{vendors}不显示", "not on {vendors}"),
  time_zone: w("北京时间（UTC+8）", "China time (UTC+8)"),
};

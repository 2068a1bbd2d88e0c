import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of service accounts. */
export const words = {
  back: w("上一步", "Back"),
  go_on: w("继续填写", "Continue setup"),
  letter: w("下载《华为智能信息授权书》", "Download the Huawei authorisation letter"),
  preview: w("预览", "Preview"),
  chat: w("消息页", "Messages"),
  home: w("主页", "Home page"),
  light: w("浅色", "Light"),
  dark: w("深色", "Dark"),
  call: w("拨打热线 {number}", "Call {number}"),
  empty_menu: w("菜单", "Menu"),
  empty_name: w("服务号名称", "Service account name"),
  no_picture: w("背景图片", "Background picture"),
  parts: w("资料、菜单与主页", "Profile, menus and home page"),
  not_filled: w("尚未填写", "Not filled in yet"),
  look: w("查看", "View"),
  edit: w("修改", "Edit"),
  version: w("第 {version} 版", "Version {version}"),
  in_use: w("使用中", "In use"),
  versions: w("历史版本", "Version history"),
  waits: w(
    "修改内容正在等待审核，审核期间继续使用已通过的第 {live} 版。",
    "An edit is waiting for review. Approved version {live} stays in use.",
  ),
  bound: w("已绑定的通道号", "Bound channel numbers"),
  bind: w("绑定通道号", "Bind channel number"),
  bind_port: w("绑定到服务号", "Bind to service account"),
  nothing_bound: w(
    "服务号须绑定通道号后才能使用。",
    "The service account can't be used until a channel number is bound to it.",
  ),
  automatic: w("签名授权", "Signature authorisation"),
};

import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of resolve tasks and their links. */
export const words = {
  by_task: w("解析任务", "Link tasks"),
  by_link: w("任务明细", "Task details"),
  no_links: w("还没有短链", "No short links yet"),
  no_links_hint: w(
    "生成解析标识后，每条短链会列在这里。",
    "Once you create links, each short link is listed here.",
  ),
  link: w("解析标识", "Link"),
  personal_count: w("{count, number} 条", "{count, number} {count:link|links}"),
  of_allowance: w("{used} / {all}", "{used} of {all}"),
  copy: w("复制", "Copy"),
  open: w("在浏览器中打开", "Open in browser"),
  qr: w("二维码", "QR code"),
  qr_hint: w(
    "扫码即在浏览器中打开此短链，计为浏览器打开，不计解析。",
    "Scanning opens the link in a browser. It counts as a browser view, not a resolution.",
  ),
  counts: w("使用情况", "Usage"),
  allowance: w("解析额度", "Resolution quota"),
  resolved: w("解析", "Resolutions"),
  humans: w("浏览器打开", "Browser views"),
  bots: w("链接预览", "Link previews"),
  refused: w("已拒绝", "Rejected"),
  left: w("剩余", "Remaining"),
  counted_note: w(
    "只有手机厂商的解析才计入次数；浏览器打开与链接预览均不计入。",
    "Only resolutions by phone vendors count; browser views and link previews don't.",
  ),
  by_vendor: w("按厂商", "By vendor"),
  no_events: w("还没有人打开短链", "No opens yet"),
  chart: w(
    "每日解析、浏览器打开、链接预览与拒绝",
    "Daily resolutions, browser views, link previews and rejections",
  ),
  preview: w("效果预览", "Preview"),
  send: w("发送信息", "Send message"),
  links: w("短链明细", "Short link details"),
  cust_flag: w("客户标识", "Customer ID"),
  cust_flag_hint: w("输入完整标识查询", "Search by full ID"),
  preview_link: w("预览", "Preview"),
  generating_note: w(
    "正在生成：已处理 {done, number} / {all, number}，可离开此页面。",
    "Creating: {done, number} / {all, number} processed. You can leave this page.",
  ),
  partial_note: w(
    "{count, number} 条短链未能生成，可修正后重新生成。",
    "{count, number} {count:link|links} couldn't be created. Correct {count:it|them} and retry.",
  ),
  failed_note: w(
    "{count, number} 条短链全部未能生成，请修正后重新生成。",
    "{count:The link couldn't be created. Correct it|None of the {count, number} links could be created. Correct them} and retry.",
  ),
  cancelled_note: w("任务已取消，短链不再可用。", "The task was ended, so its links no longer work."),
  frozen_note: w("短链已冻结：{reason}", "Short links frozen: {reason}"),
  frozen_hint: w(
    "访问者会看到「链接已被冻结」；解冻后可恢复访问。",
    "Visitors see that the link is frozen. Unfreeze it to restore access.",
  ),
  expired_note: w(
    "短链已过期。如需继续使用，可延长有效期。",
    "The links have expired. Extend their validity to keep using them.",
  ),
  expired_for_good_note: w(
    "短链已过期，且有效期已达上限，不能再延长。如需继续使用，请新建任务。",
    "The links have expired, and their validity can't be extended any further. Create a new task instead.",
  ),
  used_up_note: w(
    "解析次数已用完。如需继续使用，可增加解析次数。",
    "All resolutions are used up. Add more to keep using the links.",
  ),
};

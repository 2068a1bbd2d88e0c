import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the page of those who run the deployment. */
export const words = {
  title: w("平台", "Platform"),
  note: w(
    "您在运营本部署：价目表、付款、运营商与通道、词表、节假日和频率上限。各企业只显示订单、通道与数量，看不到其他内容。",
    "You run this deployment: prices and payments, carriers and channels, words, holidays and limits. Of enterprises there are orders, channels and counts, and nothing else.",
  ),
  enterprises: w("企业", "Enterprises"),
  members: w("启用的成员", "Active members"),
  sends: w("发送任务", "Sends"),
  counts: w("数量", "Counts"),
  itself: w("自动确认订单", "Orders confirm themselves"),
  itself_note: w(
    "打开后，订单下单即由系统确认并发放额度，无人核对付款。仅适用于演示。",
    "The system confirms each order at once and gives the units, without anybody looking at a payment. For demos.",
  ),
  itself_on: w("已打开自动确认", "Orders confirm themselves now"),
  itself_off: w("已关闭自动确认", "Orders wait for you now"),
  waiting: w("待您处理", "Waits for you"),
  waiting_none: w("没有待处理的事项", "Nothing waits"),
  waiting_none_hint: w(
    "待确认的订单、待登记的厂商审核、异常的运营商会显示在这里。",
    "Orders to confirm, decisions of vendors to write down and sick carriers stand here.",
  ),
  waits_orders: w(
    "{count} 个订单待确认付款",
    "{count} {count:order waits|orders wait} for the payment to be confirmed",
  ),
  waits_vendor_reviews: w(
    "{count} 项厂商审核待登记",
    "{count} {count:decision of a vendor waits|decisions of vendors wait} to be written down",
  ),
  waits_carriers: w("{count} 个运营商异常", "{count} {count:carrier is|carriers are} sick"),
  waits_keys: w("{count} 个运营商缺少密钥", "{count} {count:carrier has|carriers have} no key"),
  waits_calendar: w("明年的节假日尚未录入", "The holidays of next year are missing"),
  waits_since: w("最早：{when}", "The first: {when}"),
  tests: w("测试短信", "Test messages"),
  test_at: w("时间", "Sent"),
  test_number: w("手机号", "Number"),
  test_from: w("通道号", "From"),
  test_state: w("结果", "Result"),
  test_code: w("状态码", "Code"),
  test_by: w("发送人", "By"),
  no_test: w("还没有测试短信", "No test message yet"),
  no_test_hint: w(
    "用「发送测试短信」向自己的手机发一条，结果显示在这里。",
    "Send one to your own phone; its result stands here.",
  ),
  outages: w("异常记录", "Outages"),
  since: w("开始", "Since"),
  lasted: w("持续", "Lasted"),
  minutes: w("{minutes} 分钟", "{minutes} min"),
  minutes_so_far: w("至今 {minutes} 分钟", "{minutes} min so far"),
  channel: w("通道", "Channel"),
  error: w("错误", "Error"),
  no_outage: w("没有异常记录", "No outage"),
  no_outage_hint: w(
    "连续五次没有得到正确应答的通道会记录在这里。",
    "A channel that gets no good answer five times in a row is noted here.",
  ),
};

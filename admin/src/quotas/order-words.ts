import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the form of an order. */
export const words = {
  package: w("套餐", "Package"),
  order: w("订购套餐包", "Order package"),
  order_this: w("订购", "Order"),
  quantity: w("购买数量", "Quantity"),
  quantity_wrong: w("请输入 1 到 {max} 的整数", "Enter an integer from 1 to {max}"),
  cost: w("配置费用：", "Cost: "),
  cost_line: w(
    "{price} × {quantity} = {total}，共 {units} 次。自付款确认起 {time}内有效。",
    "{price} × {quantity} = {total} for {units} units. Valid for {time} from payment confirmation.",
  ),
  sure: w(
    "我确认订购，费用 {total}，并了解套餐包不支持退订退款。",
    "I confirm this order for {total} and understand that packages can't be refunded.",
  ),
  confirms_itself: w(
    "本系统自动确认付款：下单后额度立即生效。",
    "This deployment confirms payments automatically, so quota is available immediately.",
  ),
  waits: w(
    "下单后请付款并注明订单号；平台管理员确认付款后额度生效。付款前可以取消。",
    "After ordering, pay and quote the order number. Quota takes effect once a platform admin confirms the payment. You can cancel until you pay.",
  ),
  pay: w("确认订购（{total}）", "Confirm order ({total})"),
  done_paid: w("订单 {no} 已支付，额度已生效", "Order {no} is paid and its quota is in effect"),
  done_waits: w("订单 {no} 已提交，等待确认付款", "Order {no} submitted, waiting for payment confirmation"),
};

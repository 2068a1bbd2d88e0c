import { defineWords } from "../ui/words.ts";

/** Texts of the form of an order. */
export const words = defineWords(
  "orders",
  {
    package: "套餐",
    order: "订购套餐包",
    order_this: "订购",
    quantity: "购买数量",
    quantity_wrong: "请输入 1 到 {max} 的整数",
    cost: "配置费用：",
    cost_line: "{price} × {quantity} = {total}，共 {units} 次。",
    valid_from_payment: "自付款确认起 {time}内有效。",
    sure: "我确认订购，费用 {total}，并了解套餐包不支持退订退款。",
    confirms_itself: "本部署自动确认付款：下单后额度立即生效。",
    waits: "下单后请付款并注明订单号；平台管理员确认付款后额度生效。付款前可以取消。",
    pay: "确认订购（{total}）",
    done_paid: "订单 {no} 已支付，额度已生效",
    done_waits: "订单 {no} 已提交，等待确认付款",
  },
  {
    package: "Package",
    order: "Order a package",
    order_this: "Order",
    quantity: "Quantity",
    quantity_wrong: "A whole number from 1 to {max}",
    cost: "Cost: ",
    cost_line: "{price} × {quantity} = {total}, for {units} units.",
    valid_from_payment: "Valid for {time} from the confirmed payment.",
    sure: "I order this for {total}, and know that packages are not refunded.",
    confirms_itself: "Orders confirm themselves here: the units are yours at once.",
    waits:
      "Pay after ordering and name the order's number. The units come when a platform admin has confirmed the payment; until then you may cancel.",
    pay: "Order for {total}",
    done_paid: "Order {no} is paid, its units are there",
    done_waits: "Order {no} waits for its payment to be confirmed",
  },
);

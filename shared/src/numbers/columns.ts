import { setAt, valueAt } from "../ground/value_at.ts";
import { foldHeader } from "./table.ts";

/**
 * Which columns of a number file fill the parameters of a template (spec SND-1): a column of the parameter's own name, or the one
 * that the send names for it.
 */

/** Headings that people write for a parameter of this name. Folded, as `foldHeader` does. */
const HEADINGS: Readonly<Record<string, string>> = {
  name: "姓名 名字 客户姓名 会员姓名 收件人 收货人 称呼 客户名称 customername fullname",
  amount: "金额 优惠金额 立减金额 券额 面额",
  orderno: "订单号 订单编号 订单 单号 orderid ordernumber",
  pickupcode: "取件码 取货码 提货码",
  memberno: "会员号 会员编号 会员卡号 memberid",
  points: "积分 到期积分 剩余积分",
  deadline: "截止日期 截止日 到期日 到期日期 有效期 有效期至",
  carrier: "快递 快递公司 承运快递 物流公司",
  waybill: "运单号 快递单号 物流单号",
  eta: "预计送达 预计到达 送达时间",
  code: "验证码 兑换码 券码",
  date: "日期",
  time: "时间",
  address: "地址 收货地址",
};

/** The columns of a file that can fill parameters: all but that of the numbers. */
export function headingsOf(file: {
  readonly columns: readonly string[] | null;
  readonly phone_column: string | null;
}): string[] {
  return (file.columns ?? []).filter((column) => column !== file.phone_column);
}

/**
 * A guess which heading fills each parameter that has no column of its own name: the same word written otherwise (`Order No`
 * for `order_no`), or a usual one (`订单号`). A parameter without a guess is not in the answer. For a person to confirm.
 */
export function guessColumns(
  parameters: readonly string[],
  headings: readonly string[],
): Record<string, string> {
  const guesses: Record<string, string> = {};
  for (const parameter of parameters) {
    if (headings.includes(parameter)) continue;
    const usual = [foldHeader(parameter), ...(valueAt(HEADINGS, foldHeader(parameter)) ?? "").split(" ")];
    const free = headings.filter((heading) => !Object.values(guesses).includes(heading));
    const hit = usual
      .map((word) => free.find((heading) => word !== "" && foldHeader(heading) === word))
      .find((heading) => heading !== undefined);
    if (hit !== undefined) setAt(guesses, parameter, hit);
  }
  return guesses;
}

/** The parameters that no column fills: neither one that `columns` names nor one of their own name. */
export function unfilled(
  parameters: readonly string[],
  headings: readonly string[],
  columns: Readonly<Record<string, string>>,
): string[] {
  return parameters.filter((parameter) => !headings.includes(valueAt(columns, parameter) ?? parameter));
}

/** `name=姓名; order_no=订单号`, as the command `send` takes it. */
export function columnsText(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([parameter, heading]) => `${parameter}=${heading}`)
    .join("; ");
}

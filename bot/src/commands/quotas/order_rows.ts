import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { moneyText } from "@tidings/shared/quotas/money.ts";
import { kindText, type OfferTerms } from "@tidings/shared/quotas/offers.ts";
import { ORDER_STATE_WORDS } from "@tidings/shared/quotas/words.ts";
import type { Answer, Field } from "../../answer.ts";
import { answerOf } from "../../database.ts";
import { Refusal, UserError } from "../../errors.ts";
import { count } from "../../figures.ts";
import type { Context } from "../../registry.ts";
import { rowsHere, rowsOfAll } from "../../rows.ts";

/** A row of `orders`. */
export interface OrderRow extends OfferTerms {
  readonly id: string;
  readonly order_no: string;
  readonly enterprise_name: string;
  readonly ordered_by_name: string;
  readonly ordered_at: string;
  readonly quantity: number;
  readonly units: number;
  readonly total_fen: number;
  readonly state: keyof typeof ORDER_STATE_WORDS;
  readonly confirmed_itself: boolean;
  readonly payment_reference: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

const SAYS = {
  no: { zh: "订单号", en: "Order" },
  enterprise: { zh: "企业", en: "Enterprise" },
  what: { zh: "套餐", en: "Package" },
  units: { zh: "额度", en: "Units" },
  total: { zh: "金额", en: "Total" },
  state: { zh: "状态", en: "State" },
  at: { zh: "下单时间", en: "Ordered" },
  by: { zh: "下单人", en: "By" },
  note: { zh: "说明", en: "Note" },
  itself: { zh: "系统自动确认", en: "confirmed by the system" },
  unknown: {
    zh: "没有订单「{text}」。请使用订单号，如 PO-…",
    en: "There is no order “{text}”. Name it by its number, PO-…",
  },
} as const satisfies Record<string, Words>;

/** Does this person see the orders of every enterprise? In chat nobody does. */
const runsDeployment = ({ me }: Context): boolean => me.platform_admin;

/** Orders: of every enterprise for a platform admin, else of the enterprise in use. @throws Refusal when there is none */
function orderRows(context: Context) {
  if (runsDeployment(context)) return rowsOfAll(context.session, "orders");
  if (context.me.enterprise === null) throw new Refusal("no_enterprise", 403);
  return rowsHere(context, "orders");
}

/** The newest orders, those that wait first. */
export const ordersOf = (context: Context): Promise<OrderRow[]> =>
  answerOf<OrderRow[]>(orderRows(context).order("state").order("ordered_at", { ascending: false }).limit(50));

/** Numbers of orders in a state, to suggest. */
export async function orderNumbers(
  context: Context,
  typed: string,
  state: OrderRow["state"],
): Promise<string[]> {
  const all = await ordersOf(context);
  const wanted = typed.trim().toUpperCase();
  return all
    .filter((each) => each.state === state && each.order_no.includes(wanted))
    .map(({ order_no }) => order_no);
}

/** The order with this number or id. @throws UserError */
export async function findOrder(context: Context, text: string): Promise<OrderRow> {
  const wanted = text.trim();
  const column = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted) ? "id" : "order_no";
  const value = column === "id" ? wanted : wanted.toUpperCase();
  const [found] = await answerOf<OrderRow[]>(orderRows(context).eq(column, value).limit(1));
  if (!found) throw new UserError(fillPlaces(say(SAYS.unknown, context.locale), { text: wanted }), "order");
  return found;
}

const values = ({ locale, zone }: Context) => ({
  no: (row: OrderRow) => row.order_no,
  enterprise: (row: OrderRow) => row.enterprise_name,
  what: (row: OrderRow) => `${kindText(row, locale)} · ${count(row.size)} × ${count(row.quantity)}`,
  units: (row: OrderRow) => count(row.units),
  total: (row: OrderRow) => moneyText(row.total_fen, row.currency, locale),
  state: (row: OrderRow) => say(ORDER_STATE_WORDS[row.state], locale),
  at: (row: OrderRow) => timeText(row.ordered_at, zone),
  by: (row: OrderRow) => row.ordered_by_name,
  note: (row: OrderRow) =>
    row.confirmed_itself ? say(SAYS.itself, locale) : (row.payment_reference ?? row.reason ?? "—"),
});

/** One order as fields. */
export function orderFields(context: Context, row: OrderRow): Field[] {
  const all = values(context);
  const names = ["no", "enterprise", "what", "units", "total", "state", "at", "by", "note"] as const;
  return names
    .filter((name) => name !== "note" || all.note(row) !== "—")
    .map((name) => ({ label: say(SAYS[name], context.locale), value: all[name](row) }));
}

/** Orders as a table; with the enterprise for those who see several. */
export function orderTable(context: Context, rows: readonly OrderRow[]): NonNullable<Answer["table"]> {
  const all = values(context);
  const own = ["no", "what", "total", "state", "at", "by", "note"] as const;
  const names = runsDeployment(context) ? (["no", "enterprise", ...own.slice(1)] as const) : own;
  return {
    name: "orders",
    columns: names.map((name) => ({
      title: say(SAYS[name], context.locale),
      align: name === "total" ? "right" : "left",
    })),
    rows: rows.map((row) => names.map((name) => all[name](row))),
  };
}

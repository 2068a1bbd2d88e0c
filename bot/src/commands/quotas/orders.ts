import { say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { defineCommand } from "../../registry.ts";
import { ordersOf, orderTable } from "./order_rows.ts";

const SAYS = {
  title: { zh: "订单", en: "Orders" },
  none: { zh: "还没有订单。价目表：offers", en: "No orders yet. The price list: offers" },
} as const satisfies Record<string, Words>;

export const orders = defineCommand({
  name: "orders",
  feature: "quotas",
  admin: true,
  words: {
    title: { zh: "订单", en: "Orders" },
    description: {
      zh: "列出企业的订单；平台管理员在终端看到所有企业的订单",
      en: "Lists the enterprise's orders; for platform admins, in the terminal, those of all",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  // The database shows none to those who may not read them; a platform admin works in no enterprise.
  permission: null,
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const rows = await ordersOf(context);
    const title = say(SAYS.title, context.locale);
    if (rows.length === 0) return { tone: "plain", title, text: say(SAYS.none, context.locale) };
    return { tone: "plain", title, table: orderTable(context, rows) };
  },
});

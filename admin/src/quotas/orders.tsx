import { moneyText } from "@tidings/shared/quotas/money.ts";
import { kindText } from "@tidings/shared/quotas/offers.ts";
import { ORDER_STATE_WORDS } from "@tidings/shared/quotas/words.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./order-words.ts";
import type { Order } from "./row.ts";

/** The enterprise's orders, the newest first; who ordered may cancel before the payment (PKG-1). */
export function Orders() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  const table = useRowTable<Order>("orders", {
    sorters: [{ field: "ordered_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    poll: 4_000,
    transitions: "order",
  });
  const columns: Column<Order>[] = [
    { key: "no", title: t("no"), head: true, render: (row) => <code>{row.order_no}</code> },
    {
      key: "what",
      title: t("package"),
      render: (row) => `${kindText(row, locale)} · ${t("times", { count: row.size })} × ${row.quantity}`,
    },
    {
      key: "total",
      title: t("total"),
      align: "right",
      render: (row) => <b>{moneyText(row.total_fen, row.currency, locale)}</b>,
    },
    {
      key: "state",
      title: t("state"),
      head: true,
      render: (row) => (
        <>
          <StateTag of={ORDER_STATE_WORDS} state={row.state} />
          <div className="faint">
            <Story order={row} />
          </div>
        </>
      ),
    },
    { key: "at", title: t("at"), render: (row) => clock(row.ordered_at, zone) },
    { key: "by", title: t("by"), wideOnly: true, render: (row) => row.ordered_by_name },
    {
      key: "act",
      title: "",
      pinned: true,
      render: (row) => <Cancel order={row} transitions={table.transitions[row.id] ?? []} />,
    },
  ];
  return (
    <Card title={t("orders")}>
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("orders")}
        compact
        empty={<Empty title={t("empty")} hint={t("empty_hint")} />}
      />
    </Card>
  );
}

/** What became of an order, in a line. */
function Story({ order }: { order: Order }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const places = { who: order.decided_by_name ?? "—", at: clock(order.decided_at, zone) };
  switch (order.state) {
    case "ordered":
      return t("waits_short");
    case "cancelled":
      return t("cancelled_by", places);
    case "declined":
      return t("declined_by", { ...places, reason: order.reason ?? "—" });
    default:
      return order.confirmed_itself
        ? t("paid_itself", places)
        : t("paid_by", { ...places, reference: order.payment_reference ?? "—" });
  }
}

function Cancel({ order, transitions }: { order: Order; transitions: readonly Transition[] }) {
  const t = useTranslations(words);
  return (
    <TransitionButtons
      small
      transitions={transitions}
      args={{ package_order: order.id }}
      verbOf={() => "cancel_order"}
      offers={{
        cancel: {
          label: t("cancel_order"),
          title: t("cancel_title", { no: order.order_no }),
          body: t("cancel_body"),
          done: t("cancelled"),
          tone: "danger",
        },
      }}
    />
  );
}

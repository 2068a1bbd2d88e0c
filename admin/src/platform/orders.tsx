import { moneyText } from "@tidings/shared/quotas/money.ts";
import { kindText } from "@tidings/shared/quotas/offers.ts";
import { ORDER_STATE_WORDS } from "@tidings/shared/quotas/words.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Card, Checkbox, Input } from "antd";
import { useState } from "react";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FormField } from "../ui/form-field.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import type { VerbName } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./price-words.ts";
import type { OrderRow } from "./row.ts";
import { ZONE } from "./zone.ts";

/** Orders of every enterprise; those that wait for their payment come first (PKG-1). */
export function PlatformOrders() {
  const t = useTranslations(words);
  const locale = useLocale();
  const table = useRowTable<OrderRow>("orders", {
    everywhere: true,
    sorters: [
      { field: "state", order: "asc" },
      { field: "ordered_at", order: "desc" },
    ],
    inAddress: false,
    poll: 4_000,
    transitions: "order",
  });
  const columns: Column<OrderRow>[] = [
    { key: "no", title: t("no"), head: true, render: (row) => <code>{row.order_no}</code> },
    { key: "enterprise", title: t("enterprise"), head: true, render: (row) => row.enterprise_name },
    {
      key: "what",
      title: t("what"),
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
      render: (row) => <StateTag of={ORDER_STATE_WORDS} state={row.state} />,
    },
    { key: "at", title: t("at"), render: (row) => clock(row.ordered_at, ZONE) },
    { key: "by", title: t("by"), wideOnly: true, render: (row) => row.ordered_by_name },
    {
      key: "reference",
      title: t("reference"),
      render: (row) =>
        row.confirmed_itself ? t("confirmed_itself") : (row.payment_reference ?? row.reason ?? "—"),
    },
    {
      key: "act",
      title: "",
      pinned: true,
      render: (row) => <Decide order={row} transitions={table.transitions[row.id] ?? []} />,
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
        empty={<Empty title={t("no_orders")} hint={t("no_orders_hint")} />}
      />
    </Card>
  );
}

const VERBS: Readonly<Record<string, VerbName>> = { confirm: "confirm_order", decline: "decline_order" };

function Decide({ order, transitions }: { order: OrderRow; transitions: readonly Transition[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const [reference, setReference] = useState("");
  const [sure, setSure] = useState(false);
  return (
    <TransitionButtons
      small
      transitions={transitions}
      args={{ package_order: order.id }}
      verbOf={(verb) => VERBS[verb] ?? "confirm_order"}
      offers={{
        confirm: {
          label: t("confirm"),
          title: t("confirm_title", { no: order.order_no }),
          body: (
            <div className="stack">
              <span>
                {t("confirm_body", {
                  enterprise: order.enterprise_name,
                  total: moneyText(order.total_fen, order.currency, locale),
                  units: amount(order.units),
                })}
              </span>
              <FormField label={t("confirm_reference")} htmlFor="payment-reference" required>
                <Input
                  id="payment-reference"
                  value={reference}
                  maxLength={64}
                  onChange={(event) => setReference(event.target.value)}
                />
              </FormField>
              <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
                {t("confirm_sure")}
              </Checkbox>
            </div>
          ),
          args: { input: { reference } },
          blocked: !sure || reference.trim() === "",
          done: t("confirmed"),
          tone: "main",
        },
        decline: {
          label: t("decline"),
          title: t("decline_title", { no: order.order_no }),
          body: t("decline_body"),
          done: t("declined"),
          tone: "danger",
          reason: "required",
        },
      }}
    />
  );
}

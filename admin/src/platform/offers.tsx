import { moneyText } from "@tidings/shared/quotas/money.ts";
import { kindText, validityText } from "@tidings/shared/quotas/offers.ts";
import { OFFER_STATE_WORDS } from "@tidings/shared/quotas/words.ts";
import { Button, Card, Flex } from "antd";
import { useState } from "react";
import { useRowTable } from "../ui/data.ts";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { isAllowed } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { OfferForm } from "./offer-form.tsx";
import { words } from "./price-words.ts";
import type { OfferRow } from "./row.ts";
import { ZONE } from "./zone.ts";

/** The price list, to be edited (PKG-1). `currency`: of new offers. */
export function Offers({ currency }: { currency: string }) {
  const t = useTranslations(words);
  const locale = useLocale();
  // An offer that is edited, or null for a new one.
  const [editing, setEditing] = useState<{ offer: OfferRow | null } | null>(null);
  const table = useRowTable<OfferRow>("offers", {
    everywhere: true,
    sorters: [
      { field: "state", order: "asc" },
      { field: "kind", order: "asc" },
      { field: "size", order: "asc" },
    ],
    inAddress: false,
    transitions: "offer",
  });
  const add = (
    <Button type="primary" onClick={() => setEditing({ offer: null })}>
      {t("new_offer")}
    </Button>
  );
  const columns: Column<OfferRow>[] = [
    { key: "sku", title: t("sku"), head: true, render: (row) => <code>{row.sku}</code> },
    { key: "kind", title: t("kind"), render: (row) => kindText(row, locale) },
    { key: "size", title: t("size"), align: "right", render: (row) => t("times", { count: row.size }) },
    {
      key: "price",
      title: t("price", { currency }),
      align: "right",
      render: (row) => <b>{moneyText(row.price_fen, row.currency, locale)}</b>,
    },
    { key: "valid", title: t("validity"), render: (row) => validityText(row.validity_months, locale) },
    {
      key: "sale",
      title: t("on_sale"),
      render: ({ sale_from, sale_until }) =>
        t(sale_until === null ? "since" : "between", {
          from: clock(sale_from, ZONE),
          until: clock(sale_until, ZONE),
        }),
    },
    {
      key: "state",
      title: t("state"),
      head: true,
      render: (row) => <StateTag of={OFFER_STATE_WORDS} state={row.state} />,
    },
    {
      key: "act",
      title: "",
      pinned: true,
      render: (row) => {
        const transitions = table.transitions[row.id] ?? [];
        return (
          <Flex gap={4}>
            {isAllowed(transitions, "update") && (
              <Button type="link" size="small" onClick={() => setEditing({ offer: row })}>
                {t("edit")}
              </Button>
            )}
            <TransitionButtons
              small
              transitions={transitions}
              args={{ offer: row.id }}
              verbOf={() => "withdraw_offer"}
              offers={{
                withdraw: {
                  label: t("withdraw"),
                  title: t("withdraw_title", { sku: row.sku }),
                  body: t("withdraw_body"),
                  done: t("withdrawn"),
                  tone: "danger",
                },
              }}
            />
          </Flex>
        );
      },
    },
  ];
  return (
    <Card title={t("offers")} extra={add}>
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("offers")}
        compact
        empty={<Empty title={t("no_offers")} hint={t("no_offers_hint")} />}
      />
      {editing && <OfferForm offer={editing.offer} currency={currency} close={() => setEditing(null)} />}
    </Card>
  );
}

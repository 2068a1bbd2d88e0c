import { moneyText, unitPriceText } from "@tidings/shared/quotas/money.ts";
import { kindText, type PriceList as List, validityText } from "@tidings/shared/quotas/offers.ts";
import { PRICED_ITEM_WORDS } from "@tidings/shared/quotas/words.ts";
import { Button, Card } from "antd";
import { fixedTable } from "../ui/fixed-table.ts";
import { useMay } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./order-words.ts";
import { type OfferRow, usePriceList } from "./use-price-list.ts";

const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>) => Object.keys(of) as Key[];

/** The price list (PKG-1), with a button for each offer; and what a unit costs beyond the packages (PKG-2). */
export function PriceList({ order }: { order: (offer: OfferRow) => void }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay()("KooMessage:quota:order");
  const { data, loading, failure, retry } = usePriceList();
  const rows: readonly OfferRow[] = data?.offers ?? [];
  const columns: Column<OfferRow>[] = [
    { key: "kind", title: t("kind"), head: true, render: (row) => kindText(row, locale) },
    { key: "size", title: t("package"), align: "right", render: (row) => t("times", { count: row.size }) },
    {
      key: "price",
      title: t("price"),
      align: "right",
      render: (row) => <b>{moneyText(row.price_fen, row.currency, locale)}</b>,
    },
    {
      key: "each",
      title: t("each"),
      align: "right",
      // Hundredths of the currency are ten thousand millionths.
      render: (row) => unitPriceText((row.price_fen * 10_000) / row.size, row.currency, locale),
    },
    { key: "valid", title: t("valid"), render: (row) => validityText(row.validity_months, locale) },
    { key: "sku", title: t("sku"), wideOnly: true, render: (row) => <code>{row.sku}</code> },
    ...(may
      ? [
          {
            key: "order",
            title: "",
            pinned: true,
            render: (row: OfferRow) => (
              <Button size="small" onClick={() => order(row)} data-order={row.sku}>
                {t("order_this")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card title={t("price_list")}>
      <div className="stack">
        <RowTable
          table={fixedTable({ rows, loading, failure, retry })}
          columns={columns}
          rowKey={(row) => row.id}
          label={t("price_list")}
          compact
          empty={<Empty title={t("no_offers")} hint={t("no_offers_hint")} />}
        />
        {data && <Units list={data} />}
      </div>
    </Card>
  );
}

/** What a unit costs beyond the packages. */
function Units({ list }: { list: List }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const priced = keysOf(PRICED_ITEM_WORDS).filter((item) => list.units[item] !== undefined);
  if (priced.length === 0) return <span className="faint">{t("no_units")}</span>;
  const parts = priced.map(
    (item) => `${t(PRICED_ITEM_WORDS[item])} ${unitPriceText(list.units[item] ?? 0, list.currency, locale)}`,
  );
  return (
    <span className="faint" data-testid="unit-prices">
      {t("units", { prices: parts.join(" · ") })}
    </span>
  );
}

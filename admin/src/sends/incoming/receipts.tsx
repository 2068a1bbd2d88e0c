import { RECEIPT_STATUS_WORDS } from "@tidings/shared/sends/incoming.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { useRows, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { optionsOf } from "../../ui/options.ts";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { Override, RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { ExportButton } from "./export-button.tsx";
import { words } from "./words.ts";

/** A row of `receipt_cards`; numbers in what the carrier sent are masked. */
type Receipt = Override<RowOf<"receipt_cards">, { readonly status: keyof typeof RECEIPT_STATUS_WORDS }>;

/** The receipts of carriers that belong to no message. */
export function ReceiptList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const fields = useFields();
  const columns = useColumns();
  const table = useRowTable<Receipt>("receipt_cards", {
    sorters: [{ field: "received_at", order: "desc" }],
    // A carrier may send a number as its reference, and addresses are logged.
    inAddress: false,
    poll: 5_000,
  });
  return (
    <Page
      title={t("receipts")}
      note={t("receipts_note")}
      actions={
        <ExportButton<Receipt>
          view="receipt_cards"
          name="receipts"
          filters={table.filters}
          order={["id"]}
          cells={[
            [t("received"), (row) => clock(row.received_at, zone)],
            [t("reference"), (row) => row.reference],
            [t("status"), (row) => t(RECEIPT_STATUS_WORDS[row.status])],
            [t("code"), (row) => row.code],
            [t("vendor"), (row) => row.vendor && t(VENDOR_WORDS[row.vendor])],
            [t("channel"), (row) => row.channel],
            [t("at"), (row) => row.at && clock(row.at, zone)],
          ]}
        />
      }
    >
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("receipts")}
        empty={<Empty title={t("receipts_empty")} hint={t("receipts_empty_hint")} />}
      />
    </Page>
  );
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  const channels = useRows<RowOf<"channels">>("channels", {
    enabled: useMay()("KooMessage:channel:list"),
    select: "id, name",
  });
  return [
    { name: "reference", kind: "text", label: t("reference") },
    { name: "received", column: "received_at", kind: "time", label: t("received") },
    { name: "status", kind: "choice", label: t("status"), options: optionsOf(RECEIPT_STATUS_WORDS, t) },
    {
      name: "channel",
      column: "channel_id",
      kind: "choice",
      label: t("channel"),
      options: channels.rows.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: "code", kind: "text", label: t("code"), advanced: true },
  ];
}

function useColumns(): Column<Receipt>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  return [
    {
      key: "reference",
      title: t("reference"),
      head: true,
      render: (row) => <span className="mono">{row.reference}</span>,
    },
    {
      key: "status",
      title: t("status"),
      head: true,
      render: (row) => <StateTag of={RECEIPT_STATUS_WORDS} state={row.status} />,
    },
    { key: "code", title: t("code"), render: (row) => row.code ?? "—" },
    { key: "vendor", title: t("vendor"), render: (row) => (row.vendor ? t(VENDOR_WORDS[row.vendor]) : "—") },
    { key: "channel", title: t("channel"), render: (row) => row.channel ?? "—" },
    {
      key: "received",
      title: t("received"),
      order: "received_at",
      render: (row) => clock(row.received_at, zone),
    },
  ];
}

import { ImportOutlined } from "@ant-design/icons";
import { optOutReason } from "@tidings/shared/sms/words.ts";
import { Button } from "antd";
import { useState } from "react";
import { ActionDialog } from "../../ui/action-dialog.tsx";
import { useRows, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../../ui/number-search.tsx";
import { Page } from "../../ui/page.tsx";
import { Masked } from "../../ui/reveal.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

type OptOut = NonNullKeys<RowOf<"opt_out_cards">, "id" | "signature" | "phone" | "reason" | "at">;

/** The opt-out lists of all signatures (OPT-1), numbers masked. */
export function OptOutList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const search = useNumberSearch<OptOut>("opt_out");
  const table = useRowTable<OptOut>("opt_out_cards", {
    sorters: [{ field: "at", order: "desc" }],
    // Phone numbers must not be in the URL, so the filters are not kept there either.
    inAddress: false,
    poll: 10_000,
  });
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  const names = [...new Set(signatures.rows.map((one) => one.name))];
  const fields: FilterField[] = [
    {
      name: "signature",
      kind: "choice",
      label: t("signature"),
      options: names.map((name) => ({ value: name, label: `【${name}】` })),
    },
    { name: "reason", kind: "text", label: t("reason") },
    { name: "at", kind: "time", label: t("at") },
  ];
  const columns = useColumns();
  const bring = useMay()("KooMessage:optOut:create") && (
    <LinkButton type="primary" icon={<ImportOutlined />} to="/opt-outs/new">
      {t("import")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} note={t("note")} actions={bring}>
      <NumberInput search={search} label={t("phone")} hint={t("phone_hint")} />
      {search.table === null && (
        <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      )}
      <RowTable
        table={search.table ?? table}
        columns={columns}
        rowKey={(row) => row.id}
        nothing={search.partial ? <PartialNumber /> : undefined}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={bring} />}
      />
    </Page>
  );
}

function useColumns(): Column<OptOut>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const removes = useMay()("KooMessage:optOut:remove");
  return [
    {
      key: "phone",
      title: t("phone"),
      head: true,
      render: (row) => <Masked text={row.phone} resource="opt_out" id={row.id} />,
    },
    { key: "signature", title: t("signature"), head: true, render: (row) => `【${row.signature}】` },
    {
      key: "source",
      title: t("source"),
      render: (row) => t(row.added_by === null ? "source_reply" : "source_member"),
    },
    { key: "reason", title: t("reason"), render: (row) => t(optOutReason(row)) },
    { key: "proof", title: t("proof"), render: (row) => row.proof ?? "—", wideOnly: true },
    { key: "at", title: t("at"), order: "at", render: (row) => clock(row.at, zone) },
    ...(removes ? [{ key: "remove", title: "", render: (row: OptOut) => <Remove row={row} /> }] : []),
  ];
}

/** Removes a number from the list, with a reason. The list has no states, so the right alone draws the button. */
function Remove({ row }: { row: OptOut }) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger onClick={() => setOpen(true)} data-verb="remove">
        {t("remove")}
      </Button>
      {open && (
        <ActionDialog
          verb="remove_opt_out"
          offer={{
            label: t("remove"),
            title: t("remove_title", { phone: row.phone }),
            body: t("remove_body", { signature: row.signature }),
            done: t("remove_done"),
            tone: "danger",
            reason: "required",
          }}
          args={{ input: { id: row.id } }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

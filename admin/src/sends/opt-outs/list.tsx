import { ImportOutlined } from "@ant-design/icons";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { optOutReason } from "@tidings/shared/sms/words.ts";
import { Button, Input } from "antd";
import { useState } from "react";
import { ActionDialog } from "../../ui/action-dialog.tsx";
import { useRows, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

type OptOut = RowOf<"opt_outs">;

/** The opt-out lists of all signatures (OPT-1), numbers masked. */
export function OptOutList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const [phone, setPhone] = useState<string | null>(null);
  const table = useRowTable<OptOut>("opt_outs", {
    always: phone === null ? [] : [{ field: "phone", operator: "eq", value: phone }],
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
      <Input.Search
        allowClear
        aria-label={t("phone")}
        placeholder={t("phone_hint")}
        className="phone-search"
        onSearch={(typed) => setPhone(typed.trim() === "" ? null : (phoneOrNull(typed) ?? typed.trim()))}
      />
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => `${row.signature} ${row.phone}`}
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
      render: (row) => <span className="mono">{maskPhone(row.phone)}</span>,
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

/** Removes a number from the list, with a reason. A number is no row with an id, so the right alone draws the button. */
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
            title: t("remove_title", { phone: maskPhone(row.phone) }),
            body: t("remove_body", { signature: row.signature }),
            done: t("remove_done"),
            tone: "danger",
            reason: "required",
          }}
          args={{ input: { signature: row.signature, phone: row.phone } }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { DELIVERY_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { Card, Input, Segmented } from "antd";
import { useState } from "react";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import type { Delivery, SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { words } from "./words.ts";

/** One row per number (SND-3), masked, with its result, code, vendor and times. */
export function Deliveries({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const tStops = useTranslations(stops);
  const [phone, setPhone] = useState<string | null>(null);
  const [since, setSince] = useState<{ hours: number; at: string } | null>(null);
  const table = useRowTable<Delivery>("delivery_cards", {
    always: [
      { field: "send_id", operator: "eq", value: send.id },
      ...(since === null ? [] : [{ field: "handed_at", operator: "gte" as const, value: since.at }]),
      ...(phone === null ? [] : [{ field: "phone", operator: "eq" as const, value: phone }]),
    ],
    sorters: [{ field: "ordinal", order: "asc" }],
    inAddress: false,
    pageSize: 10,
    select: "id, ordinal, phone, state, code, vendor, link_code, segments, handed_at, final_at",
  });
  const fields = useFields();
  const columns = useColumns();
  return (
    <Card
      title={t("deliveries")}
      extra={
        <Input.Search
          allowClear
          aria-label={t("phone")}
          placeholder={t("phone_hint")}
          className="phone-search"
          onSearch={(typed) => setPhone(typed.trim() === "" ? null : (phoneOrNull(typed) ?? typed.trim()))}
        />
      }
    >
      <Segmented
        className="look"
        aria-label={tStops("look")}
        value={since?.hours ?? 0}
        onChange={(hours) =>
          setSince(hours === 0 ? null : { hours, at: new Date(Date.now() - hours * 3_600_000).toISOString() })
        }
        options={[
          { value: 0, label: tStops("look_all") },
          { value: 1, label: tStops("look_hour") },
          { value: 24, label: tStops("look_day") },
        ]}
      />
      <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("deliveries")}
        compact
        empty={<Empty title={t("deliveries_empty")} hint={t("deliveries_empty_hint")} />}
      />
    </Card>
  );
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  return [
    { name: "state", kind: "choice", label: t("result"), options: optionsOf(DELIVERY_STATE_WORDS, t) },
    { name: "vendor", kind: "choice", label: t("vendor"), options: optionsOf(VENDOR_WORDS, t) },
    { name: "final", column: "final_at", kind: "time", label: t("final_at") },
  ];
}

function useColumns(): Column<Delivery>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  return [
    { key: "ordinal", title: "#", render: (row) => row.ordinal, width: 70, order: "ordinal" },
    {
      key: "phone",
      title: t("phone"),
      head: true,
      render: (row) => <span className="mono">{maskPhone(row.phone)}</span>,
    },
    {
      key: "state",
      title: t("result"),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "code", title: t("code"), render: (row) => <span className="mono">{row.code ?? "—"}</span> },
    {
      key: "vendor",
      title: t("vendor"),
      render: (row) => (row.vendor ? t(VENDOR_WORDS[row.vendor]) : "—"),
    },
    {
      key: "link",
      title: t("link"),
      render: (row) => <span className="mono">{row.link_code ?? "—"}</span>,
      wideOnly: true,
    },
    {
      key: "handed",
      title: t("handed_at"),
      render: (row) => clock(row.handed_at, zone, true),
      wideOnly: true,
    },
    { key: "final", title: t("final_at"), render: (row) => clock(row.final_at, zone, true) },
    {
      key: "id",
      title: t("delivery_id"),
      render: (row) => <span className="mono">{row.id}</span>,
      wideOnly: true,
    },
  ];
}

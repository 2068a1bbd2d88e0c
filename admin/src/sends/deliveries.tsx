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
import { useSay, useWords } from "../ui/words.ts";
import { type Delivery, pollOf, type SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { words } from "./words.ts";

/** One line a number (SND-3), the number masked: its result, code, vendor and times. */
export function Deliveries({ send }: { send: SendCard }) {
  const say = useWords(words);
  const { zone } = useEnterprise();
  const sayStop = useWords(stops);
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
    poll: pollOf(send),
    select: "id, ordinal, phone, state, code, vendor, link_code, segments, handed_at, final_at",
  });
  const fields = useFields();
  const columns = useColumns();
  return (
    <Card
      title={say("deliveries")}
      extra={
        <Input.Search
          allowClear
          aria-label={say("phone")}
          placeholder={say("phone_hint")}
          className="phone-search"
          onSearch={(typed) => setPhone(typed.trim() === "" ? null : (phoneOrNull(typed) ?? typed.trim()))}
        />
      }
    >
      <Segmented
        className="look"
        aria-label={sayStop("look")}
        value={since?.hours ?? 0}
        onChange={(hours) =>
          setSince(hours === 0 ? null : { hours, at: new Date(Date.now() - hours * 3_600_000).toISOString() })
        }
        options={[
          { value: 0, label: sayStop("look_all") },
          { value: 1, label: sayStop("look_hour") },
          { value: 24, label: sayStop("look_day") },
        ]}
      />
      <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={say("deliveries")}
        compact
        empty={<Empty title={say("deliveries_empty")} hint={say("deliveries_empty_hint")} />}
      />
    </Card>
  );
}

function useFields(): FilterField[] {
  const say = useWords(words);
  const speak = useSay();
  return [
    { name: "state", kind: "choice", label: say("result"), options: optionsOf(DELIVERY_STATE_WORDS, speak) },
    { name: "vendor", kind: "choice", label: say("vendor"), options: optionsOf(VENDOR_WORDS, speak) },
    { name: "final", column: "final_at", kind: "time", label: say("final_at") },
  ];
}

function useColumns(): Column<Delivery>[] {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  return [
    { key: "ordinal", title: "#", render: (row) => row.ordinal, width: 70, order: "ordinal" },
    {
      key: "phone",
      title: say("phone"),
      head: true,
      render: (row) => <span className="mono">{maskPhone(row.phone)}</span>,
    },
    {
      key: "state",
      title: say("result"),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "code", title: say("code"), render: (row) => <span className="mono">{row.code ?? "—"}</span> },
    {
      key: "vendor",
      title: say("vendor"),
      render: (row) => (row.vendor ? speak(VENDOR_WORDS[row.vendor]) : "—"),
    },
    {
      key: "link",
      title: say("link"),
      render: (row) => <span className="mono">{row.link_code ?? "—"}</span>,
      wideOnly: true,
    },
    {
      key: "handed",
      title: say("handed_at"),
      render: (row) => clock(row.handed_at, zone, true),
      wideOnly: true,
    },
    { key: "final", title: say("final_at"), render: (row) => clock(row.final_at, zone, true) },
    {
      key: "id",
      title: say("delivery_id"),
      render: (row) => <span className="mono">{row.id}</span>,
      wideOnly: true,
    },
  ];
}

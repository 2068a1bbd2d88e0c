import { REPLY_EFFECT_WORDS } from "@tidings/shared/sends/incoming.ts";
import { useRows, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../../ui/number-search.tsx";
import { Page } from "../../ui/page.tsx";
import { Masked } from "../../ui/reveal.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { ExportButton } from "./export-button.tsx";
import { words } from "./words.ts";

/** A row of `reply_cards`: its number, and those in its text, are masked. */
type Reply = NonNullKeys<RowOf<"reply_cards">, "phone">;

/** What people replied (BSN-2), and who opted out by it. */
export function ReplyList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const table = useRowTable<Reply>("reply_cards", {
    sorters: [{ field: "received_at", order: "desc" }],
    // People type numbers into any filter, and addresses are logged.
    inAddress: false,
    poll: 5_000,
  });
  const search = useNumberSearch<Reply>("reply");
  const fields = useFields();
  const columns = useColumns();
  return (
    <Page
      title={t("replies")}
      note={t("replies_note")}
      actions={
        <ExportButton<Reply>
          view="reply_cards"
          name="replies"
          filters={table.filters}
          order={["channel_id", "id"]}
          cells={[
            [t("received"), (row) => clock(row.received_at, zone)],
            [t("phone"), (row) => row.phone],
            [t("signature"), (row) => row.signature],
            [t("text"), (row) => row.text],
            [t("effect"), (row) => t(REPLY_EFFECT_WORDS[effectOf(row)])],
            [t("channel"), (row) => row.channel],
          ]}
        />
      }
    >
      <NumberInput search={search} label={t("phone")} hint={t("phone_hint")} />
      {search.table === null && (
        <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      )}
      <RowTable
        table={search.table ?? table}
        columns={columns}
        rowKey={(row) => `${row.channel_id} ${row.id}`}
        nothing={search.partial ? <PartialNumber /> : undefined}
        label={t("replies")}
        empty={<Empty title={t("replies_empty")} hint={t("replies_empty_hint")} />}
      />
    </Page>
  );
}

const effectOf = (row: Reply) => (row.opted_out ? "opted_out" : "none");

function useFields(): FilterField[] {
  const t = useTranslations(words);
  const channels = useRows<RowOf<"channels">>("channels", {
    enabled: useMay()("KooMessage:channel:list"),
    select: "id, name",
  });
  const effects = (["opted_out", "none"] as const).map((effect) => ({
    value: String(effect === "opted_out"),
    label: t(REPLY_EFFECT_WORDS[effect]),
  }));
  return [
    { name: "text", kind: "text", label: t("text") },
    { name: "received", column: "received_at", kind: "time", label: t("received") },
    { name: "opted_out", kind: "choice", label: t("effect"), options: effects },
    {
      name: "channel",
      column: "channel_id",
      kind: "choice",
      label: t("channel"),
      options: channels.rows.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: "signature", kind: "text", label: t("signature"), advanced: true },
  ];
}

function useColumns(): Column<Reply>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  return [
    {
      key: "phone",
      title: t("phone"),
      head: true,
      render: (row) => <Masked text={row.phone} resource="reply" id={`${row.channel_id}/${row.id}`} />,
    },
    { key: "text", title: t("text"), render: (row) => <span className="reply-text">{row.text}</span> },
    {
      key: "effect",
      title: t("effect"),
      head: true,
      render: (row) => <StateTag of={REPLY_EFFECT_WORDS} state={effectOf(row)} />,
    },
    {
      key: "signature",
      title: t("signature"),
      render: (row) => (row.signature === null ? "—" : `【${row.signature}】`),
    },
    { key: "channel", title: t("channel"), render: (row) => row.channel ?? "—" },
    {
      key: "received",
      title: t("received"),
      order: "received_at",
      render: (row) => clock(row.received_at, zone),
    },
  ];
}

import { REPLY_EFFECT_WORDS } from "@tidings/shared/sends/incoming.ts";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { type RowTableState, useRows, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { Empty, FailedNote } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { ExportButton } from "./export-button.tsx";
import { useNumberSearch } from "./use-number-search.ts";
import { words } from "./words.ts";

/** A row of `reply_cards`: its number, and those in its text, are masked. */
type Reply = RowOf<"reply_cards">;

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
  const [typed, setTyped] = useState("");
  const fields = useFields();
  const columns = useColumns();
  const { found } = search;
  const close = () => {
    setTyped("");
    search.close();
  };
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
      <Input.Search
        allowClear
        aria-label={t("phone")}
        placeholder={t("phone_hint")}
        className="phone-search"
        inputMode="tel"
        value={typed}
        loading={search.running}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => void search.search(text)}
      />
      <FailedNote failure={search.failure} />
      {found ? (
        <>
          <Alert
            type="info"
            showIcon
            message={t(found.more ? "found_more" : "found", {
              number: found.number,
              count: found.rows.length,
            })}
            action={
              <Button size="small" onClick={close}>
                {t("found_close")}
              </Button>
            }
          />
          <RowTable
            table={fixed(found.rows)}
            columns={columns}
            rowKey={keyOf}
            label={t("replies")}
            empty={<Empty title={t("replies_empty")} />}
          />
        </>
      ) : (
        <>
          <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
          <RowTable
            table={table}
            columns={columns}
            rowKey={keyOf}
            label={t("replies")}
            empty={<Empty title={t("replies_empty")} hint={t("replies_empty_hint")} />}
          />
        </>
      )}
    </Page>
  );
}

const keyOf = (row: Reply) => `${row.channel_id} ${row.id}`;
const effectOf = (row: Reply) => (row.opted_out ? "opted_out" : "none");

/** Rows that were searched for, as a table of one page. */
function fixed(rows: readonly Reply[]): RowTableState<Reply> {
  const nothing = () => {};
  return {
    ...{ rows, total: rows.length, counted: true, loading: false, failure: null, retry: nothing },
    ...{ filters: [], sorters: [], filter: nothing, sort: nothing },
    ...{ page: 1, pageSize: 50, goToPage: nothing },
  };
}

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
      render: (row) => <span className="mono">{row.phone}</span>,
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

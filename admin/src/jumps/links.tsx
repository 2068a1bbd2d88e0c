import { jumpBatch } from "@tidings/shared/links/jump_batch.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/resource/review_words.ts";
import { Card } from "antd";
import { useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useRowTable } from "../ui/data.ts";
import { FilterBar } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { useFilterFields } from "../ui/resource/filter-fields.ts";
import { CreateButton, exported } from "../ui/resource/list.tsx";
import { ListKeys } from "../ui/resource/list-keys.tsx";
import { ListTools } from "../ui/resource/list-tools.tsx";
import { useListViews } from "../ui/resource/list-views.ts";
import { type Column, RowTable } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { JumpLists } from "./lists.tsx";
import { words } from "./words.ts";

/** A link with its batch. */
type JumpLink = NonNullKeys<
  RowOf<"jump_link_cards">,
  "batch_id" | "ordinal" | "url" | "name" | "batch_no" | "state" | "created_at"
>;

const keyOf = (link: JumpLink) => `${link.batch_id}/${link.ordinal}`;
const { batch_no, created_at, name, state } = jumpBatch.fields;

/** What is exported of the links of all batches, and of one. */
const SOURCE = "jump_link";

/** All jump links: which address is approved, and in which batch. */
export function JumpLinkList() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const around = useRef<HTMLDivElement>(null);
  const views = useListViews(SOURCE);
  const fields = [{ name: "url", kind: "text" as const, label: t("link") }, ...useFilterFields(jumpBatch)];
  const table = useRowTable<JumpLink>("jump_link_cards", {
    fields,
    views,
    sorts: ["url", "name", "batch_no", "created_at"],
    sorters: [
      { field: "created_at", order: "desc" },
      { field: "ordinal", order: "asc" },
    ],
  });
  const columns = useColumns();
  const create = <CreateButton of={jumpBatch} />;
  const { empty, empty_hint, note } = jumpBatch.words;
  const open = (link: JumpLink) => navigate(`/jumps/${link.batch_id}`);
  return (
    <Page
      title={t(NOUNS.jump_batch.many)}
      note={t(note)}
      actions={
        <>
          <JumpLists at="/jumps/links" />
          {create}
        </>
      }
    >
      <div ref={around} className="list">
        <ListTools
          resource={SOURCE}
          place={table.place}
          views={views}
          columns={columns}
          exports={<ExportButton source={SOURCE} {...exported(columns, table)} />}
        />
        <FilterBar fields={fields} filters={table.filters} onChange={table.filter} />
        <RowTable
          table={table}
          columns={columns}
          rowKey={keyOf}
          label={t("all_links")}
          onOpen={open}
          empty={<Empty title={t(empty)} hint={t(empty_hint)} action={create} />}
        />
      </div>
      <ListKeys list={around} open={(key) => navigate(`/jumps/${key.split("/", 1)}`)} />
    </Page>
  );
}

/** The columns of the links of all batches, by the names that an export calls them. */
function useColumns(): Column<JumpLink>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const title = (field: typeof name) => (field ? t(field.label) : "");
  return [
    {
      key: "url",
      title: t("link"),
      head: true,
      order: "url",
      render: (link) => <Url url={link.url} />,
    },
    {
      key: "state",
      title: title(state),
      head: true,
      render: (link) => <StateTag of={REVIEW_STATE_WORDS} state={link.state} />,
    },
    {
      key: "name",
      title: title(name),
      order: "name",
      render: (link) => <Link to={`/jumps/${link.batch_id}`}>{link.name}</Link>,
    },
    {
      key: "batch_no",
      title: title(batch_no),
      order: "batch_no",
      render: (link) => <span className="mono">{link.batch_no}</span>,
    },
    {
      key: "created_at",
      title: title(created_at),
      order: "created_at",
      render: (link) => clock(link.created_at, zone),
    },
  ];
}

/** The links of one batch. */
export function BatchLinks({ row }: { row: Row }) {
  const t = useTranslations(words);
  const fields = [{ name: "url", kind: "text" as const, label: t("link") }];
  const table = useRowTable<JumpLink>("jump_link_cards", {
    fields,
    always: [{ field: "batch_id", operator: "eq", value: row.id }],
    sorters: [{ field: "ordinal", order: "asc" }],
    inAddress: false,
    pageSize: 10,
  });
  const columns = useColumns().filter(({ key }) => key === "url");
  const what = { columns: ["ordinal", "url"], filters: table.where };
  return (
    <Card
      title={t("all_links")}
      extra={<ExportButton source={SOURCE} of={{ id: String(row.id), name: String(row.name) }} {...what} />}
    >
      {(table.total > table.pageSize || Object.keys(table.filters).length > 0) && (
        <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
      )}
      <RowTable
        compact
        table={table}
        columns={columns}
        rowKey={keyOf}
        label={t("all_links")}
        empty={<Empty title={t(jumpBatch.words.empty)} />}
      />
    </Card>
  );
}

/** Opens the address in a new tab, without opener and referrer: it may not be approved yet. */
function Url({ url }: { url: string }) {
  return (
    <a className="mono cell-url" href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url}
    </a>
  );
}

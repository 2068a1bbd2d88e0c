import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { Link } from "react-router";
import { useRowTable } from "../ui/data.ts";
import { FilterBar } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { CreateButton, JumpPage, useJumpFields } from "./jump-page.tsx";
import { words } from "./jump-words.ts";
import type { JumpLink } from "./row.ts";

const keyOf = (link: JumpLink) => `${link.batch_id}/${link.ordinal}`;

/** All jump links: which address is approved, and in which batch. */
export function JumpLinkList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const fields = useJumpFields();
  const table = useRowTable<JumpLink>("jump_link_cards", {
    sorters: [
      { field: "created_at", order: "desc" },
      { field: "ordinal", order: "asc" },
    ],
  });
  const columns: Column<JumpLink>[] = [
    { key: "url", title: t("link"), head: true, render: (link) => <Url url={link.url} /> },
    {
      key: "review",
      title: t("review"),
      head: true,
      render: (link) => <StateTag of={REVIEW_STATE_WORDS} state={link.state} />,
    },
    {
      key: "name",
      title: t("name"),
      render: (link) => <Link to={`/jumps/${link.batch_id}`}>{link.name}</Link>,
    },
    { key: "batch", title: t("batch"), render: (link) => <span className="mono">{link.batch_no}</span> },
    { key: "created", title: t("created"), render: (link) => clock(link.created_at, zone) },
  ];
  return (
    <JumpPage shape="links">
      <FilterBar
        fields={[{ name: "url", kind: "text", label: t("link") }, ...fields]}
        filters={table.filters}
        onChange={table.filter}
        zone={zone}
      />
      <RowTable
        table={table}
        columns={columns}
        rowKey={keyOf}
        label={t("all_links")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={<CreateButton />} />}
      />
    </JumpPage>
  );
}

/** The links of one batch. */
export function BatchLinks({ batch }: { batch: string }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const table = useRowTable<JumpLink>("jump_link_cards", {
    always: [{ field: "batch_id", operator: "eq", value: batch }],
    sorters: [{ field: "ordinal", order: "asc" }],
    inAddress: false,
    pageSize: 10,
  });
  return (
    <>
      {(table.total > table.pageSize || table.filters.length > 0) && (
        <FilterBar
          plain
          fields={[{ name: "url", kind: "text", label: t("link") }]}
          filters={table.filters}
          onChange={table.filter}
          zone={zone}
        />
      )}
      <RowTable
        compact
        table={table}
        columns={[{ key: "url", title: t("link"), head: true, render: (link) => <Url url={link.url} /> }]}
        rowKey={keyOf}
        label={t("all_links")}
        empty={<Empty title={t("empty")} />}
      />
    </>
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

import { JUMP_SOURCE_WORDS } from "@tidings/shared/links/jump.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Link, useNavigate } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FilterBar } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { DueTime } from "./due.tsx";
import { CreateButton, JumpPage, useJumpFields } from "./jump-page.tsx";
import { words } from "./jump-words.ts";
import type { JumpCard } from "./row.ts";

/** The batches of jump links (JMP-1), with the due time of each review. */
export function JumpList() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const columns = useColumns();
  const fields = useJumpFields();
  const table = useRowTable<JumpCard>("jump_cards", {
    sorters: [{ field: "created_at", order: "desc" }],
    poll: 5_000,
  });
  return (
    <JumpPage shape="tasks">
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(batch) => batch.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={<CreateButton />} />}
        onOpen={(batch) => navigate(`/jumps/${batch.id}`)}
      />
    </JumpPage>
  );
}

function useColumns(): Column<JumpCard>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  return [
    {
      key: "name",
      title: t("name"),
      head: true,
      render: (batch) => (
        <>
          <Link to={`/jumps/${batch.id}`}>{batch.name}</Link>
          <div className="faint mono">{batch.batch_no}</div>
        </>
      ),
    },
    {
      key: "review",
      title: t("review"),
      head: true,
      render: (batch) => <StateTag of={REVIEW_STATE_WORDS} state={batch.state} />,
    },
    { key: "links", title: t("links"), align: "right", render: (batch) => amount(batch.links) },
    {
      key: "source",
      title: t("source"),
      wideOnly: true,
      render: (batch) => t(labelOf(JUMP_SOURCE_WORDS, batch.source)),
    },
    { key: "due", title: t("due"), order: "due_at", render: (batch) => <DueTime batch={batch} /> },
    {
      key: "note",
      title: t("note_of_review"),
      render: (batch) => (batch.reason ? <div className="cell-note">{batch.reason}</div> : null),
    },
    {
      key: "created",
      title: t("created"),
      order: "created_at",
      render: (batch) => clock(batch.created_at, zone),
    },
  ];
}

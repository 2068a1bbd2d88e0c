import { LINK_STATUS_WORDS, RESOLVE_TASK_KIND_WORDS } from "@tidings/shared/links/words.ts";
import { Card } from "antd";
import { useState } from "react";
import { type OwnTableState, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { NumberInput, useNumberSearch } from "../../ui/number-search.tsx";
import { optionsOf } from "../../ui/options.ts";
import { RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import { DownloadLinks } from "./download.tsx";
import { useLinkColumns } from "./link-columns.tsx";
import { LinkPreview } from "./link-preview.tsx";
import { type LinkCard, pollOf, type TaskCard } from "./row.ts";
import { CreateButton, TaskPage } from "./task-page.tsx";
import { words } from "./words.ts";

/** Without the names of parameters, which cost a look-up a row. */
const COLUMNS =
  "id, task_id, enterprise_id, ordinal, cust_flag, code, address, custom_code, maximum, used, used_at, task_name, batch_no, kind, template_id, template_name, signatures, expires_at, created_at, frozen_reason, frozen_at, status";

/** 解析任务明细 (§7.1.2): the links of all tasks, the newest first. */
export function LinkList() {
  const table = useRowTable<LinkCard>("link_cards", {
    select: COLUMNS,
    counted: false,
    sorters: [{ field: "id", order: "desc" }],
    transitions: "link",
  });
  return (
    <TaskPage shape="links">
      <LinkTable table={table} whole />
    </TaskPage>
  );
}

/** Above this many links a filter by a rare status scans them all, so the list is polled every 30 s only. */
const LARGE = 20_000;

/** The links of one personal task, and their download. */
export function TaskLinks({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const search = useNumberSearch<LinkCard>("link", { of: task.id, anyText: true });
  const table = useRowTable<LinkCard>("link_cards", {
    select: COLUMNS,
    always: [{ field: "task_id", operator: "eq", value: task.id }],
    sorters: [{ field: "id", order: "asc" }],
    inAddress: false,
    pageSize: 10,
    counted: false,
    transitions: "link",
    poll: task.asked > LARGE ? 30_000 : pollOf(task),
  });
  return (
    <Card title={t("links")} extra={<DownloadLinks task={task} />}>
      <NumberInput search={search} label={t("cust_flag")} hint={t("cust_flag_hint")} />
      <LinkTable
        table={search.table === null ? table : { ...search.table, transitions: {} }}
        searched={search.table !== null}
      />
    </Card>
  );
}

interface LinkTableProps {
  readonly table: OwnTableState<LinkCard>;
  readonly whole?: boolean;
  /** The rows were found by their customer flag; other filters do not narrow them. */
  readonly searched?: boolean;
}

function LinkTable({ table, whole = false, searched = false }: LinkTableProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const [looked, setLooked] = useState<LinkCard | null>(null);
  const fields = useFields(whole);
  const columns = useLinkColumns(whole, table.transitions, setLooked);
  return (
    <>
      {!searched && (
        <FilterBar
          plain={!whole}
          fields={fields}
          filters={table.filters}
          onChange={table.filter}
          zone={zone}
        />
      )}
      <RowTable
        table={table}
        columns={columns}
        rowKey={(link) => link.id}
        label={t("details_title")}
        compact={!whole}
        empty={
          <Empty
            title={t("no_links")}
            hint={t("no_links_hint")}
            action={whole ? <CreateButton /> : undefined}
          />
        }
      />
      {looked && <LinkPreview link={looked} close={() => setLooked(null)} />}
    </>
  );
}

function useFields(whole: boolean): FilterField[] {
  const t = useTranslations(words);
  // A link that is still to be generated has no row.
  const status = optionsOf(LINK_STATUS_WORDS, t).filter(
    ({ value }) => value !== "generating" && value !== "failed",
  );
  const own: FilterField[] = [{ name: "status", kind: "choice", label: t("status"), options: status }];
  if (!whole) return own;
  return [
    { name: "task_name", kind: "text", label: t("task") },
    ...own,
    {
      name: "kind",
      kind: "choice",
      label: t("kind"),
      advanced: true,
      options: optionsOf(RESOLVE_TASK_KIND_WORDS, t),
    },
    { name: "batch_no", kind: "exact", label: t("batch"), advanced: true },
    { name: "template_name", kind: "text", label: t("template"), advanced: true },
    { name: "signatures", kind: "has", label: t("signature"), advanced: true },
    { name: "created", column: "created_at", kind: "time", label: t("created"), advanced: true },
  ];
}

import { EyeOutlined } from "@ant-design/icons";
import { LINK_STATUS_WORDS, RESOLVE_TASK_KIND_WORDS } from "@tidings/shared/links/words.ts";
import { Button, Card, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { type OwnTableState, useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { optionsOf } from "../../ui/options.ts";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import type { TransitionsById } from "../../ui/transition.ts";
import { useTranslations } from "../../ui/words.ts";
import { DownloadLinks } from "./download.tsx";
import { flagText } from "./flag-text.ts";
import { FreezeLink } from "./freeze-link.tsx";
import { LinkPreview } from "./link-preview.tsx";
import { type LinkCard, pollOf, type TaskCard } from "./row.ts";
import { CreateButton, TaskPage } from "./task-page.tsx";
import { words } from "./words.ts";

/** 解析任务明细 (§7.1.2): the links of all tasks, the newest first. */
export function LinkList() {
  const table = useRowTable<LinkCard>("link_cards", {
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
  const table = useRowTable<LinkCard>("link_cards", {
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
      <LinkTable table={table} />
    </Card>
  );
}

function LinkTable({ table, whole = false }: { table: OwnTableState<LinkCard>; whole?: boolean }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const [looked, setLooked] = useState<LinkCard | null>(null);
  const fields = useFields(whole);
  const columns = useColumns(whole, table.transitions, setLooked);
  return (
    <>
      <FilterBar plain={!whole} fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
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
  const own: FilterField[] = [
    { name: "cust_flag", kind: "exact", label: t("cust_flag") },
    { name: "status", kind: "choice", label: t("status"), options: status },
  ];
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

function useColumns(
  whole: boolean,
  transitions: TransitionsById,
  look: (link: LinkCard) => void,
): Column<LinkCard>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const task: Column<LinkCard>[] = [
    {
      key: "task",
      title: t("task"),
      head: true,
      render: (link) => (
        <>
          <Link to={`/resolve-tasks/${link.task_id}`}>{link.task_name}</Link>
          <div className="faint mono">{link.batch_no}</div>
        </>
      ),
    },
    {
      key: "template",
      title: t("template"),
      render: (link) => (
        <>
          {link.template_name}
          <div className="faint">{t(RESOLVE_TASK_KIND_WORDS[link.kind])}</div>
        </>
      ),
    },
  ];
  const usedAt: Column<LinkCard> = {
    key: "used_at",
    title: t("used_at"),
    render: (link) => clock(link.used_at, zone, true),
    wideOnly: true,
  };
  const used: Column<LinkCard>[] = [
    {
      key: "used",
      title: t("resolutions"),
      align: "right",
      render: (link) => (
        <>
          {t("of_allowance", { used: amount(link.used), all: amount(link.maximum) })}
          {link.used_at && <div className="faint">{clock(link.used_at, zone, true)}</div>}
        </>
      ),
    },
    { key: "created", title: t("created"), render: (link) => clock(link.created_at, zone) },
  ];
  return [
    ...(whole ? task : [{ key: "ordinal", title: t("ordinal"), render: (link: LinkCard) => link.ordinal }]),
    {
      key: "link",
      title: t("link"),
      head: !whole,
      render: (link) => (
        <Flex align="center" gap={2}>
          <span className="mono">{link.code}</span>
          <CopyButton text={link.address} />
        </Flex>
      ),
    },
    {
      key: "cust_flag",
      title: t("cust_flag"),
      render: (link) =>
        link.cust_flag === null ? null : <span className="mono">{flagText(link.cust_flag)}</span>,
    },
    {
      key: "status",
      title: t("status"),
      head: true,
      render: (link) => <StateTag of={LINK_STATUS_WORDS} state={link.status} />,
    },
    ...(whole ? used : [usedAt]),
    {
      key: "act",
      title: "",
      pinned: true,
      render: (link) => (
        <Flex gap={4}>
          <Button type="link" size="small" icon={<EyeOutlined />} onClick={() => look(link)}>
            {t("preview_link")}
          </Button>
          <FreezeLink link={link} transitions={transitions[link.id] ?? []} />
        </Flex>
      ),
    },
  ];
}

import {
  LINK_STATUS_WORDS,
  RESOLVE_TASK_KIND_WORDS,
  RESOLVE_TASK_STATE_WORDS,
} from "@tidings/shared/links/words.ts";
import { Flex, Progress } from "antd";
import { Link, useNavigate } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useRowTable } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { optionsOf } from "../../ui/options.ts";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import { Empty } from "../../ui/states.tsx";
import { StopPropagation } from "../../ui/stop-propagation.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useTranslations } from "../../ui/words.ts";
import { DownloadLinks } from "./download.tsx";
import type { TaskCard } from "./row.ts";
import { CreateButton, TaskPage } from "./task-page.tsx";
import { words } from "./words.ts";

/** The resolve tasks (RES-2, §7.1.1). */
export function TaskList() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const fields = useFields();
  const columns = useColumns();
  const table = useRowTable<TaskCard>("resolve_task_cards", {
    sorters: [{ field: "submitted_at", order: "desc" }],
    poll: 4_000,
  });
  return (
    <TaskPage shape="tasks">
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(task) => task.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={<CreateButton />} />}
        onOpen={(task) => navigate(`/resolve-tasks/${task.id}`)}
      />
    </TaskPage>
  );
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  return [
    { name: "name", kind: "text", label: t("name") },
    { name: "kind", kind: "choice", label: t("kind"), options: optionsOf(RESOLVE_TASK_KIND_WORDS, t) },
    {
      name: "state",
      kind: "choice",
      label: t("state"),
      options: optionsOf(RESOLVE_TASK_STATE_WORDS, t),
    },
    { name: "batch_no", kind: "text", label: t("batch"), advanced: true },
    { name: "template_name", kind: "text", label: t("template"), advanced: true },
    { name: "template_id", kind: "exact", label: t("template_id"), advanced: true },
    { name: "signatures", kind: "has", label: t("signature"), advanced: true },
    {
      name: "status",
      kind: "choice",
      label: t("status"),
      advanced: true,
      options: optionsOf(LINK_STATUS_WORDS, t),
    },
    { name: "created", column: "submitted_at", kind: "time", label: t("created"), advanced: true },
  ];
}

/** The status tag of a task: what its links show, or its progress. */
export function TaskState({ task }: { task: TaskCard }) {
  return (
    <Flex gap={4} wrap>
      <StateTag of={RESOLVE_TASK_STATE_WORDS} state={task.state} />
      {task.status !== task.state && <StateTag of={LINK_STATUS_WORDS} state={task.status} />}
    </Flex>
  );
}

function useColumns(): Column<TaskCard>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  return [
    {
      key: "name",
      title: t("name"),
      head: true,
      render: (task) => (
        <>
          <Link to={`/resolve-tasks/${task.id}`}>{task.name}</Link>
          <div className="faint mono">{task.batch_no}</div>
        </>
      ),
    },
    { key: "state", title: t("state"), head: true, render: (task) => <TaskState task={task} /> },
    {
      key: "template",
      title: t("template"),
      render: (task) => (
        <>
          {task.template_name}
          <div className="faint">{t(RESOLVE_TASK_KIND_WORDS[task.kind])}</div>
        </>
      ),
    },
    { key: "link", title: t("link"), render: (task) => <Identifier task={task} /> },
    {
      key: "resolutions",
      title: t("resolutions"),
      width: 130,
      render: (task) => (
        <>
          {t("of_allowance", { used: amount(task.resolved), all: amount(task.allowance) })}
          <Progress
            percent={share(task)}
            size="small"
            showInfo={false}
            className="list-progress"
            aria-label={t("resolutions")}
          />
        </>
      ),
    },
    {
      key: "expires",
      title: t("expires"),
      order: "expires_at",
      render: (task) => clock(task.expires_at, zone),
    },
    {
      key: "created",
      title: t("created"),
      order: "submitted_at",
      render: (task) => clock(task.submitted_at, zone),
    },
  ];
}

const share = ({ resolved, allowance }: TaskCard) =>
  allowance > 0 ? Math.min(100, Math.floor((resolved / allowance) * 100)) : 0;

/** The 解析标识 column: copies a group link, downloads personal ones. */
function Identifier({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  if (task.kind === "personal") {
    return (
      <StopPropagation>
        <Flex gap={4} align="center" wrap>
          {t("personal_count", { count: task.made })}
          <DownloadLinks task={task} small />
        </Flex>
      </StopPropagation>
    );
  }
  if (task.address === null || task.state === "cancelled") return <span className="faint">—</span>;
  return (
    <StopPropagation>
      <span className="mono cell-url">{task.address.replace(/^https?:\/\//, "")}</span>
      <CopyButton text={task.address} />
    </StopPropagation>
  );
}

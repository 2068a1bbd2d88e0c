import { EyeOutlined } from "@ant-design/icons";
import { link } from "@tidings/shared/links/link.ts";
import { Button, Card, Flex } from "antd";
import { useState } from "react";
import { CopyButton } from "../ui/copy-button.tsx";
import { useRowTable } from "../ui/data.ts";
import { FilterBar } from "../ui/filters.tsx";
import { NumberInput, useNumberSearch } from "../ui/number-search.tsx";
import { useFilterFields } from "../ui/resource/filter-fields.ts";
import { RowsOf } from "../ui/resource/list.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { Masked } from "../ui/reveal.tsx";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { ExportLinks } from "./export-links.tsx";
import { LinkPreview } from "./link-preview.tsx";
import { type LinkCard, pollOf, type TaskCard } from "./row.ts";
import { TaskSwitch } from "./task-switch.tsx";
import { words } from "./words.ts";

const slots = slotsOf<LinkCard>({
  values: {
    code: (row) => <Code link={row} />,
    cust_flag: ({ cust_flag, id }) =>
      cust_flag === null ? null : <Masked text={cust_flag} resource="link" id={id} />,
  },
  // Without the names of parameters, which cost a look-up a row.
  select:
    "id, task_id, enterprise_id, ordinal, cust_flag, code, address, custom_code, maximum, used, used_at, task_name, batch_no, kind, template_id, template_name, signatures, expires_at, created_at, frozen_reason, frozen_at, status",
  RowAction: Look,
  Switch: () => <TaskSwitch at="/resolve-tasks/details" />,
});

/** 解析任务明细 (§7.1.2): the links of all tasks, the newest first. */
export const links: DrawnResource = { of: link, slots };

/** The code of a link, to copy its address. */
function Code({ link }: { link: LinkCard }) {
  return (
    <Flex align="center" gap={2}>
      <span className="mono">{link.code}</span>
      {!link.code.endsWith("*") && <CopyButton text={link.address} />}
    </Flex>
  );
}

/** How its card looks on a phone. */
function Look({ row }: { row: LinkCard }) {
  const t = useTranslations(words);
  const [looking, setLooking] = useState(false);
  return (
    <>
      <Button type="link" size="small" icon={<EyeOutlined />} onClick={() => setLooking(true)}>
        {t("preview_link")}
      </Button>
      {looking && <LinkPreview link={row} close={() => setLooking(false)} />}
    </>
  );
}

/** Above this many links a filter by a rare status scans them all, so the list is polled every 30 s only. */
const LARGE = 20_000;
const COLUMNS = ["ordinal", "code", "cust_flag", "status", "used"];

/** The links of one personal task, and their download. */
export function TaskLinks({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const search = useNumberSearch<LinkCard>("link", { of: task.id, anyText: true });
  const fields = useFilterFields(link).filter(({ name }) => name === "status");
  const table = useRowTable<LinkCard>("link_cards", {
    fields,
    select: slots.select,
    always: [{ field: "task_id", operator: "eq", value: task.id }],
    sorters: [{ field: "id", order: "asc" }],
    inAddress: false,
    pageSize: 10,
    counted: false,
    transitions: "link",
    poll: task.asked > LARGE ? 30_000 : pollOf(task),
  });
  const found = search.table === null ? table : { ...search.table, transitions: {} };
  return (
    <Card title={t("links")} extra={<ExportLinks task={task} filters={table.where} />}>
      <NumberInput search={search} label={t("cust_flag")} hint={t("cust_flag_hint")} />
      {search.table === null && (
        <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
      )}
      <RowsOf
        of={link}
        slots={slots}
        table={found as never}
        only={COLUMNS}
        label={t("links")}
        empty={<Empty title={t("no_links")} hint={t("no_links_hint")} />}
      />
    </Card>
  );
}

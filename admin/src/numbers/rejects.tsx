import { REJECT_REASON_WORDS } from "@tidings/shared/numbers/words.ts";
import { Card } from "antd";
import { useEffect, useRef } from "react";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../ui/number-search.tsx";
import { optionsOf } from "../ui/options.ts";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { exported } from "../ui/resource/list.tsx";
import { ListKeys } from "../ui/resource/list-keys.tsx";
import { ListTools } from "../ui/resource/list-tools.tsx";
import { useListViews } from "../ui/resource/list-views.ts";
import { Masked } from "../ui/reveal.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { showStory } from "../ui/story-door.ts";
import { useTranslations } from "../ui/words.ts";
import type { NumberFile, RejectedLine } from "./row.ts";
import { words } from "./words.ts";

const SOURCE = "number_reject";

/** The rejected lines: line number, masked value, reason; as a table and as a file. */
export function Rejects({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  const search = useNumberSearch<RejectedLine>(SOURCE, { of: file.id });
  const fields: FilterField[] = [
    { name: "reason", kind: "choice", label: t("reason"), options: optionsOf(REJECT_REASON_WORDS, t) },
  ];
  const views = useListViews(SOURCE);
  const around = useRef<HTMLDivElement>(null);
  const table = useRowTable<RejectedLine>("number_rejects", {
    select: "line, value, reason",
    always: [{ field: "file_id", operator: "eq", value: file.id }],
    fields,
    views,
    sorters: [{ field: "line", order: "asc" }],
    pageSize: 10,
  });
  const refused = file.invalid + file.duplicates;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the file says that there are more
  useEffect(() => table.retry(), [refused]);
  const columns: Column<RejectedLine>[] = [
    { key: "line", title: t("line"), head: true, order: "line", width: 120, render: (row) => row.line },
    {
      key: "value",
      title: t("value"),
      render: (row) => <Masked text={row.value} resource={SOURCE} id={`${file.id}/${row.line}`} />,
    },
    {
      key: "reason",
      title: t("reason"),
      head: true,
      render: (row) => t(REJECT_REASON_WORDS[row.reason]),
    },
  ];

  const none = refused === 0;
  const openStory = (line: unknown) => showStory({ resource: SOURCE, id: `${file.id}/${line}` });
  return (
    <Card title={t("rejects")} extra={!none && <NumberInput search={search} label={t("phone")} />}>
      <div ref={around} className="list">
        {!none && (
          <ListTools
            resource={SOURCE}
            place={table.place}
            views={views}
            columns={columns}
            exports={
              <ExportButton
                source={SOURCE}
                of={{ id: file.id, name: file.name.replace(/\.[^.]*$/, "") }}
                {...exported(columns, table)}
                masked
              />
            }
          />
        )}
        {!none && search.table === null && (
          <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
        )}
        <RowTable
          table={search.table ?? table}
          columns={columns}
          rowKey={(row) => row.line}
          nothing={search.partial ? <PartialNumber /> : undefined}
          label={t("rejects")}
          compact
          onOpen={({ line }) => openStory(line)}
          empty={<Empty drawing="done" title={t("rejects_none")} hint={t("rejects_none_hint")} />}
        />
      </div>
      <ListKeys within list={around} open={openStory} />
    </Card>
  );
}

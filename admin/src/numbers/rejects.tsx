import { REJECT_REASON_WORDS } from "@tidings/shared/numbers/words.ts";
import { Card } from "antd";
import { useEffect } from "react";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../ui/number-search.tsx";
import { optionsOf } from "../ui/options.ts";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { Masked } from "../ui/reveal.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import type { NumberFile, RejectedLine } from "./row.ts";
import { words } from "./words.ts";

/** The rejected lines: line number, masked value, reason; as a table and as a file. */
export function Rejects({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  const search = useNumberSearch<RejectedLine>("number_reject", { of: file.id });
  const fields: FilterField[] = [
    { name: "reason", kind: "choice", label: t("reason"), options: optionsOf(REJECT_REASON_WORDS, t) },
  ];
  const table = useRowTable<RejectedLine>("number_rejects", {
    select: "line, value, reason",
    always: [{ field: "file_id", operator: "eq", value: file.id }],
    fields,
    sorters: [{ field: "line", order: "asc" }],
    inAddress: false,
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
      render: (row) => <Masked text={row.value} resource="number_reject" id={`${file.id}/${row.line}`} />,
    },
    {
      key: "reason",
      title: t("reason"),
      head: true,
      render: (row) => t(REJECT_REASON_WORDS[row.reason]),
    },
  ];

  const none = refused === 0;
  return (
    <Card
      title={t("rejects")}
      extra={
        !none && (
          <ExportButton
            source="number_reject"
            of={{ id: file.id, name: file.name.replace(/\.[^.]*$/, "") }}
            filters={table.where}
            masked
          />
        )
      }
    >
      {!none && <NumberInput search={search} label={t("phone")} hint={t("phone_hint")} />}
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
        empty={<Empty title={t("rejects_none")} hint={t("rejects_none_hint")} />}
      />
    </Card>
  );
}

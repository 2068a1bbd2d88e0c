import { DownloadOutlined } from "@ant-design/icons";
import { csvLines, csvText } from "@tidings/shared/csv.ts";
import { REJECT_REASON_WORDS } from "@tidings/shared/numbers/words.ts";
import { App, Button, Card } from "antd";
import { useEffect, useState } from "react";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../ui/number-search.tsx";
import { optionsOf } from "../ui/options.ts";
import { Masked } from "../ui/reveal.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { saveFile } from "../ui/save.ts";
import { Empty } from "../ui/states.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { rejectPages } from "./reject-pages.ts";
import type { NumberFile, RejectedLine } from "./row.ts";
import { words } from "./words.ts";

/** The rejected lines: line number, masked value, reason; as a table and as a file. */
export function Rejects({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { zone } = useEnterprise();
  const amount = useAmount();
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(0);
  const search = useNumberSearch<RejectedLine>("number_reject", { of: file.id });
  const table = useRowTable<RejectedLine>("number_rejects", {
    select: "line, value, reason",
    always: [{ field: "file_id", operator: "eq", value: file.id }],
    sorters: [{ field: "line", order: "asc" }],
    inAddress: false,
    pageSize: 10,
  });
  const refused = file.invalid + file.duplicates;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the file says that there are more
  useEffect(() => table.retry(), [refused]);
  const fields: FilterField[] = [
    { name: "reason", kind: "choice", label: t("reason"), options: optionsOf(REJECT_REASON_WORDS, t) },
  ];
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

  async function save() {
    setSaving(true);
    setSaved(0);
    try {
      const header = [t("line"), t("value"), t("reason")];
      const parts: string[] = [];
      let count = 0;
      for await (const rows of rejectPages(file.id)) {
        const cells = rows.map((row) => [row.line, row.value, t(REJECT_REASON_WORDS[row.reason])]);
        // Written page by page, so that a million lines are not held in memory twice.
        parts.push(parts.length === 0 ? csvText(header, cells) : csvLines(cells));
        count += rows.length;
        setSaved(count);
      }
      const name = file.name.replace(/\.[^.]*$/, "");
      saveFile(`${name}-rejects.csv`, parts.length === 0 ? [csvText(header, [])] : parts);
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    } finally {
      setSaving(false);
    }
  }

  const none = refused === 0;
  return (
    <Card
      title={t("rejects")}
      extra={
        !none && (
          <Button icon={<DownloadOutlined />} loading={saving} onClick={() => void save()}>
            {saving
              ? t("rejects_saving", { done: amount(saved), all: amount(refused) })
              : t("rejects_download")}
          </Button>
        )
      }
    >
      {!none && <NumberInput search={search} label={t("phone")} hint={t("phone_hint")} />}
      {!none && search.table === null && (
        <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
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

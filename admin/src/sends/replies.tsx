import type { SendCard } from "@tidings/shared/sends/card.ts";
import { reply } from "@tidings/shared/sends/reply.ts";
import { Card, Flex } from "antd";
import { type Row, useRowTable } from "../ui/data.ts";
import { FilterBar } from "../ui/filters.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../ui/number-search.tsx";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { useFilterFields } from "../ui/resource/filter-fields.ts";
import { RowsOf } from "../ui/resource/list.tsx";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const COLUMNS = ["phone", "opted_out", "text", "template_name", "network", "received_at"];
/** §8.2.2: by carrier, time and content; the number is a search. */
const FILTERS = ["text", "network", "received_at", "opted_out"];

/** 用户回复明细 (BSN-2): what people answered to the messages of this send. */
export function Replies({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const fields = useFilterFields(reply).filter(({ name }) => FILTERS.includes(name));
  const search = useNumberSearch<Row>("reply", { of: send.id });
  const always = [{ field: "send_id", operator: "eq" as const, value: send.id }];
  const table = useRowTable<Row>("reply_cards", {
    always,
    fields,
    sorters: [{ field: "received_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
  });
  return (
    <Card
      title={t("replies")}
      data-testid="replies"
      extra={
        <Flex gap={8} align="start">
          <NumberInput search={search} label={t("phone")} />
          <ExportButton
            source="reply"
            columns={["send_name", "batch_no", ...COLUMNS]}
            filters={[...always, ...table.where]}
            masked
          />
        </Flex>
      }
    >
      {search.table === null && (
        <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
      )}
      <RowsOf
        of={reply}
        slots={{}}
        table={(search.table ?? table) as never}
        only={COLUMNS}
        label={t("replies")}
        nothing={search.partial ? <PartialNumber /> : undefined}
        empty={<Empty drawing="phone" title={t("replies_empty")} hint={t("replies_empty_hint")} />}
      />
    </Card>
  );
}

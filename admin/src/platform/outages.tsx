import { CARRIER_NAMES } from "@tidings/shared/channels/words.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import { Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useZone } from "../ui/me.tsx";
import type { Column } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { DeploymentRows } from "./rows.tsx";
import { words } from "./words.ts";

type Outage = NonNullKeys<RowOf<"carrier_outage_cards">, "id" | "channel_name" | "since" | "minutes">;

/** When channels of a carrier were sick, the last first (CHL-1). */
export function Outages({ row }: { row: Row }) {
  const t = useTranslations(words);
  const zone = useZone();
  const fields = [{ name: "since", kind: "time" as const, label: t("since") }];
  const table = useRowTable<Outage>("carrier_outage_cards", {
    everywhere: true,
    fields,
    always: [{ field: "carrier_id", operator: "eq", value: row.id }],
    sorters: [{ field: "since", order: "desc" }],
    inAddress: false,
    pageSize: 10,
  });
  const columns: Column<Outage>[] = [
    {
      key: "since",
      title: t("since"),
      head: true,
      order: "since",
      render: ({ since }) => clock(since, zone),
    },
    {
      key: "minutes",
      title: t("lasted"),
      align: "right",
      render: ({ until, minutes }) => t(until === null ? "minutes_so_far" : "minutes", { minutes }),
    },
    {
      key: "channel",
      title: t("channel"),
      render: ({ enterprise_name, channel_name }) =>
        `${enterprise_name} · ${t(knownWords(CARRIER_NAMES, channel_name))}`,
    },
    { key: "error", title: t("error"), render: ({ error }) => error ?? "—" },
  ];
  return (
    <Card title={t("outages")}>
      <DeploymentRows
        table={table}
        columns={columns}
        fields={fields}
        label={t("outages")}
        empty={<Empty drawing="done" title={t("no_outage")} hint={t("no_outage_hint")} />}
      />
    </Card>
  );
}

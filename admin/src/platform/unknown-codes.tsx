import { ADAPTER_WORDS } from "@tidings/shared/channels/words.ts";
import { Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useMe, useZone } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import type { Column } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { DeploymentRows } from "./rows.tsx";
import { words } from "./words.ts";

type UnknownCode = NonNullKeys<RowOf<"unknown_code_cards">, "id" | "adapter" | "code" | "times" | "seen_at">;

/** Codes that carriers gave lately and that nobody has given words yet: for those who can. */
export function UnknownCodes() {
  return useMe().platform_admin ? <Seen /> : null;
}

function Seen() {
  const t = useTranslations(words);
  const zone = useZone();
  const fields = [
    { name: "code", kind: "text" as const, label: t("unknown_code") },
    {
      name: "adapter",
      kind: "choice" as const,
      label: t("unknown_adapter"),
      options: optionsOf(ADAPTER_WORDS, t),
    },
  ];
  const table = useRowTable<UnknownCode>("unknown_code_cards", {
    everywhere: true,
    fields,
    always: [],
    sorts: ["code", "times", "seen_at"],
    sorters: [{ field: "times", order: "desc" }],
    inAddress: false,
    pageSize: 5,
  });
  if (table.total === 0 && Object.keys(table.filters).length === 0) return null;
  const columns: Column<UnknownCode>[] = [
    {
      key: "code",
      title: t("unknown_code"),
      head: true,
      order: "code",
      render: ({ code }) => <span className="mono">{code}</span>,
    },
    { key: "adapter", title: t("unknown_adapter"), render: ({ adapter }) => t(ADAPTER_WORDS[adapter]) },
    {
      key: "times",
      title: t("unknown_times"),
      align: "right",
      order: "times",
      render: ({ times }) => times,
    },
    {
      key: "seen_at",
      title: t("unknown_seen"),
      order: "seen_at",
      render: ({ seen_at }) => clock(seen_at, zone),
    },
  ];
  return (
    <Card title={t("unknown_codes")} data-testid="unknown-codes">
      <DeploymentRows
        table={table}
        columns={columns}
        fields={fields}
        label={t("unknown_codes")}
        empty={null}
      />
    </Card>
  );
}

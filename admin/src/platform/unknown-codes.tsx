import { ADAPTER_WORDS } from "@tidings/shared/channels/words.ts";
import { Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useMe, useZone } from "../ui/me.tsx";
import { RowTable } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type UnknownCode = NonNullKeys<RowOf<"unknown_code_cards">, "id" | "adapter" | "code" | "times" | "seen_at">;

/** Codes that carriers gave lately and that nobody has given words yet: for those who can. */
export function UnknownCodes() {
  return useMe().platform_admin ? <Seen /> : null;
}

function Seen() {
  const t = useTranslations(words);
  const zone = useZone();
  const table = useRowTable<UnknownCode>("unknown_code_cards", {
    everywhere: true,
    fields: [],
    always: [],
    sorters: [{ field: "times", order: "desc" }],
    inAddress: false,
    pageSize: 5,
  });
  if (table.total === 0) return null;
  return (
    <Card title={t("unknown_codes")} data-testid="unknown-codes">
      <RowTable
        compact
        table={table}
        columns={[
          {
            key: "code",
            title: t("unknown_code"),
            head: true,
            render: ({ code }) => <span className="mono">{code}</span>,
          },
          { key: "adapter", title: t("unknown_adapter"), render: ({ adapter }) => t(ADAPTER_WORDS[adapter]) },
          { key: "times", title: t("unknown_times"), align: "right", render: ({ times }) => times },
          { key: "seen", title: t("unknown_seen"), render: ({ seen_at }) => clock(seen_at, zone) },
        ]}
        rowKey={({ id }) => id}
        label={t("unknown_codes")}
        empty={null}
      />
    </Card>
  );
}

import { sendStateLabels } from "@tidings/shared/sends/outcome.ts";
import { Card } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRows, useRowTable } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { words } from "./words.ts";

/** The occurrences of a recurring send, the newest first. */
export function Occurrences({ plan }: { plan: SendCard }) {
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const table = useRowTable<SendCard>("send_cards", {
    always: [
      { field: "parent_id", operator: "eq", value: plan.id },
      { field: "origin", operator: "eq", value: "occurrence" },
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
  });
  const columns: Column<SendCard>[] = [
    {
      key: "batch",
      title: t("batch"),
      head: true,
      render: (send) => (
        <Link className="mono" to={`/sends/${send.id}`}>
          {send.batch_no}
        </Link>
      ),
    },
    {
      key: "state",
      title: t("state"),
      head: true,
      render: (send) => <StateTag of={sendStateLabels(send)} state={send.state} />,
    },
    { key: "at", title: t("started"), render: (send) => clock(send.scheduled_at ?? send.started_at, zone) },
    { key: "numbers", title: t("numbers"), align: "right", render: (send) => amount(send.accepted) },
    {
      key: "delivered",
      title: t("delivered_count"),
      align: "right",
      render: (send) => amount(send.delivered),
    },
  ];
  return (
    <Card title={tStops("occurrences")} data-testid="occurrences">
      <RowTable
        table={table}
        columns={columns}
        rowKey={(send) => send.id}
        label={tStops("occurrences")}
        compact
        empty={<Empty title={tStops("occurrences_empty")} hint={tStops("occurrences_empty_hint")} />}
      />
    </Card>
  );
}

/** The resend of a finished send, if there is one that was not cancelled. */
export function useResend(send: SendCard) {
  const { rows } = useRows<Pick<SendCard, "id" | "batch_no" | "state" | "enterprise_id">>("send_cards", {
    enabled: send.state === "done" && send.origin !== "resend",
    filters: [
      { field: "parent_id", operator: "eq", value: send.id },
      { field: "origin", operator: "eq", value: "resend" },
      { field: "state", operator: "ne", value: "cancelled" },
    ],
    select: "id, batch_no, state, enterprise_id",
  });
  return rows[0];
}

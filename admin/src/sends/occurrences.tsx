import type { CrudFilters } from "@refinedev/core";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { Card } from "antd";
import { Link } from "react-router";
import { useRows, useRowTable } from "../ui/data.ts";
import { RowsOf } from "../ui/resource/list.tsx";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { OutcomeBar } from "./outcome-bar.tsx";
import { words } from "./stops-words.ts";

const COLUMNS = ["name", "state", "started_at", "accepted", "expanded"];

/** The occurrences of a recurring send, the newest first. */
export function Occurrences({ plan }: { plan: SendCard }) {
  const t = useTranslations(words);
  const always: CrudFilters = [
    { field: "parent_id", operator: "eq", value: plan.id },
    { field: "origin", operator: "eq", value: "occurrence" },
  ];
  const table = useRowTable<SendCard>("send_cards", {
    always,
    sorts: Object.keys(send.fields).filter((column) => send.fields[column]?.sort),
    sorters: [{ field: "created_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
  });
  return (
    <Card title={t("occurrences")} data-testid="occurrences">
      <RowsOf
        of={send}
        slots={{ values: { expanded: (row) => <OutcomeBar send={row as unknown as SendCard} /> } }}
        table={table as never}
        only={COLUMNS}
        always={always}
        label={t("occurrences")}
        empty={<Empty title={t("occurrences_empty")} hint={t("occurrences_empty_hint")} />}
      />
    </Card>
  );
}

/** To the resend of a finished send, if there is one that was not cancelled. */
export function ResentAs({ send: { id, state, origin } }: { send: SendCard }) {
  const t = useTranslations(words);
  const { rows } = useRows<Pick<SendCard, "id" | "batch_no" | "enterprise_id">>("send_cards", {
    enabled: state === "done" && origin !== "resend",
    filters: [
      { field: "parent_id", operator: "eq", value: id },
      { field: "origin", operator: "eq", value: "resend" },
      { field: "again_of", operator: "null", value: true },
      { field: "state", operator: "ne", value: "cancelled" },
    ],
    select: "id, batch_no, enterprise_id",
  });
  const [resend] = rows;
  if (!resend) return null;
  return (
    <div data-testid="resent-as">
      {t("resent_as")} <Link to={`/sends/${resend.id}`}>{resend.batch_no}</Link>
    </div>
  );
}

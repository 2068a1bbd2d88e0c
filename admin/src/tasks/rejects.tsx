import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { LINK_REJECT_REASON_WORDS } from "@tidings/shared/links/words.ts";
import { type Content, parametersOf } from "@tidings/shared/templates/content.ts";
import { Alert, Button, Card, Input } from "antd";
import { useState } from "react";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { useRow, useRowTable } from "../ui/data.ts";
import { Masked } from "../ui/reveal.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import type { Override, RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./acts-words.ts";
import { type Corrections, corrected, correctionsOf, MOST_CORRECTED } from "./corrections.ts";
import type { LinkReject, TaskCard } from "./row.ts";

/** Links that could not be created, and why (RES-2); correct them here and try again. */
export function Rejects({ task, mayRegenerate }: { task: TaskCard; mayRegenerate: boolean }) {
  const t = useTranslations(words);
  const [corrections, setCorrections] = useState<Corrections>({});
  const [asking, setAsking] = useState(false);
  const table = useRowTable<LinkReject>("link_reject_cards", {
    always: [{ field: "task_id", operator: "eq", value: task.id }],
    sorters: [{ field: "ordinal", order: "asc" }],
    inAddress: false,
    pageSize: 10,
  });
  const columns = useColumns(task, mayRegenerate, corrections, setCorrections);
  const sent = correctionsOf(corrections);
  const many = sent.length > MOST_CORRECTED;
  return (
    <Card
      title={t("rejects")}
      extra={
        mayRegenerate && (
          <Button type="primary" disabled={many} onClick={() => setAsking(true)} data-verb="regenerate">
            {t("regenerate")}
          </Button>
        )
      }
    >
      {many && <Alert type="warning" showIcon message={t("corrected_max", { max: MOST_CORRECTED })} />}
      {mayRegenerate && <p className="faint">{t("rejects_note")}</p>}
      <RowTable
        compact
        table={table}
        columns={columns}
        rowKey={(reject) => reject.ordinal}
        label={t("rejects")}
        empty={<Empty drawing="done" title={t("regenerate_done")} />}
      />
      {asking && (
        <ActionDialog
          verb="regenerate_resolve_task"
          args={{ task: task.id, input: { corrections: sent } }}
          close={() => setAsking(false)}
          offer={{
            label: t("regenerate"),
            title: t("regenerate_title"),
            body: t("regenerate_body", { count: task.failed, changed: sent.length }),
            done: t("regenerate_done"),
            tone: "main",
          }}
        />
      )}
    </Card>
  );
}

function useColumns(
  task: TaskCard,
  editable: boolean,
  corrections: Corrections,
  set: (change: (before: Corrections) => Corrections) => void,
): Column<LinkReject>[] {
  const t = useTranslations(words);
  type Version = Override<RowOf<"template_versions">, { readonly content: Content }>;
  const { row } = useRow<Version>("template_versions", task.version_id);
  // What is there stays hidden; what is typed takes its place.
  const cell = (reject: LinkReject, name: string | null, there: string | null) => {
    const mine = corrections[reject.ordinal];
    const value = (name === null ? mine?.cust_flag : valueAt(mine?.params, name)) ?? "";
    if (!editable) return there ?? "—";
    return (
      <Input
        size="small"
        className="reject-input"
        aria-label={`${name ?? t("cust_flag")} ${reject.ordinal}`}
        status={value.trim() === "" && there === null ? "warning" : undefined}
        placeholder={there ?? undefined}
        value={value}
        onChange={(event) => set((before) => corrected(before, reject.ordinal, name, event.target.value, ""))}
      />
    );
  };
  return [
    { key: "ordinal", title: t("ordinal"), render: (reject) => reject.ordinal, head: true, width: 70 },
    {
      key: "why",
      title: t("why"),
      head: true,
      render: (reject) => <StateTag of={LINK_REJECT_REASON_WORDS} state={reject.reason} />,
    },
    {
      key: "cust_flag",
      title: t("cust_flag"),
      render: (reject) =>
        reject.reason === "missing_parameter" && reject.cust_flag ? (
          <Masked text={reject.cust_flag} resource="link_reject" id={`${reject.task_id}/${reject.ordinal}`} />
        ) : (
          cell(reject, null, reject.cust_flag || null)
        ),
    },
    ...(row ? parametersOf(row.content) : []).map(
      (name): Column<LinkReject> => ({
        key: `param-${name}`,
        title: name,
        render: (reject) => cell(reject, name, reject.param_names?.includes(name) ? t("hidden") : null),
      }),
    ),
  ];
}

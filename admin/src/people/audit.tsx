import {
  AUDIT_OUTCOME_WORDS,
  RESOURCE_NAMES,
  SOURCE_WORDS,
  VERB_WORDS,
} from "@tidings/shared/people/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Drawer } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type AuditRow, pathOfResource, whichResource } from "../ui/audit-row.ts";
import { useRowTable } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useWhy } from "../ui/why.ts";
import { useTranslations } from "../ui/words.ts";
import { AuditChain } from "./audit-chain.tsx";
import { words as chainWords } from "./audit-words.ts";
import { words } from "./words.ts";

/** The audit log (IAM-4): every change and every refused attempt, by who, what and outcome. */
export function AuditList() {
  const t = useTranslations(words);
  const tChain = useTranslations(chainWords);
  const { zone } = useEnterprise();
  const [shown, setShown] = useState<AuditRow | null>(null);
  const table = useRowTable<AuditRow>("audit_log", { sorters: [{ field: "id", order: "desc" }] });
  const fields: FilterField[] = [
    { name: "who", column: "actor_name", kind: "text", label: t("who") },
    { name: "resource", kind: "choice", label: t("what"), options: optionsOf(RESOURCE_NAMES, t) },
    {
      name: "outcome",
      kind: "choice",
      label: t("outcome"),
      options: optionsOf(AUDIT_OUTCOME_WORDS, t),
    },
    {
      name: "verb",
      kind: "choice",
      label: t("verb"),
      advanced: true,
      options: optionsOf(VERB_WORDS, t),
    },
    {
      name: "source",
      kind: "choice",
      label: t("source"),
      advanced: true,
      options: optionsOf(SOURCE_WORDS, t),
    },
    { name: "resource_id", kind: "exact", label: t("resource_id"), advanced: true },
    { name: "id", kind: "number", label: tChain("id"), advanced: true },
    { name: "at", kind: "time", label: t("at"), advanced: true },
  ];
  const columns: Column<AuditRow>[] = [
    { key: "at", title: t("at"), render: (row) => clock(row.at, zone, true), width: 170 },
    { key: "who", title: t("who"), head: true, render: (row) => row.actor_name ?? t("nobody") },
    { key: "verb", title: t("verb"), render: (row) => t(labelOf(VERB_WORDS, row.verb)) },
    { key: "what", title: t("what"), render: (row) => <What row={row} /> },
    { key: "source", title: t("source"), render: (row) => t(labelOf(SOURCE_WORDS, row.source)) },
    {
      key: "outcome",
      title: t("outcome"),
      head: true,
      render: (row) => <StateTag of={AUDIT_OUTCOME_WORDS} state={row.outcome} />,
    },
    {
      key: "why",
      title: t("reason"),
      render: (row) => (row.code || row.reason ? <Why row={row} /> : null),
      width: 280,
    },
  ];
  return (
    <Page title={t("audit")} note={t("audit_note")}>
      <AuditChain open={(id) => table.filter([{ field: "id", operator: "eq", value: String(id) }])} />
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t("audit")}
        compact
        empty={<Empty title={t("audit_empty")} hint={t("audit_empty_hint")} />}
        onOpen={setShown}
      />
      <Drawer open={shown !== null} onClose={() => setShown(null)} title={t("details")} width={520}>
        {shown && <Entry row={shown} zone={zone} />}
      </Drawer>
    </Page>
  );
}

/** The resource acted on: its kind and its name or id. */
function What({ row, linked = false }: { row: AuditRow; linked?: boolean }) {
  const t = useTranslations();
  const kind = t(labelOf(RESOURCE_NAMES, row.resource));
  const which = whichResource(row);
  const path = linked ? pathOfResource(row) : null;
  if (which === null) return kind;
  return (
    <>
      {kind} {path ? <Link to={path}>{which}</Link> : <span className="faint">{which}</span>}
    </>
  );
}

function Why({ row }: { row: AuditRow }) {
  return <span>{useWhy()(row)}</span>;
}

function Entry({ row, zone }: { row: AuditRow; zone: string }) {
  const t = useTranslations(words);
  const tChain = useTranslations(chainWords);
  return (
    <div className="stack">
      <Descriptions
        items={[
          { key: "id", label: tChain("id"), value: <span className="mono">{row.id}</span> },
          { key: "at", label: t("at"), value: clock(row.at, zone, true) },
          { key: "who", label: t("who"), value: row.actor_name ?? t("nobody") },
          { key: "source", label: t("source"), value: t(labelOf(SOURCE_WORDS, row.source)) },
          { key: "verb", label: t("verb"), value: t(labelOf(VERB_WORDS, row.verb)) },
          { key: "what", label: t("what"), value: <What row={row} linked /> },
          ...(row.resource_id === null
            ? []
            : [
                {
                  key: "resource_id",
                  label: t("resource_id"),
                  value: <span className="mono">{row.resource_id}</span>,
                },
              ]),
          {
            key: "outcome",
            label: t("outcome"),
            value: <StateTag of={AUDIT_OUTCOME_WORDS} state={row.outcome} />,
          },
          ...(row.code === null ? [] : [{ key: "code", label: t("code"), value: row.code }]),
          ...(row.code || row.reason
            ? [{ key: "reason", label: t("reason"), value: <Why row={row} /> }]
            : []),
        ]}
      />
      <Json title={t("before")} value={row.before} />
      <Json title={t("after")} value={row.after} />
    </div>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <section>
      <b>{title}</b>
      <pre className="json">{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}

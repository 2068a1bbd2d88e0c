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
import { Facts } from "../ui/facts.tsx";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useWhy } from "../ui/why.ts";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./words.ts";

/** The audit log (IAM-4): every change and every refused attempt, by who, what and outcome. */
export function AuditList() {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  const [shown, setShown] = useState<AuditRow | null>(null);
  const table = useRowTable<AuditRow>("audit_log", { sorters: [{ field: "id", order: "desc" }] });
  const fields: FilterField[] = [
    { name: "who", column: "actor_name", kind: "text", label: say("who") },
    { name: "resource", kind: "choice", label: say("what"), options: optionsOf(RESOURCE_NAMES, speak) },
    {
      name: "outcome",
      kind: "choice",
      label: say("outcome"),
      options: optionsOf(AUDIT_OUTCOME_WORDS, speak),
    },
    {
      name: "verb",
      kind: "choice",
      label: say("verb"),
      advanced: true,
      options: optionsOf(VERB_WORDS, speak),
    },
    {
      name: "source",
      kind: "choice",
      label: say("source"),
      advanced: true,
      options: optionsOf(SOURCE_WORDS, speak),
    },
    { name: "resource_id", kind: "exact", label: say("resource_id"), advanced: true },
    { name: "at", kind: "time", label: say("at"), advanced: true },
  ];
  const columns: Column<AuditRow>[] = [
    { key: "at", title: say("at"), render: (row) => clock(row.at, zone, true), width: 170 },
    { key: "who", title: say("who"), head: true, render: (row) => row.actor_name ?? say("nobody") },
    { key: "verb", title: say("verb"), render: (row) => speak(labelOf(VERB_WORDS, row.verb)) },
    { key: "what", title: say("what"), render: (row) => <What row={row} /> },
    { key: "source", title: say("source"), render: (row) => speak(labelOf(SOURCE_WORDS, row.source)) },
    {
      key: "outcome",
      title: say("outcome"),
      head: true,
      render: (row) => <StateTag of={AUDIT_OUTCOME_WORDS} state={row.outcome} />,
    },
    {
      key: "why",
      title: say("reason"),
      render: (row) => (row.code || row.reason ? <Why row={row} /> : null),
      width: 280,
    },
  ];
  return (
    <Page title={say("audit")} note={say("audit_note")}>
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={say("audit")}
        compact
        empty={<Empty title={say("audit_empty")} hint={say("audit_empty_hint")} />}
        onOpen={setShown}
      />
      <Drawer open={shown !== null} onClose={() => setShown(null)} title={say("details")} width={520}>
        {shown && <Entry row={shown} zone={zone} />}
      </Drawer>
    </Page>
  );
}

/** What was acted on: its kind, and which one. */
function What({ row, linked = false }: { row: AuditRow; linked?: boolean }) {
  const speak = useSay();
  const kind = speak(labelOf(RESOURCE_NAMES, row.resource));
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
  const say = useWords(words);
  const speak = useSay();
  return (
    <div className="stack">
      <Facts
        facts={[
          { key: "at", label: say("at"), value: clock(row.at, zone, true) },
          { key: "who", label: say("who"), value: row.actor_name ?? say("nobody") },
          { key: "source", label: say("source"), value: speak(labelOf(SOURCE_WORDS, row.source)) },
          { key: "verb", label: say("verb"), value: speak(labelOf(VERB_WORDS, row.verb)) },
          { key: "what", label: say("what"), value: <What row={row} linked /> },
          ...(row.resource_id === null
            ? []
            : [
                {
                  key: "resource_id",
                  label: say("resource_id"),
                  value: <span className="mono">{row.resource_id}</span>,
                },
              ]),
          {
            key: "outcome",
            label: say("outcome"),
            value: <StateTag of={AUDIT_OUTCOME_WORDS} state={row.outcome} />,
          },
          ...(row.code === null ? [] : [{ key: "code", label: say("code"), value: row.code }]),
          ...(row.code || row.reason
            ? [{ key: "reason", label: say("reason"), value: <Why row={row} /> }]
            : []),
        ]}
      />
      <Json title={say("before")} value={row.before} />
      <Json title={say("after")} value={row.after} />
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

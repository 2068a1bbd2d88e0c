import type { CrudFilters } from "@refinedev/core";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { Card, Form } from "antd";
import { Link } from "react-router";
import { useRows } from "../../ui/data.ts";
import { filtersOf, valuesOf } from "../../ui/filter-values.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useLocale, useSay, useWords } from "../../ui/words.ts";
import { type Asked, RESULTS, timeProblem } from "./asked.ts";
import { TimeField } from "./time-field.tsx";
import { useAsked } from "./use-asked.ts";
import { type Detail, useDetails } from "./use-details.ts";
import { words } from "./words.ts";

/** 发送任务明细 (SND-3, §7.1.4): what became of every message over all sends, by signature, template, number, result and time. */
export function SendDetails() {
  const say = useWords(words);
  const { zone } = useEnterprise();
  const [asked, change] = useAsked();
  const fields = useFields();
  const { signature, template, phone, result } = asked;
  const filters = filtersOf(fields, { signature, template, phone, result: result ?? undefined }, zone);
  const table = useDetails(asked, filters);
  const columns = useColumns();
  const toSends = <LinkButton to="/sends">{say("to_sends")}</LinkButton>;
  return (
    <Page title={say("title")} note={say("note")}>
      <Card size="small" className="filters">
        <Form layout="vertical" component="div">
          <TimeField time={asked.time} set={(time) => change({ time })} />
        </Form>
        <FilterBar
          plain
          fields={fields}
          filters={filters}
          onChange={(chosen) => change(chosenOf(fields, chosen, zone))}
          zone={zone}
        />
      </Card>
      {timeProblem(asked.time) === null && (
        <RowTable
          table={table}
          columns={columns}
          rowKey={(row) => row.id}
          label={say("title")}
          empty={<Empty title={say("empty")} hint={say("empty_hint")} action={toSends} />}
        />
      )}
    </Page>
  );
}

/** What the filters say. A number is taken as people write it. */
function chosenOf(fields: FilterField[], filters: CrudFilters, zone: string): Partial<Asked> {
  const values = valuesOf(fields, filters, zone);
  const text = (name: string) => String(values[name] ?? "");
  const phone = text("phone").trim();
  return {
    signature: text("signature"),
    template: text("template"),
    result: RESULTS.find((result) => result === values.result) ?? null,
    phone: phoneOrNull(phone) ?? phone,
  };
}

function useFields(): FilterField[] {
  const say = useWords(words);
  const speak = useSay();
  const byName = { sorters: [{ field: "name", order: "asc" as const }] };
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", byName);
  const templates = useRows<RowOf<"template_cards">>("template_cards", { ...byName, select: "id, name" });
  const names = [...new Set(signatures.rows.map(({ name }) => name))];
  return [
    {
      name: "signature",
      kind: "choice",
      label: say("signature"),
      options: names.map((name) => ({ value: name, label: `【${name}】` })),
    },
    {
      name: "template",
      kind: "choice",
      label: say("template"),
      options: templates.rows.map(({ id, name }) => ({ value: id ?? "", label: name })),
    },
    { name: "phone", kind: "exact", label: say("phone") },
    {
      name: "result",
      kind: "choice",
      label: say("result"),
      options: RESULTS.map((value) => ({ value, label: speak(DELIVERY_STATE_WORDS[value]) })),
    },
  ];
}

function useColumns(): Column<Detail>[] {
  const say = useWords(words);
  const speak = useSay();
  const locale = useLocale();
  const { zone } = useEnterprise();
  return [
    {
      key: "phone",
      title: say("masked"),
      head: true,
      render: (row) => <span className="mono">{row.phone}</span>,
    },
    {
      key: "result",
      title: say("result"),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "sent", title: say("time"), render: (row) => clock(row.sent_at, zone, true) },
    {
      key: "send",
      title: say("send"),
      render: (row) => (
        <>
          <Link to={`/sends/${row.send_id}`}>{sendTitle({ ...row, name: row.send_name }, locale)}</Link>
          <div className="faint mono">{row.batch_no}</div>
        </>
      ),
    },
    { key: "template", title: say("template"), render: (row) => row.template_name },
    { key: "signature", title: say("signature"), render: (row) => `【${row.signature}】` },
    {
      key: "code",
      title: say("code"),
      render: (row) => row.code && <span className="mono">{row.code}</span>,
    },
    { key: "vendor", title: say("vendor"), render: (row) => row.vendor && speak(VENDOR_WORDS[row.vendor]) },
    {
      key: "final",
      title: say("final_at"),
      render: (row) => row.final_at && clock(row.final_at, zone, true),
    },
    {
      key: "id",
      title: say("delivery_id"),
      render: (row) => <span className="mono">{row.id}</span>,
      wideOnly: true,
    },
  ];
}

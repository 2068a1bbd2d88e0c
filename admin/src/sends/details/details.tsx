import { MESSAGE_COLUMNS, MESSAGE_RESULTS, RESULT_PRESETS } from "@tidings/shared/messages/results.ts";
import { NETWORKS, networkText } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import type { FilterValues } from "@tidings/shared/resource/address.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card, Form } from "antd";
import { useRef } from "react";
import { Link } from "react-router";
import { useRows } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { NumberInput, PartialNumber } from "../../ui/number-search.tsx";
import { Page } from "../../ui/page.tsx";
import { ExportButton } from "../../ui/resource/export-button.tsx";
import { ListKeys } from "../../ui/resource/list-keys.tsx";
import { ListTools } from "../../ui/resource/list-tools.tsx";
import { useListViews } from "../../ui/resource/list-views.ts";
import { ResultCode } from "../../ui/result-code.tsx";
import { Masked } from "../../ui/reveal.tsx";
import { type Column, RowTable, shownColumns } from "../../ui/row-table.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { showStory } from "../../ui/story-door.ts";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { type DetailsQuery, resultsIn, timeProblem, windowOf } from "./query.ts";
import { TimeField } from "./time-field.tsx";
import { type Detail, isPartial, useDetails } from "./use-details.ts";
import { type DetailsAsked, useDetailsQuery } from "./use-details-query.ts";
import { words } from "./words.ts";

/** Whose saved views they are, as lists are exported. */
const SOURCE = "send_detail";

/** 发送任务明细 (SND-3, §7.1.4): the messages of all sends, filtered by signature, template, number, result and time. */
export function SendDetails() {
  const t = useTranslations(words);
  const views = useListViews(SOURCE, RESULT_PRESETS);
  const asked = useDetailsQuery(views);
  const { query, change, place } = asked;
  const fields = useFields();
  const { signature, template, phone, results, network } = query;
  const set = Object.entries({ signature, template, result: results.join(), network: network ?? "" });
  const filters = Object.fromEntries(set.filter(([, value]) => value !== ""));
  const table = useDetails(asked, phone === "" ? filters : { ...filters, phone });
  const columns = useColumns();
  const around = useRef<HTMLDivElement>(null);
  const openStory = (id: unknown) => showStory({ resource: "delivery", id: String(id) });
  const toSends = <LinkButton to="/sends">{t("to_sends")}</LinkButton>;
  return (
    <Page
      title={t("title")}
      note={t("note")}
      actions={<LinkButton to="/messages">{t("find_number")}</LinkButton>}
    >
      <div ref={around} className="list">
        <ListTools
          resource={SOURCE}
          place={place}
          views={views}
          columns={columns}
          exports={
            timeProblem(query.time) === null &&
            phone === "" && <ExportButton source={SOURCE} {...exportedOf(columns, asked)} masked />
          }
        />
        <NumberInput
          search={{ typed: phone, type: (text) => change({ phone: text }, true) }}
          label={t("phone")}
        />
        <Card size="small" className="filters">
          <Form layout="vertical" component="div">
            <TimeField time={query.time} set={(time) => change({ time })} />
          </Form>
          <FilterBar
            plain
            fields={fields}
            filters={filters}
            onChange={(chosen, typed) => change(chosenOf(chosen), typed)}
          />
        </Card>
        {timeProblem(query.time) === null && (
          <RowTable
            table={table}
            columns={columns}
            rowKey={(row) => row.id}
            label={t("title")}
            onOpen={({ id }) => openStory(id)}
            nothing={isPartial(query) ? <PartialNumber /> : <NothingThen query={query} />}
            empty={<Empty title={t("empty")} hint={t("empty_hint")} action={toSends} />}
          />
        )}
      </div>
      <ListKeys list={around} open={openStory} />
    </Page>
  );
}

/** What the file of an export has beside each column that is shown. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  send_name: ["send_name", "batch_no"],
  code: ["code", "code_said"],
  network: ["network", "network_told"],
};

/** What is shown now, as an export takes it. A number is in no export: who looks for one has its story. */
function exportedOf(columns: readonly Column<Detail>[], { query, place }: DetailsAsked) {
  const { from, to } = windowOf(query.time, new Date());
  const { signature, template: template_id, network, results } = query;
  const time = (operator: "gte" | "lt", value: string | null) =>
    value === null ? [] : [{ field: "sent_at", operator, value } as const];
  return {
    columns: shownColumns(columns, place.query.columns).flatMap(({ key }) => BESIDE[key] ?? [key]),
    filters: [
      ...Object.entries({ signature, template_id, network }).flatMap(([field, value]) =>
        value ? [{ field, operator: "eq", value } as const] : [],
      ),
      ...(results.length > 0 ? [{ field: "state", operator: "in", value: [...results] } as const] : []),
      ...time("gte", from),
      ...time("lt", to),
    ],
  };
}

/** Nothing matches: says in which time was looked, as nobody may have chosen it; of a number, that its story is beside it. */
function NothingThen({ query: { time, phone } }: { readonly query: DetailsQuery }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const when =
    time.last === null
      ? `${clock(time.from, zone)} – ${clock(time.to, zone)}`
      : t(time.last === 1 ? "last_hour" : "last_day");
  return (
    <Empty
      drawing="search"
      title={t("nothing", { when })}
      hint={t(phone === "" ? "nothing_hint" : "nothing_number")}
    />
  );
}

/** The query that the filters describe. */
function chosenOf({
  signature = "",
  template = "",
  result = "",
  network,
}: FilterValues): Partial<DetailsQuery> {
  return {
    signature,
    template,
    results: resultsIn(result),
    network: NETWORKS.find((one) => one === network) ?? null,
  };
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  const byName = { sorters: [{ field: "name", order: "asc" as const }] };
  const signatures = useRows<RowOf<"sms_signatures">>("sms_signatures", byName);
  const templates = useRows<RowOf<"template_cards">>("template_cards", { ...byName, select: "id, name" });
  const names = [...new Set(signatures.rows.map(({ name }) => name))];
  return [
    {
      name: "signature",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.signature),
      options: names.map((name) => ({ value: name, label: `【${name}】` })),
    },
    {
      name: "template",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.template_name),
      options: templates.rows.map(({ id, name }) => ({ value: id ?? "", label: name })),
    },
    {
      name: "result",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.state),
      several: true,
      options: MESSAGE_RESULTS.map((value) => ({ value, label: t(DELIVERY_STATE_WORDS[value]) })),
    },
    {
      name: "network",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.network),
      options: NETWORKS.map((value) => ({ value, label: t(NETWORK_WORDS[value]) })),
    },
  ];
}

function useColumns(): Column<Detail>[] {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  return [
    {
      key: "phone",
      title: t(MESSAGE_COLUMNS.phone),
      head: true,
      render: (row) => <Masked text={row.phone} resource="delivery" id={row.id} />,
    },
    {
      key: "state",
      title: t(MESSAGE_COLUMNS.state),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "sent_at", title: t(MESSAGE_COLUMNS.sent_at), render: (row) => clock(row.sent_at, zone, true) },
    {
      key: "send_name",
      title: t(MESSAGE_COLUMNS.send_name),
      render: (row) => (
        <>
          <Link to={`/sends/${row.send_id}`}>{sendTitle({ ...row, name: row.send_name }, locale)}</Link>
          <div className="faint mono">{row.batch_no}</div>
        </>
      ),
    },
    {
      key: "template_name",
      title: t(MESSAGE_COLUMNS.template_name),
      asked: true,
      render: (row) => row.template_name,
    },
    { key: "signature", title: t(MESSAGE_COLUMNS.signature), render: (row) => `【${row.signature}】` },
    {
      key: "code",
      title: t(MESSAGE_COLUMNS.code),
      render: (row) => row.code && <ResultCode of={row} />,
      width: 190,
    },
    {
      key: "vendor",
      title: t(MESSAGE_COLUMNS.vendor),
      render: (row) => row.vendor && t(VENDOR_WORDS[row.vendor]),
    },
    { key: "network", title: t(MESSAGE_COLUMNS.network), asked: true, render: (row) => t(networkText(row)) },
    {
      key: "final_at",
      title: t(MESSAGE_COLUMNS.final_at),
      render: (row) => row.final_at && clock(row.final_at, zone, true),
    },
    {
      key: "id",
      title: t(MESSAGE_COLUMNS.id),
      asked: true,
      render: (row) => <span className="mono">{row.id}</span>,
    },
  ];
}

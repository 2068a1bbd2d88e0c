import { NETWORK, NETWORKS, networkText } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import type { FilterValues } from "@tidings/shared/resource/address.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card, Form } from "antd";
import { Link } from "react-router";
import { useRows } from "../../ui/data.ts";
import { FilterBar, type FilterField } from "../../ui/filters.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { PartialNumber, StoryButton } from "../../ui/number-search.tsx";
import { Page } from "../../ui/page.tsx";
import { ResultCode } from "../../ui/result-code.tsx";
import { Masked } from "../../ui/reveal.tsx";
import { type Column, RowTable } from "../../ui/row-table.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { Empty } from "../../ui/states.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { type DetailsQuery, RESULTS, timeProblem } from "./query.ts";
import { TimeField } from "./time-field.tsx";
import { type Detail, isPartial, useDetails } from "./use-details.ts";
import { useDetailsQuery } from "./use-details-query.ts";
import { words } from "./words.ts";

/** 发送任务明细 (SND-3, §7.1.4): the messages of all sends, filtered by signature, template, number, result and time. */
export function SendDetails() {
  const t = useTranslations(words);
  const asked = useDetailsQuery();
  const { query, change } = asked;
  const fields = useFields();
  const { signature, template, phone, result, network } = query;
  const set = Object.entries({ signature, template, phone, result: result ?? "", network: network ?? "" });
  const filters = Object.fromEntries(set.filter(([, value]) => value !== ""));
  const table = useDetails(asked, filters);
  const columns = useColumns();
  const toSends = <LinkButton to="/sends">{t("to_sends")}</LinkButton>;
  return (
    <Page
      title={t("title")}
      note={t("note")}
      actions={
        <>
          <StoryButton typed={query.phone} />
          <LinkButton to="/messages">{t("find_number")}</LinkButton>
        </>
      }
    >
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
          nothing={isPartial(query) ? <PartialNumber /> : undefined}
          empty={<Empty title={t("empty")} hint={t("empty_hint")} action={toSends} />}
        />
      )}
    </Page>
  );
}

/** The query that the filters describe. A number stays as it is typed; the database takes every usual form. */
function chosenOf({
  signature = "",
  template = "",
  result,
  network,
  phone = "",
}: FilterValues): Partial<DetailsQuery> {
  return {
    signature,
    template,
    result: RESULTS.find((one) => one === result) ?? null,
    network: NETWORKS.find((one) => one === network) ?? null,
    phone: phone.trim(),
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
      label: t("signature"),
      options: names.map((name) => ({ value: name, label: `【${name}】` })),
    },
    {
      name: "template",
      kind: "choice",
      label: t("template"),
      options: templates.rows.map(({ id, name }) => ({ value: id ?? "", label: name })),
    },
    { name: "phone", kind: "exact", label: t("phone") },
    {
      name: "result",
      kind: "choice",
      label: t("result"),
      options: RESULTS.map((value) => ({ value, label: t(DELIVERY_STATE_WORDS[value]) })),
    },
    {
      name: "network",
      kind: "choice",
      label: t(NETWORK),
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
      title: t("masked"),
      head: true,
      render: (row) => <Masked text={row.phone} resource="delivery" id={row.id} />,
    },
    {
      key: "result",
      title: t("result"),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "sent", title: t("time"), render: (row) => clock(row.sent_at, zone, true) },
    {
      key: "send",
      title: t("send"),
      render: (row) => (
        <>
          <Link to={`/sends/${row.send_id}`}>{sendTitle({ ...row, name: row.send_name }, locale)}</Link>
          <div className="faint mono">{row.batch_no}</div>
        </>
      ),
    },
    { key: "template", title: t("template"), render: (row) => row.template_name },
    { key: "signature", title: t("signature"), render: (row) => `【${row.signature}】` },
    {
      key: "code",
      title: t("code"),
      render: (row) => row.code && <ResultCode of={row} />,
      width: 190,
    },
    { key: "vendor", title: t("vendor"), render: (row) => row.vendor && t(VENDOR_WORDS[row.vendor]) },
    { key: "network", title: t(NETWORK), render: (row) => t(networkText(row)) },
    {
      key: "final",
      title: t("final_at"),
      render: (row) => row.final_at && clock(row.final_at, zone, true),
    },
    {
      key: "id",
      title: t("delivery_id"),
      render: (row) => <span className="mono">{row.id}</span>,
      wideOnly: true,
    },
  ];
}

import { MESSAGE_COLUMNS } from "@tidings/shared/messages/results.ts";
import { networkText } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { codeText } from "@tidings/shared/sends/codes.ts";
import { DELIVERY_STATE_WORDS, type DeliveryState } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Card, Segmented, Tag } from "antd";
import { useRef, useState } from "react";
import { type OwnTableState, useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../ui/number-search.tsx";
import { optionsOf } from "../ui/options.ts";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { exported } from "../ui/resource/list.tsx";
import { ListKeys } from "../ui/resource/list-keys.tsx";
import { ListTools } from "../ui/resource/list-tools.tsx";
import { useListViews } from "../ui/resource/list-views.ts";
import { ResultCode } from "../ui/result-code.tsx";
import { Masked } from "../ui/reveal.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { ShortLink } from "../ui/short-link.tsx";
import { Empty } from "../ui/states.tsx";
import { showStory } from "../ui/story-door.ts";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words as basicWords } from "./basic-words.ts";
import type { Reason } from "./reasons-card.tsx";
import { words as reasonWords } from "./reasons-words.ts";
import type { Delivery } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { words } from "./words.ts";

/** 接收状态 of the basic edition (§8.2.2): what each of the four groups is made of. An export knows single states alone. */
const RESULTS = {
  success: ["delivered"],
  failed: ["failed", "expired", "unknown"],
  sending: ["pending", "handed"],
  timed_out: ["timed_out"],
} as const satisfies Readonly<Record<string, readonly DeliveryState[]>>;

type ResultGroup = keyof typeof RESULTS | "all";

/** Handed over in the last hours, counted from when that was chosen. */
interface HandedSince {
  readonly hours: number;
  readonly at: string;
}

function statesIn(states: readonly DeliveryState[]) {
  const [only, ...more] = states;
  return more.length === 0
    ? { field: "state", operator: "eq" as const, value: only }
    : { field: "state", operator: "in" as const, value: [...states] };
}

const reasonIn = ({ state, code }: Reason) => [
  { field: "state", operator: "eq" as const, value: state },
  code === null
    ? { field: "code", operator: "null" as const, value: true }
    : { field: "code", operator: "eq" as const, value: code },
];

/** Phones of all vendors show a storyboard, which has no link: vendor and link of a number are of cards and texts alone. */
const ofCards = ({ kind }: SendCard): boolean => kind !== "basic";

interface DeliveriesProps {
  readonly send: SendCard;
  /** The reason that was chosen above: its messages alone are shown. */
  readonly reason: Reason | null;
  readonly choose: (reason: Reason | null) => void;
}

/** One row per number (SND-3), masked, with its result, code, vendor and times. */
export function Deliveries({ send, reason, choose }: DeliveriesProps) {
  const t = useTranslations(words);
  const search = useNumberSearch<Delivery>("delivery", { of: send.id });
  const [group, setGroup] = useState<ResultGroup>("all");
  const states: readonly DeliveryState[] = group === "all" ? [] : RESULTS[group];
  const [since, setSince] = useState<HandedSince | null>(null);
  const fields = useFields(send);
  const views = useListViews("delivery");
  const around = useRef<HTMLDivElement>(null);
  const table = useRowTable<Delivery>("delivery_cards", {
    always: [
      { field: "send_id", operator: "eq", value: send.id },
      ...(states.length === 0 ? [] : [statesIn(states)]),
      ...(reason === null ? [] : reasonIn(reason)),
      ...(since === null ? [] : [{ field: "handed_at", operator: "gte" as const, value: since.at }]),
    ],
    fields,
    views,
    sorters: [{ field: "ordinal", order: "asc" }],
    pageSize: 10,
    select:
      "id, ordinal, phone, state, code, code_said, vendor, network, network_told, link_code, segments, resolved, handed_at, final_at",
  });
  const columns = useColumns(send);
  const openStory = (id: unknown) => showStory({ resource: "delivery", id: String(id) });
  return (
    <Card title={t("deliveries")} extra={<NumberInput search={search} label={t(MESSAGE_COLUMNS.phone)} />}>
      <div ref={around} className="list">
        <ListTools
          resource="delivery"
          place={table.place}
          views={views}
          columns={columns}
          exports={
            (send.expanded ?? 0) > 0 &&
            states.length < 2 &&
            reason === null && (
              <ExportButton source="delivery" of={send} {...exportedOf(columns, table)} masked />
            )
          }
        />
        {search.table === null && (
          <>
            {reason && <OnlyReason reason={reason} all={() => choose(null)} />}
            {send.kind === "basic" && <Results group={group} setGroup={setGroup} />}
            <Since since={since} setSince={setSince} />
            <FilterBar plain fields={fields} filters={table.filters} onChange={table.filter} />
          </>
        )}
        <RowTable
          table={search.table ?? table}
          columns={columns}
          rowKey={(row) => row.id ?? 0}
          label={t("deliveries")}
          compact
          onOpen={({ id }) => openStory(id)}
          nothing={search.partial ? <PartialNumber /> : undefined}
          empty={<Empty drawing="phone" title={t("deliveries_empty")} hint={t("deliveries_empty_hint")} />}
        />
      </div>
      <ListKeys within list={around} open={openStory} />
    </Card>
  );
}

/** What the file of an export has beside each column that is shown. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  code: ["code", "code_said"],
  network: ["network", "network_told"],
  // A link shows its customer's values to anyone who opens it, so none is in a file.
  link_code: [],
  id: [],
};

/** The columns that were chosen, in their order; a person who has chosen none gets all that there is of a message. */
function exportedOf(columns: readonly Column<Delivery>[], table: OwnTableState<Delivery>) {
  const { columns: shown, ...what } = exported(columns, table);
  if (table.place.query.columns === null) return what;
  return { ...what, columns: shown.flatMap((key) => BESIDE[key] ?? [key]) };
}

/** Says which messages are shown alone, until it is closed. */
function OnlyReason({ reason, all }: { readonly reason: Reason; readonly all: () => void }) {
  const t = useTranslations(reasonWords);
  const locale = useLocale();
  return (
    <Tag closable onClose={all} className="look" data-testid="only-reason">
      {t("only", { reason: codeText(reason, DELIVERY_STATE_WORDS[reason.state], locale) })}
    </Tag>
  );
}

interface ResultsProps {
  readonly group: ResultGroup;
  readonly setGroup: (group: ResultGroup) => void;
}

function Results({ group, setGroup }: ResultsProps) {
  const t = useTranslations(basicWords);
  return (
    <Segmented
      className="look"
      aria-label={t("results")}
      value={group}
      onChange={setGroup}
      options={(["all", "success", "failed", "sending", "timed_out"] as const).map((value) => ({
        value,
        label: t(`result_${value}`),
      }))}
      data-testid="results"
    />
  );
}

interface SinceProps {
  readonly since: HandedSince | null;
  readonly setSince: (since: HandedSince | null) => void;
}

function Since({ since, setSince }: SinceProps) {
  const t = useTranslations(stops);
  return (
    <Segmented
      className="look"
      aria-label={t("look")}
      value={since?.hours ?? 0}
      onChange={(hours) =>
        setSince(hours === 0 ? null : { hours, at: new Date(Date.now() - hours * 3_600_000).toISOString() })
      }
      options={[
        { value: 0, label: t("look_all") },
        { value: 1, label: t("look_hour") },
        { value: 24, label: t("look_day") },
      ]}
    />
  );
}

function useFields(send: SendCard): FilterField[] {
  const t = useTranslations(words);
  const vendor: FilterField = {
    name: "vendor",
    kind: "choice",
    label: t(MESSAGE_COLUMNS.vendor),
    options: optionsOf(VENDOR_WORDS, t),
  };
  return [
    {
      name: "state",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.state),
      options: optionsOf(DELIVERY_STATE_WORDS, t),
    },
    ...(ofCards(send) ? [vendor] : []),
    {
      name: "network",
      kind: "choice",
      label: t(MESSAGE_COLUMNS.network),
      options: optionsOf(NETWORK_WORDS, t),
    },
    { name: "final", column: "final_at", kind: "time", label: t(MESSAGE_COLUMNS.final_at) },
  ];
}

function useColumns(send: SendCard): Column<Delivery>[] {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const all: Column<Delivery>[] = [
    {
      key: "phone",
      title: t(MESSAGE_COLUMNS.phone),
      head: true,
      render: (row) => <Masked text={row.phone ?? ""} resource="delivery" id={row.id ?? 0} />,
    },
    {
      key: "ordinal",
      title: t(MESSAGE_COLUMNS.ordinal),
      render: (row) => row.ordinal,
      width: 80,
      order: "ordinal",
    },
    {
      key: "state",
      title: t(MESSAGE_COLUMNS.state),
      head: true,
      render: (row) => <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />,
    },
    { key: "code", title: t(MESSAGE_COLUMNS.code), render: (row) => <ResultCode of={row} />, width: 190 },
    {
      key: "vendor",
      title: t(MESSAGE_COLUMNS.vendor),
      render: (row) => (row.vendor ? t(VENDOR_WORDS[row.vendor]) : "—"),
    },
    { key: "network", title: t(MESSAGE_COLUMNS.network), render: (row) => t(networkText(row)) },
    {
      key: "link_code",
      title: t("link"),
      render: (row) => <ShortLink code={row.link_code} example={send.link_example} />,
      wideOnly: true,
    },
    {
      key: "handed_at",
      title: t(MESSAGE_COLUMNS.handed_at),
      render: (row) => clock(row.handed_at, zone, true),
      wideOnly: true,
    },
    { key: "final_at", title: t(MESSAGE_COLUMNS.final_at), render: (row) => clock(row.final_at, zone, true) },
    {
      key: "segments",
      title: t(MESSAGE_COLUMNS.segments),
      asked: true,
      align: "right",
      render: (row) => row.segments,
    },
    {
      key: "resolved",
      title: t(MESSAGE_COLUMNS.resolved),
      asked: true,
      align: "right",
      render: (row) => row.resolved,
    },
    {
      key: "id",
      title: t(MESSAGE_COLUMNS.id),
      render: (row) => <span className="mono">{row.id}</span>,
      wideOnly: true,
    },
  ];
  return ofCards(send) ? all : all.filter(({ key }) => key !== "vendor" && key !== "link_code");
}

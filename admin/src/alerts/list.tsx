import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { isAllowed, type TransitionsById } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { type AlertRow, LOUD_KINDS, placeOf, QUIET_KINDS } from "./row.ts";
import { SeeButton } from "./see-button.tsx";
import { Subscriptions } from "./subscriptions.tsx";
import { useAlertText } from "./use-alert-text.ts";
import { words } from "./words.ts";

const LOOKS = ["unseen", "all", "reviews"] as const;
type Look = (typeof LOOKS)[number];

/** The alerts, and the chat channels subscribed to them (GRD-1, BOT-4). */
export function AlertList() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const [look, setLook] = useState<Look>("unseen");
  const reviews = look === "reviews";
  const table = useRowTable<AlertRow>("alerts", {
    always: [
      ...(look === "unseen" ? [{ field: "seen_at", operator: "null" as const, value: null }] : []),
      { field: "kind", operator: "in", value: [...(reviews ? QUIET_KINDS : LOUD_KINDS)] },
    ],
    sorters: [{ field: "id", order: "desc" }],
    inAddress: false,
    poll: 5_000,
    transitions: "alert",
  });
  const columns = useColumns(table.transitions);
  const loud = Object.fromEntries(LOUD_KINDS.map((kind) => [kind, ALERT_KIND_WORDS[kind]]));
  const fields: FilterField[] = [
    ...(reviews
      ? []
      : [{ name: "kind", kind: "choice" as const, label: t("kind"), options: optionsOf(loud, t) }]),
    { name: "at", kind: "time", label: t("at") },
  ];

  function turn(next: Look) {
    table.filter([]);
    setLook(next);
  }

  return (
    <Page title={t("title")} note={t("note")}>
      <Segmented<Look>
        className="fit"
        value={look}
        onChange={turn}
        options={LOOKS.map((one) => ({ value: one, label: t(`look_${one}`) }))}
      />
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(alert) => alert.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} />}
      />
      <Subscriptions />
    </Page>
  );
}

function useColumns(transitions: TransitionsById): Column<AlertRow>[] {
  const t = useTranslations(words);
  const text = useAlertText();
  const { zone } = useEnterprise();
  return [
    {
      key: "kind",
      title: t("kind"),
      head: true,
      render: (alert) => <StateTag of={ALERT_KIND_WORDS} state={alert.kind} />,
    },
    {
      key: "what",
      title: t("what"),
      render: (alert) => {
        const place = placeOf(alert);
        return place === null ? text(alert) : <Link to={place}>{text(alert)}</Link>;
      },
    },
    { key: "at", title: t("at"), order: "id", head: true, render: (alert) => clock(alert.at, zone, true) },
    {
      key: "seen",
      title: t("seen"),
      render: (alert) =>
        alert.seen_at !== null ? (
          <span className="faint">{clock(alert.seen_at, zone)}</span>
        ) : isAllowed(transitions[alert.id] ?? [], "see") ? (
          <SeeButton alert={alert} />
        ) : (
          t("seen_no")
        ),
    },
  ];
}

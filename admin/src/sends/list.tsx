import { PlusOutlined } from "@ant-design/icons";
import { sendStateLabels } from "@tidings/shared/sends/outcome.ts";
import { SEND_ORIGIN_WORDS, SEND_STATE_WORDS, SEND_TIMING_WORDS } from "@tidings/shared/sends/words.ts";
import { Link, useNavigate } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { OutcomeBar } from "./outcome-bar.tsx";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

/** The send tasks (SND-2), with simple and advanced filters. */
export function SendList() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const fields = useFields();
  const columns = useColumns();
  const table = useRowTable<SendCard>("send_cards", {
    sorters: [{ field: "created_at", order: "desc" }],
    poll: 3_000,
  });
  const create = useMay()("KooMessage:sendTask:create") && (
    <LinkButton type="primary" icon={<PlusOutlined />} to="/sends/new">
      {t("create")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} note={t("note")} actions={create}>
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(send) => send.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={create} />}
        onOpen={(send) => navigate(`/sends/${send.id}`)}
      />
    </Page>
  );
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
  return [
    { name: "name", kind: "text", label: t("name") },
    { name: "created", column: "created_at", kind: "time", label: t("created") },
    {
      name: "state",
      kind: "choice",
      label: t("state"),
      advanced: true,
      options: optionsOf(SEND_STATE_WORDS, t),
    },
    {
      name: "origin",
      kind: "choice",
      label: tStops("origin"),
      advanced: true,
      options: optionsOf(SEND_ORIGIN_WORDS, t),
    },
    {
      name: "timing",
      kind: "choice",
      label: t("timing"),
      advanced: true,
      options: optionsOf(SEND_TIMING_WORDS, t),
    },
    { name: "batch_no", kind: "text", label: t("batch"), advanced: true },
    { name: "template_name", kind: "text", label: t("template"), advanced: true },
    { name: "template_id", kind: "exact", label: t("template_id"), advanced: true },
    { name: "signature", kind: "text", label: t("signature"), advanced: true },
    { name: "submitted_by_name", kind: "text", label: t("submitter"), advanced: true },
  ];
}

function useColumns(): Column<SendCard>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const rhythm = useRhythmText();
  const { zone } = useEnterprise();
  return [
    {
      key: "name",
      title: t("name"),
      head: true,
      render: (send) => (
        <>
          <Link to={`/sends/${send.id}`}>{send.name}</Link>
          <div className="faint mono">{send.batch_no}</div>
          {send.origin !== "own" && <StateTag of={SEND_ORIGIN_WORDS} state={send.origin} />}
        </>
      ),
    },
    {
      key: "state",
      title: t("state"),
      head: true,
      render: (send) => <StateTag of={sendStateLabels(send)} state={send.state} />,
    },
    { key: "template", title: t("template"), render: (send) => send.template_name },
    { key: "signature", title: t("signature"), render: (send) => `【${send.signature}】`, wideOnly: true },
    { key: "numbers", title: t("numbers"), align: "right", render: (send) => amount(send.accepted) },
    {
      key: "progress",
      title: t("progress"),
      width: 210,
      render: (send) => (send.expanded === null ? "—" : <OutcomeBar send={send} />),
    },
    {
      key: "timing",
      title: t("timing"),
      render: (send) =>
        send.scheduled_at
          ? t("scheduled_for", { at: clock(send.scheduled_at, zone) })
          : send.cron
            ? rhythm(send.cron)
            : t(SEND_TIMING_WORDS[send.timing]),
    },
    {
      key: "created",
      title: t("created"),
      order: "created_at",
      render: (send) => clock(send.created_at, zone),
    },
  ];
}

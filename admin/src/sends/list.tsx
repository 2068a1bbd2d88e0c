import { PlusOutlined } from "@ant-design/icons";
import {
  ACCOUNT_WORDS,
  SEND_ORIGIN_WORDS,
  SEND_STATE_WORDS,
  SEND_TIMING_WORDS,
} from "@tidings/shared/sends/words.ts";
import { Progress } from "antd";
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
import { INK } from "../ui/theme.ts";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { progressOf, sentOf } from "./account.ts";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

/** The send tasks (SND-2), with simple and advanced filters. */
export function SendList() {
  const say = useWords(words);
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
      {say("create")}
    </LinkButton>
  );
  return (
    <Page title={say("title")} note={say("note")} actions={create}>
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(send) => send.id}
        label={say("title")}
        empty={<Empty title={say("empty")} hint={say("empty_hint")} action={create} />}
        onOpen={(send) => navigate(`/sends/${send.id}`)}
      />
    </Page>
  );
}

function useFields(): FilterField[] {
  const say = useWords(words);
  const sayStop = useWords(stops);
  const speak = useSay();
  return [
    { name: "name", kind: "text", label: say("name") },
    { name: "created", column: "created_at", kind: "time", label: say("created") },
    {
      name: "state",
      kind: "choice",
      label: say("state"),
      advanced: true,
      options: optionsOf(SEND_STATE_WORDS, speak),
    },
    {
      name: "origin",
      kind: "choice",
      label: sayStop("origin"),
      advanced: true,
      options: optionsOf(SEND_ORIGIN_WORDS, speak),
    },
    {
      name: "timing",
      kind: "choice",
      label: say("timing"),
      advanced: true,
      options: optionsOf(SEND_TIMING_WORDS, speak),
    },
    { name: "batch_no", kind: "text", label: say("batch"), advanced: true },
    { name: "template_name", kind: "text", label: say("template"), advanced: true },
    { name: "template_id", kind: "exact", label: say("template_id"), advanced: true },
    { name: "signature", kind: "text", label: say("signature"), advanced: true },
    { name: "submitted_by_name", kind: "text", label: say("submitter"), advanced: true },
  ];
}

function useColumns(): Column<SendCard>[] {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  const rhythm = useRhythmText();
  const { zone } = useEnterprise();
  return [
    {
      key: "name",
      title: say("name"),
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
      title: say("state"),
      head: true,
      render: (send) => <StateTag of={SEND_STATE_WORDS} state={send.state} />,
    },
    { key: "template", title: say("template"), render: (send) => send.template_name },
    { key: "signature", title: say("signature"), render: (send) => `【${send.signature}】`, wideOnly: true },
    { key: "numbers", title: say("numbers"), align: "right", render: (send) => amount(send.accepted) },
    {
      key: "progress",
      title: say("progress"),
      width: 150,
      render: (send) => (send.expanded === null ? "—" : <SendProgress send={send} />),
    },
    {
      key: "timing",
      title: say("timing"),
      render: (send) =>
        send.scheduled_at
          ? say("scheduled_for", { at: clock(send.scheduled_at, zone) })
          : send.cron
            ? rhythm(send.cron)
            : speak(SEND_TIMING_WORDS[send.timing]),
    },
    {
      key: "created",
      title: say("created"),
      order: "created_at",
      render: (send) => clock(send.created_at, zone),
    },
  ];
}

/** How far it is. What was cancelled is drawn as such and named: a send that was stopped is not a full green bar. */
function SendProgress({ send }: { send: SendCard }) {
  const speak = useSay();
  const amount = useAmount();
  const percent = (share: number) => Math.floor(share * 100);
  if (send.cancelled === 0)
    return <Progress percent={percent(progressOf(send))} size="small" className="list-progress" />;
  const sent = percent(sentOf(send));
  return (
    <span data-cancelled={send.cancelled}>
      <Progress
        percent={percent(progressOf(send))}
        success={{ percent: sent }}
        strokeColor={INK.ended}
        status="normal"
        format={() => `${sent}%`}
        size="small"
        className="list-progress"
      />
      <span className="faint">
        {speak(ACCOUNT_WORDS.cancelled)} {amount(send.cancelled)}
      </span>
    </span>
  );
}

import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { App, Button, Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { troubleOf } from "../ui/trouble.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useSay, useWords } from "../ui/words.ts";
import type { Subscription } from "./row.ts";
import { words } from "./words.ts";

/** The chat channels that are told of alerts; whoever manages chat may end a subscription (BOT-4). */
export function Subscriptions() {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  const may = useMay();
  const table = useRowTable<Subscription>("chat_subscriptions", {
    sorters: [{ field: "created_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    poll: 10_000,
  });
  const columns: Column<Subscription>[] = [
    {
      key: "provider",
      title: say("provider"),
      head: true,
      render: (row) => (row.provider === "slack" ? "Slack" : "Discord"),
    },
    {
      key: "channel",
      title: say("channel"),
      head: true,
      render: (row) => <span className="mono">{row.channel}</span>,
    },
    {
      key: "kinds",
      title: say("kinds"),
      render: (row) => row.kinds.map((kind) => speak(labelOf(ALERT_KIND_WORDS, kind))).join(" · "),
    },
    {
      key: "language",
      title: say("language"),
      render: (row) => (row.locale === "en" ? "English" : "简体中文"),
    },
    { key: "since", title: say("since"), render: (row) => clock(row.created_at, zone) },
    ...(may("KooMessage:chat:manage")
      ? [{ key: "end", title: "", render: (row: Subscription) => <End row={row} /> }]
      : []),
  ];
  return (
    <Card title={say("subscriptions")}>
      <div className="stack">
        <span className="faint">{say("subscriptions_note")}</span>
        <RowTable
          table={table}
          columns={columns}
          rowKey={(row) => row.id}
          label={say("subscriptions")}
          compact
          empty={<Empty title={say("subscriptions_empty")} />}
        />
      </div>
    </Card>
  );
}

function End({ row }: { row: Subscription }) {
  const say = useWords(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { run, running } = useVerb("unsubscribe_chat_channel");

  async function end() {
    try {
      await run({ channel: row.channel });
      message.success(say("unsubscribe_done"));
    } catch (failure) {
      message.error(troubleOf(failure, locale).message);
    }
  }

  function ask() {
    modal.confirm({
      title: say("unsubscribe_title"),
      content: say("unsubscribe_body", { channel: row.channel }),
      okText: say("unsubscribe"),
      cancelText: say("keep"),
      okButtonProps: { danger: true },
      onOk: end,
    });
  }

  return (
    <Button size="small" danger loading={running} onClick={ask}>
      {say("unsubscribe")}
    </Button>
  );
}

import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { App, Button, Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { Subscription } from "./row.ts";
import { words } from "./words.ts";

/** The chat channels subscribed to alerts. Whoever may manage chat can end a subscription (BOT-4). */
export function Subscriptions() {
  const t = useTranslations(words);
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
      title: t("provider"),
      head: true,
      render: (row) => (row.provider === "slack" ? "Slack" : "Discord"),
    },
    {
      key: "chat_channel",
      title: t("chat_channel"),
      head: true,
      render: (row) => <span className="mono">{row.chat_channel}</span>,
    },
    {
      key: "kinds",
      title: t("kinds"),
      render: (row) => row.kinds.map((kind) => t(labelOf(ALERT_KIND_WORDS, kind))).join(" · "),
    },
    {
      key: "language",
      title: t("language"),
      render: (row) => (row.locale === "en" ? "English" : "简体中文"),
    },
    { key: "since", title: t("since"), render: (row) => clock(row.created_at, zone) },
    ...(may("KooMessage:chat:manage")
      ? [{ key: "end", title: "", render: (row: Subscription) => <End row={row} /> }]
      : []),
  ];
  return (
    <Card title={t("subscriptions")}>
      <div className="stack">
        <span className="faint">{t("subscriptions_note")}</span>
        <RowTable
          table={table}
          columns={columns}
          rowKey={(row) => row.id}
          label={t("subscriptions")}
          compact
          empty={<Empty title={t("subscriptions_empty")} />}
        />
      </div>
    </Card>
  );
}

function End({ row }: { row: Subscription }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { run, running } = useVerb("unsubscribe_chat_channel");

  async function end() {
    try {
      await run({ input: { chat_channel: row.chat_channel, team: row.team } });
      message.success(t("unsubscribe_done"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  function ask() {
    modal.confirm({
      title: t("unsubscribe_title"),
      content: t("unsubscribe_body", { chat_channel: row.chat_channel }),
      okText: t("unsubscribe"),
      cancelText: t("keep"),
      okButtonProps: { danger: true },
      onOk: end,
    });
  }

  return (
    <Button size="small" danger loading={running} onClick={ask}>
      {t("unsubscribe")}
    </Button>
  );
}

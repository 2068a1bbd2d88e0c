import { CHANNEL_HEALTH_WORDS } from "@tidings/shared/alerts/words.ts";
import { Alert, Card } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useRows } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { History } from "../ui/history.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed, FailedNote, Loading } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { type Translate, useTranslations } from "../ui/words.ts";
import { ChannelActions, type ChannelActionsProps } from "./actions.tsx";
import type { ChannelCard, Health } from "./row.ts";
import { words } from "./words.ts";

/** The channels to the carriers: health, rate limit and actions (CHL-1, GRD-1). */
export function ChannelList() {
  const t = useTranslations(words);
  const { rows, transitions, loading, failure, retry } = useRows<ChannelCard>("channel_cards", {
    sorters: [{ field: "name", order: "asc" }],
    poll: 3_000,
    transitions: "channel",
  });
  return (
    <Page title={t("title")} note={t("note")}>
      {loading ? (
        <Loading />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <>
          {failure && <FailedNote failure={failure} retry={retry} />}
          {rows.length === 0 && (
            <Card>
              <Empty title={t("empty")} hint={t("empty_hint")} />
            </Card>
          )}
          {rows.map((channel) => (
            <Channel key={channel.id} channel={channel} transitions={transitions[channel.id] ?? []} />
          ))}
        </>
      )}
    </Page>
  );
}

const TONES: Readonly<Record<Health, "success" | "warning" | "error">> = {
  well: "success",
  throttled: "warning",
  sick: "error",
  paused: "warning",
};

function Channel({ channel, transitions }: ChannelActionsProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  return (
    <>
      <Card
        data-testid="channel"
        title={
          <span className="plain-title">
            {channel.name} <StateTag of={CHANNEL_HEALTH_WORDS} state={channel.health} />
          </span>
        }
        extra={<ChannelActions channel={channel} transitions={transitions} />}
      >
        <div className="stack">
          <Alert type={TONES[channel.health]} showIcon message={t(`${channel.health}_note`)} />
          <Descriptions
            items={[
              { key: "adapter", label: t("adapter"), value: channel.adapter },
              { key: "number", label: t("number"), value: channel.number },
              {
                key: "rate",
                label: t("rate"),
                value:
                  channel.rate_per_s === null
                    ? t("rate_none")
                    : t("rate_value", { count: amount(channel.rate_per_s) }),
              },
              { key: "batch", label: t("batch"), value: amount(channel.batch_size) },
              { key: "timeout", label: t("timeout"), value: waitText(channel.receipt_timeout, t) },
              { key: "failures", label: t("failures"), value: amount(channel.failures) },
              ...(channel.sick_since === null
                ? []
                : [{ key: "sick", label: t("sick_since"), value: clock(channel.sick_since, zone, true) }]),
              ...(channel.tries_at === null
                ? []
                : [{ key: "tries", label: t("tries_at"), value: clock(channel.tries_at, zone, true) }]),
              { key: "error", label: t("last_error"), value: channel.last_error },
            ]}
          />
        </div>
      </Card>
      <History resource="channel" id={channel.id} title={`${channel.name} · ${t("history")}`} />
    </>
  );
}

/** An interval as Postgres writes it, `72:00:00` or `3 days`, in hours. */
function waitText(interval: unknown, t: Translate<"timeout_value">): string {
  const [, days = "0", hours = "0"] = /^(?:(\d+) days? ?)?(?:(\d+):\d+:\d+)?$/.exec(String(interval)) ?? [];
  const count = Number(days) * 24 + Number(hours);
  return count > 0 ? t("timeout_value", { count }) : String(interval);
}

import { CARRIER_NAMES, type ChannelHealth } from "@tidings/shared/channels/words.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Alert } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useEnterprise, useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./stops-words.ts";

/** Why a running send makes no progress: its channel is failing, throttled or paused. */
export function ChannelNote({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const may = useMay();
  const { rows } = useRows<RowOf<"channel_cards">>("channel_cards", {
    enabled: may("KooMessage:channel:list") && ["ready", "sending"].includes(send.state),
    filters: [{ field: "id", operator: "eq", value: send.channel_id }],
  });
  const [channel] = rows;
  const health = channel?.health as ChannelHealth | undefined;
  if (!channel || health === undefined || health === "well") return null;
  return (
    <Alert
      type={health === "throttled" ? "warning" : "error"}
      showIcon
      data-testid="channel-note"
      message={t(`channel_${health}`, {
        name: t(knownWords(CARRIER_NAMES, channel.name)),
        at: clock(channel.tries_at, zone, true),
      })}
      action={<Link to="/channels">{t("to_channels")}</Link>}
    />
  );
}

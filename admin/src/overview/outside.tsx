import {
  CHANNEL_COLUMNS,
  CHANNELS_SHOWN,
  OUTSIDE_WORDS,
  VENDOR_WAITS,
} from "@tidings/shared/channels/outside.ts";
import { CARRIER_NAMES, CHANNEL_HEALTH_WORDS } from "@tidings/shared/channels/words.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Channel = NonNullKeys<
  Pick<RowOf<"channel_cards">, "id" | "name" | "health" | "number">,
  "id" | "name" | "health"
>;

const POLL_MS = 10_000;

/** Those outside of the house on whom sends depend (OVW-1): how each channel to a carrier is, and what the vendors have still to decide. */
export function Outside() {
  const t = useTranslations(words);
  const { rows, loading, failure, retry } = useRows<Channel>("channel_cards", {
    sorters: [{ field: "name", order: "asc" }],
    select: CHANNEL_COLUMNS,
    limit: CHANNELS_SHOWN,
    poll: POLL_MS,
  });
  const templates = useMay()("KooMessage:template:list");
  return (
    <Card title={t(OUTSIDE_WORDS.title)} data-testid="outside" extra={<Link to="/channels">{t("all")}</Link>}>
      {loading ? (
        <ListSkeleton rows={3} />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Empty title={t("outside_none")} hint={t("outside_none_hint")} />
      ) : (
        <Flex vertical gap={10}>
          {rows.map((channel) => (
            <Flex key={channel.id} justify="space-between" gap={8} wrap>
              <span>
                <Link to={`/channels/${channel.id}`}>{t(knownWords(CARRIER_NAMES, channel.name))}</Link>{" "}
                <span className="faint mono">{channel.number}</span>
              </span>
              <StateTag of={CHANNEL_HEALTH_WORDS} state={channel.health} />
            </Flex>
          ))}
          {templates && <Vendors />}
        </Flex>
      )}
    </Card>
  );
}

function Vendors() {
  const t = useTranslations(words);
  const { total, loading, failure } = useRows("vendor_reviews", {
    filters: [{ ...VENDOR_WAITS, operator: "eq" }],
    select: "id",
    limit: 1,
    poll: POLL_MS,
  });
  if (loading || failure) return null;
  return (
    <Flex gap={8} wrap>
      <span className="faint">
        {total === 0 ? t(OUTSIDE_WORDS.done) : t(OUTSIDE_WORDS.pending, { count: total })}
      </span>
      <Link to="/templates">{t("vendors_templates")}</Link>
    </Flex>
  );
}

import { troubleWords } from "@tidings/shared/channels/trouble.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { isLate } from "@tidings/shared/sends/late.ts";
import type { Field } from "../ground/answer.ts";
import type { Around } from "./drawn/send_around.ts";
import type { ChannelCard } from "./rows.ts";
import type { View } from "./view.ts";

const LABEL = w("等待", "Waiting");

const WINDOW = w("营销时段于 {at} 开始", "marketing hours start at {at}");

/** Why a channel sends nothing now. */
const HEALTH: Readonly<Record<Exclude<ChannelCard["health"], "well">, Words>> = {
  sick: w(
    "通道「{name}」异常，{at} 再次尝试（{error}）",
    "channel “{name}” is failing; next attempt at {at} ({error})",
  ),
  throttled: w(
    "运营商要求通道「{name}」暂停发送至 {at}（{zone}）",
    "the carrier asks channel “{name}” to pause until {at} ({zone})",
  ),
  paused: w("通道「{name}」已暂停", "channel “{name}” is paused"),
  held: w("平台已暂停通道「{name}」的运营商", "the platform has paused the carrier of channel “{name}”"),
  revoked: w("平台已收回通道「{name}」", "the platform has revoked channel “{name}”"),
};

/** What a send waits for other than its scheduled time or a decision; null when nothing. */
export function waitField(row: SendCard, view: View, around: Around): Field | null {
  const field = (words: Words, places: Readonly<Record<string, string>>): Field => ({
    label: say(LABEL, view.locale),
    value: fillPlaces(say(words, view.locale), places),
  });
  if (waitsForWindow(row)) return field(WINDOW, { at: timeText(row.waits_until, view.zone) });
  const { channel } = around;
  if (channel === null || channel.health === "well") return null;
  const at = timeText(channel.tries_at, view.zone);
  return field(HEALTH[channel.health], {
    name: channel.name,
    at,
    zone: view.zone,
    error: say(troubleWords(channel.last_error ?? "—"), view.locale),
  });
}

/** Does the marketing window open later than the scheduled time? */
function waitsForWindow(row: SendCard): boolean {
  return (
    row.waits_until !== null &&
    !isLate(row) &&
    (row.scheduled_at === null || Date.parse(row.waits_until) > Date.parse(row.scheduled_at))
  );
}

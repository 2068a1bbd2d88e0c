import { count, percent } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { codeText } from "@tidings/shared/sends/codes.ts";
import { failuresOf, sendStateLabel } from "@tidings/shared/sends/outcome.ts";
import { DELIVERY_STATE_WORDS } from "@tidings/shared/sends/words.ts";

const SAYS = {
  failed: w(
    "⚠ 发出的 {ends} 条中有 {failed} 条未送达（{share}）",
    "⚠ {failed} of {ends} sent {ends:message|messages} {failed:was|were} not delivered ({share})",
  ),
  nothing: w("⚠ 一条也没有发出：原因见下。", "⚠ No messages were sent. See the reasons below."),
} as const satisfies Record<string, Words>;

/** `⚠ 726 of 800 messages did not arrive (90.8 %): Number not in use (MK:0001) 700, Timed out 26`; null while all is well. */
export function failureText(row: SendCard, locale: Locale): string | null {
  if (row.state !== "done" || sendStateLabel(row).tone === "good") return null;
  const { failed, ends } = failuresOf(row);
  if (ends === 0) return say(SAYS.nothing, locale);
  const places = { failed: count(failed), ends: count(ends), share: percent(failed, ends) };
  const reasons = (row.failures_said ?? []).map(
    (reason) => `${codeText(reason, DELIVERY_STATE_WORDS[reason.state], locale)} ${count(reason.count)}`,
  );
  const [colon, comma] = locale === "zh-CN" ? ["：", "，"] : [": ", ", "];
  const why = reasons.length === 0 ? "" : `${colon}${reasons.join(comma)}`;
  return `${fillPlaces(say(SAYS.failed, locale), places)}${why}`;
}

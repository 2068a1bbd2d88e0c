import { w } from "@tidings/shared/ground/locale.ts";
import { changeOf, timesOf } from "@tidings/shared/reports/answer.ts";
import { useTranslations } from "./words.ts";

/** A figure stays beside its sign and its word; where there is little room the bracket has the next line. */
const words = {
  up: w("↑ {change}\u00a0%（上期\u00a0{before}）", "↑ {change}\u00a0% (previously\u00a0{before})"),
  down: w("↓ {change}\u00a0%（上期\u00a0{before}）", "↓ {change}\u00a0% (previously\u00a0{before})"),
  times: w(
    "↑ 为上期的 {times, number} 倍（上期\u00a0{before}）",
    "↑ {times, number}× (previously\u00a0{before})",
  ),
  same: w("与上期相同（{before}）", "Same as before ({before})"),
  none_before: w("上期为 0", "Previously 0"),
};

/** How a figure has changed against the span before; `said` writes the earlier one. */
export function useChange() {
  const t = useTranslations(words);
  return (now: number, then: number, said: (value: number) => string): string => {
    const before = said(then);
    const times = timesOf(now, then);
    if (times !== null) return t("times", { times, before });
    const change = changeOf(now, then);
    if (change === null) return t("none_before");
    if (change === 0) return t("same", { before });
    return t(change > 0 ? "up" : "down", { change: Math.abs(change), before });
  };
}

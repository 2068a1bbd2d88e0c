import { COLORS } from "@tidings/shared/ground/colors.ts";
import { percent } from "@tidings/shared/ground/figures.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { useAmount } from "../ui/amount.ts";
import { SlimBar } from "../ui/bar.tsx";
import { useTranslations } from "../ui/words.ts";
import { reachedOf } from "./tally.ts";
import { words } from "./trial-words.ts";

/** The bar of a send in a list, with its rate and what failed in words: a list shows no full green bar for 7 % failures. */
export function OutcomeBar({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const reached = reachedOf(send);
  const { sent, delivered, failed, open, waits, cancelled, trial } = reached;
  const share = percent(delivered, sent);
  const figures = {
    sent: amount(sent),
    delivered: amount(delivered),
    share,
    failed: amount(failed),
    open: amount(open),
    waits: amount(waits),
    cancelled: amount(cancelled),
  };
  return (
    <div className="outcome" data-delivered={delivered} data-failed={failed} data-cancelled={cancelled}>
      <SlimBar
        label={t("bar", figures)}
        shares={[
          { key: "delivered", value: delivered, color: COLORS.good },
          { key: "failed", value: failed, color: COLORS.bad },
          { key: "open", value: open, color: COLORS.moving },
          { key: "cancelled", value: cancelled, color: COLORS.ended },
          { key: "waits", value: waits, color: COLORS.waiting },
        ]}
      />
      <div className="outcome-text">
        <span>{sent === 0 ? t("bar_none") : t(trial ? "bar_trial" : "bar_delivered", { share })}</span>
        {failed > 0 && <b className="wrong">{t("bar_failed", { count: amount(failed) })}</b>}
        {open > 0 && <span className="faint">{t("bar_open", { count: amount(open) })}</span>}
        {cancelled > 0 && <span className="faint">{t("bar_cancelled", { count: amount(cancelled) })}</span>}
      </div>
    </div>
  );
}

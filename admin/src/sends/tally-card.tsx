import { CheckCircleFilled, WarningFilled } from "@ant-design/icons";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { percent } from "@tidings/shared/ground/figures.ts";
import { percentText } from "@tidings/shared/ground/percent.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { outcomeOf } from "@tidings/shared/sends/trial.ts";
import { TALLY_PLACES, TALLY_WORDS } from "@tidings/shared/sends/words.ts";
import { Card, Progress, Statistic } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useTranslations } from "../ui/words.ts";
import { STATE_COLORS } from "./state-colors.ts";
import { words as stops } from "./stops-words.ts";
import { equationOf, MOVING, plannedTally, progressOf, type Tally } from "./tally.ts";
import { words } from "./words.ts";

/** The tally of a send (ACC-1): a bar of all states with their counts, and the equation. */
export function TallyCard({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const approved = send.expanded !== null;
  const tally = approved ? (send as Tally) : plannedTally(send, send.goes_to, send.opt_outs);
  const { sent, failed } = outcomeOf(tally);
  // Until the rest is released the figures are those of the trial, which are above.
  const trying = send.trial_figures !== null && send.trial_result === null && sent > 0;
  return (
    <Card title={t("tally")}>
      <div className="stack">
        {approved && !trying && (
          <div className="tally-head">
            <Progress
              aria-label={t("progress")}
              type="circle"
              size={88}
              percent={Number(percentText(progressOf(tally), 1))}
              status={failed > 0 ? "normal" : undefined}
              data-testid="send-progress"
            />
            <Statistic
              title={t("delivered_share")}
              value={percent(tally.delivered, sent)}
              suffix={
                <span className="faint">
                  {t("delivered_of", { delivered: amount(tally.delivered), sent: amount(sent) })}
                </span>
              }
            />
            <Statistic
              title={t("failed")}
              value={amount(failed)}
              suffix={<span className="faint">{t("failed_note")}</span>}
            />
            {send.kind === "aim" && (
              <Statistic
                title={t("resolved")}
                value={amount(send.resolved)}
                suffix={<span className="faint">{t("resolved_note")}</span>}
              />
            )}
          </div>
        )}
        <Bar tally={tally} />
        <LeftOut send={send} />
        <Equation tally={tally} />
      </div>
    </Card>
  );
}

/** Why valid numbers were left out: capped or opted out. */
function LeftOut({ send }: { send: SendCard }) {
  const t = useTranslations(stops);
  const amount = useAmount();
  if (send.capped === 0 && send.opted_out === 0) return null;
  return (
    <ul className="plain" data-testid="left-out">
      {send.capped > 0 && (
        <li>
          <span>{t("capped_note", { count: amount(send.capped) })}</span>
          <Link to="/send-settings">{t("to_settings")}</Link>
        </li>
      )}
      {send.opted_out > 0 && (
        <li>
          <span>{t("opted_out_note", { count: amount(send.opted_out), signature: send.signature })}</span>
          <Link to="/opt-outs">{t("to_opt_outs")}</Link>
        </li>
      )}
    </ul>
  );
}

function Bar({ tally }: { tally: Tally }) {
  const t = useTranslations(words);
  const amount = useAmount();
  return (
    <StackedBar
      total={tally.intended}
      label={t("tally")}
      format={amount}
      shares={TALLY_PLACES.map((place) => ({
        key: place,
        label: t(TALLY_WORDS[place]),
        value: tally[place],
        color: STATE_COLORS[place],
        moving: MOVING.has(place),
      }))}
    />
  );
}

function Equation({ tally }: { tally: Tally }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { terms, holds } = equationOf(tally);
  return (
    <div className="equation" data-testid="equation" data-holds={holds}>
      <p>
        {t("equation", {
          intended: `${t(TALLY_WORDS.intended)} ${amount(tally.intended)}`,
          terms: terms.map((term) => `${t(TALLY_WORDS[term.place])} ${amount(term.value)}`).join(" + "),
        })}
      </p>
      <span className={holds ? "faint" : "wrong"}>
        {holds ? <CheckCircleFilled style={{ color: COLORS.good }} /> : <WarningFilled />}{" "}
        {t(holds ? "adds_up" : "adds_up_not")}
      </span>
    </div>
  );
}

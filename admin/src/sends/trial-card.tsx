import { COLORS } from "@tidings/shared/ground/colors.ts";
import { percent } from "@tidings/shared/ground/figures.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { codeAdvice, codeText } from "@tidings/shared/sends/codes.ts";
import { OUTCOME } from "@tidings/shared/sends/outcome.ts";
import { outcomeOf, type TrialFigures, type VendorFigures } from "@tidings/shared/sends/trial.ts";
import { DELIVERY_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Alert, Card } from "antd";
import { useAmount } from "../ui/amount.ts";
import { SlimBar } from "../ui/bar.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./trial-words.ts";

/** What became of the trial (SND-4): the figures that decide whether the rest goes. Nothing before anything went out. */
export function TrialCard({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const figures = send.trial_figures;
  if (figures === null || outcomeOf(figures).sent === 0) return null;
  const kept = send.trial_result !== null;
  // A storyboard shows no card, and nothing tells the maker of a phone.
  const hasCards = send.kind !== "basic";
  return (
    <Card title={t(kept ? "title_kept" : "title")} data-testid="trial">
      <div className="stack">
        <Figures figures={figures} cards={hasCards} />
        <div className="halves">
          <Reasons figures={figures} />
          {hasCards && <Vendors vendors={figures.vendors} />}
        </div>
        {figures.looked_at < figures.size && (
          <p className="faint">{t("looked_at", { count: amount(figures.looked_at) })}</p>
        )}
      </div>
    </Card>
  );
}

function Figures({ figures, cards }: { figures: TrialFigures; cards: boolean }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { sent, delivered, failed, open } = outcomeOf(figures);
  const waits = figures.size - sent - figures.opted_out - figures.capped;
  return (
    <>
      <dl className="figures">
        <Figure
          name="rate"
          label={t("rate")}
          value={percent(delivered, sent)}
          note={t("rate_of", { delivered: amount(delivered), sent: amount(sent) })}
        />
        <Figure
          name="failed"
          label={t("failed")}
          value={amount(failed)}
          note={percent(failed, sent)}
          bad={failed > 0}
        />
        <Figure name="open" label={t("open")} value={amount(open)} note={t("open_note")} />
        {cards && (
          <Figure name="shown" label={t("shown")} value={amount(figures.resolved)} note={t("shown_note")} />
        )}
      </dl>
      {waits > 0 && <p className="faint">{t("waits", { count: amount(waits) })}</p>}
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly bad?: boolean;
}

/** One big figure with its name above and what it is of below. */
function Figure({ name, label, value, note, bad = false }: FigureProps) {
  return (
    <div data-figure={name}>
      <dt>{label}</dt>
      <dd className={bad ? "figure figure-bad" : "figure"}>{value}</dd>
      <dd className="faint">{note}</dd>
    </div>
  );
}

/** Why messages did not arrive, in the carrier's codes and in words, with what helps. */
function Reasons({ figures }: { figures: TrialFigures }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  return (
    <section>
      <h3 className="part-title">{t("why")}</h3>
      {figures.reasons.length === 0 && <p className="faint">{t("none_failed")}</p>}
      <ul className="reasons">
        {figures.reasons.map((reason) => {
          const { state, code, count } = reason;
          const advice = codeAdvice(reason);
          return (
            <li key={`${state} ${code}`} data-reason={code ?? state}>
              <b>{amount(count)}</b>
              <div>
                {codeText(reason, DELIVERY_STATE_WORDS[state], locale)}
                {advice && <div className="faint">{t(advice)}</div>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Vendors({ vendors }: { vendors: readonly VendorFigures[] }) {
  const t = useTranslations(words);
  const amount = useAmount();
  return (
    <section>
      <h3 className="part-title">{t("by_vendor")}</h3>
      <table className="vendors">
        <thead>
          <tr>
            <th scope="col">{t("vendor")}</th>
            <th scope="col">{t("delivered")}</th>
            <th scope="col" className="right">
              {t("shown")}
            </th>
          </tr>
        </thead>
        <tbody>
          {vendors.map(({ vendor, delivered, failed, open, resolved }) => {
            const sent = delivered + failed + open;
            const figures = t("of", { delivered: amount(delivered), sent: amount(sent) });
            return (
              <tr key={vendor ?? ""} data-vendor={vendor ?? "unknown"}>
                <th scope="row">{vendor === null ? t("vendor_unknown") : t(VENDOR_WORDS[vendor])}</th>
                <td>
                  <SlimBar
                    label={`${figures} · ${percent(delivered, sent)}`}
                    shares={[
                      { key: "delivered", value: delivered, color: COLORS.good },
                      { key: "failed", value: failed, color: COLORS.bad },
                      { key: "open", value: open, color: COLORS.moving },
                    ]}
                  />
                  <span className="faint">
                    {figures} · {percent(delivered, sent)}
                  </span>
                </td>
                <td className="right">{amount(resolved)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The trial in a sentence, for the dialog of the release. */
export function TrialText({ figures }: { figures: TrialFigures | null }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  if (figures === null) return null;
  const { sent, delivered, failed, open } = outcomeOf(figures);
  const reasons = figures.reasons
    .slice(0, 3)
    .map(
      (reason) => `${amount(reason.count)} × ${codeText(reason, DELIVERY_STATE_WORDS[reason.state], locale)}`,
    );
  return (
    <div className="stack" data-testid="release-trial">
      <div>
        {t("release_rate", {
          sent: amount(sent),
          delivered: amount(delivered),
          share: percent(delivered, sent),
          failed: amount(failed),
          open: amount(open),
        })}{" "}
        {reasons.length > 0 && t("release_why", { reasons: reasons.join(locale === "zh-CN" ? "；" : "; ") })}
      </div>
      {failed >= OUTCOME.warn * sent && failed > 0 && (
        <Alert type="warning" showIcon message={t("release_bad")} />
      )}
    </div>
  );
}

import { useState } from "react";
import type { ActionOffer } from "../ui/action-dialog.tsx";
import { useAmount } from "../ui/amount.ts";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { ConsentText } from "./consent-fields.tsx";
import { CostNote } from "./cost-note.tsx";
import { needsMore, type SendCard } from "./row.ts";
import { useStopOffers } from "./stop-offers.ts";
import { words as stops } from "./stops-words.ts";
import { TrialText } from "./trial-card.tsx";
import { TwinNote } from "./twin-note.tsx";
import { useLate } from "./use-late.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

/** The dialogs of a send's transitions; each states how many people it affects. */
export function useSendOffers(send: SendCard): Record<string, ActionOffer | undefined> {
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
  const rhythm = useRhythmText();
  const late = useLate(send);
  const stopOffers = useStopOffers(send, late);
  const more = needsMore(send);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const count = send.accepted;
  const rest = restOf(send);
  const open = send.expanded === null ? 0 : send.pending;
  const [consent, setConsent] = useState(send.consent ?? "");
  return {
    submit: {
      label: t("submit"),
      title: t("submit_title"),
      body: late ?? (
        <div className="stack">
          {t("submit_body", { count })}
          <CostNote send={send} />
          {send.is_marketing && <ConsentText value={consent} onChange={setConsent} />}
        </div>
      ),
      blocked: late !== null,
      ...(send.is_marketing ? { args: { input: { consent } } } : {}),
      done: t("submit_done"),
      tone: "main",
    },
    approve: {
      label: t("approve"),
      title: t("approve_title"),
      body: late ?? (
        <div className="stack">
          <TwinNote send={send} />
          <CostNote send={send} />
          {send.cron === null
            ? t("approve_body", {
                count,
                trial: send.trial
                  ? t("approve_trial", { size: amount(Math.min(send.trial_size, count)) })
                  : "",
                when: send.scheduled_at
                  ? t("approve_at", { at: clock(send.scheduled_at, zone) })
                  : t("approve_now"),
              })
            : tStops("approve_plan", { count, rhythm: rhythm(send.cron) })}
          {more && <b>{tStops("approve_more")}</b>}
        </div>
      ),
      done: more
        ? tStops("approve_more_done")
        : send.cron === null
          ? t("approve_done")
          : tStops("approve_plan_done"),
      tone: "main",
      reason: "optional",
      blocked: late !== null,
    },
    reject: {
      label: t("reject"),
      title: t("reject_title"),
      body: t("reject_body", { count }),
      done: t("reject_done"),
      reason: "required",
    },
    release: {
      label: t("release", { count: amount(rest) }),
      title: t("release_title"),
      body: (
        <div className="stack">
          <TrialText figures={send.trial_figures} />
          {t("release_body", { count: rest })}
        </div>
      ),
      done: t("release_done"),
      tone: "main",
    },
    cancel: {
      label: t("cancel"),
      title: t("cancel_title"),
      body:
        send.expanded === null
          ? t("cancel_body_draft")
          : t("cancel_body", { count: open, handed: amount(send.handed) }),
      done: t("cancel_done"),
      tone: "danger",
      reason: "optional",
    },
    ...stopOffers,
  };
}

/** The numbers that wait for the release of a trial. */
export function restOf(send: SendCard): number {
  return send.dispatch_limit === null ? 0 : Math.max(0, send.accepted - send.dispatch_limit);
}

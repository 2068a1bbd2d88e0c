import { useAmount } from "../ui/amount.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { MoveOffer } from "../ui/moves.tsx";
import { clock } from "../ui/time.ts";
import { useWords } from "../ui/words.ts";
import { CostNote } from "./cost-note.tsx";
import { needsMore, type SendCard } from "./row.ts";
import { useStopOffers } from "./stop-offers.ts";
import { words as stops } from "./stops-words.ts";
import { TwinNote } from "./twin-note.tsx";
import { useLate } from "./use-late.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

/** How the moves of a send are offered; each says how many people it concerns. */
export function useSendOffers(send: SendCard): Record<string, MoveOffer | undefined> {
  const say = useWords(words);
  const sayStop = useWords(stops);
  const rhythm = useRhythmText();
  const late = useLate(send);
  const stopOffers = useStopOffers(send, late);
  const more = needsMore(send);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const count = send.accepted;
  const rest = restOf(send);
  const open = send.expanded === null ? 0 : send.pending;
  return {
    submit: {
      label: say("submit"),
      title: say("submit_title"),
      body: late ?? (
        <div className="stack">
          {say("submit_body", { count })}
          <CostNote send={send} />
        </div>
      ),
      blocked: late !== null,
      done: say("submit_done"),
      tone: "main",
    },
    approve: {
      label: say("approve"),
      title: say("approve_title"),
      body: late ?? (
        <div className="stack">
          <TwinNote send={send} />
          <CostNote send={send} />
          {send.cron === null
            ? say("approve_body", {
                count,
                trial: send.trial
                  ? say("approve_trial", { size: amount(Math.min(send.trial_size, count)) })
                  : "",
                when: send.scheduled_at
                  ? say("approve_at", { at: clock(send.scheduled_at, zone) })
                  : say("approve_now"),
              })
            : sayStop("approve_plan", { count, rhythm: rhythm(send.cron) })}
          {more && <b>{sayStop("approve_more")}</b>}
        </div>
      ),
      done: more
        ? sayStop("approve_more_done")
        : send.cron === null
          ? say("approve_done")
          : sayStop("approve_plan_done"),
      tone: "main",
      reason: "optional",
      blocked: late !== null,
    },
    reject: {
      label: say("reject"),
      title: say("reject_title"),
      body: say("reject_body", { count }),
      done: say("reject_done"),
      tone: "danger",
      reason: "required",
    },
    release: {
      label: say("release", { count: amount(rest) }),
      title: say("release_title"),
      body: say("release_body", { count: rest }),
      done: say("release_done"),
      tone: "main",
    },
    cancel: {
      label: say("cancel"),
      title: say("cancel_title"),
      body:
        send.expanded === null
          ? say("cancel_body_draft")
          : say("cancel_body", { count: open, handed: amount(send.handed) }),
      done: say("cancel_done"),
      tone: "danger",
      reason: "optional",
    },
    ...stopOffers,
  };
}

/** Numbers that wait for the release of a trial. */
export function restOf(send: SendCard): number {
  return send.dispatch_limit === null ? 0 : Math.max(0, send.accepted - send.dispatch_limit);
}

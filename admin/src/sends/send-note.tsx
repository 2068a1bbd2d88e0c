import { Alert } from "antd";
import { percent, useAmount } from "../ui/amount.ts";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { restOf } from "./offers.tsx";
import { PauseNote } from "./pause-note.tsx";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { useLate } from "./use-late.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

interface SendNoteProps {
  readonly send: SendCard;
  /** The current user had it in hand, so another member decides. */
  readonly mine: boolean;
  /** The current user has already approved this submission. */
  readonly approvedByMe: boolean;
}

/** A note on the current state of a send, and what it waits for. */
export function SendNote({ send, mine, approvedByMe }: SendNoteProps) {
  const note = useNote(send, mine, approvedByMe);
  if (send.state === "paused") return <PauseNote send={send} />;
  if (note === null) return null;
  return <Alert type={note.type} showIcon message={note.text} data-testid="send-note" />;
}

function useNote(
  send: SendCard,
  mine: boolean,
  approvedByMe: boolean,
): { type: "info" | "warning" | "error"; text: string } | null {
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
  const rhythm = useRhythmText();
  const amount = useAmount();
  const { zone, window } = useEnterprise();
  const late = useLate(send);
  // For a rejected send the reason of the rejection matters more.
  if (late !== null && send.state !== "rejected") return { type: "warning", text: late };
  if (send.waits_until !== null) {
    return { type: "warning", text: t("waits", { ...window, at: clock(send.waits_until, zone) }) };
  }
  switch (send.state) {
    case "draft":
      return { type: "info", text: t("draft_note") };
    case "in_review":
      return {
        type: "info",
        text: mine
          ? t("four_eyes")
          : approvedByMe
            ? tStops("approved_by_me")
            : send.cron !== null
              ? t("in_review_plan", { units: amount(send.units) })
              : t("in_review_note", { units: amount(send.units) }),
      };
    case "rejected":
      return { type: "error", text: t("rejected_note", { reason: send.reason ?? "—" }) };
    case "expanding":
      return {
        type: "info",
        text: t("expanding_note", { expanded: amount(send.expanded ?? 0), all: amount(send.accepted) }),
      };
    case "ready":
      return {
        type: "info",
        text: send.scheduled_at ? t("ready_note", { at: clock(send.scheduled_at, zone) }) : t("ready_now"),
      };
    case "recurring":
      return {
        type: "info",
        text: tStops("recurring_note", { rhythm: rhythm(send.cron ?? ""), at: clock(send.next_at, zone) }),
      };
    case "trial_hold": {
      const failed = send.failed + send.expired + send.timed_out + send.unknown;
      return {
        type: "warning",
        text: t("on_hold", {
          sent: amount(send.delivered + failed),
          share: percent(send.delivered, send.delivered + failed),
          delivered: amount(send.delivered),
          failed: amount(failed),
          rest: amount(restOf(send)),
        }),
      };
    }
    default:
      return null;
  }
}

import { percent } from "@tidings/shared/ground/figures.ts";
import { hasBegun, openOf, restOf, type SendCard } from "@tidings/shared/sends/card.ts";
import { rhythmWords } from "@tidings/shared/sends/rhythm_words.ts";
import { Alert } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useEnterprise, useMe } from "../ui/me.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { ChannelNote } from "./channel-note.tsx";
import { CostNote } from "./cost-note.tsx";
import { NetworkNote } from "./network-note.tsx";
import { ResentAs } from "./occurrences.tsx";
import { PauseNote } from "./pause-note.tsx";
import { words as stops } from "./stops-words.ts";
import { TwinNote } from "./twin-note.tsx";
import { useLate } from "./use-late.ts";
import { words } from "./words.ts";

/** Where a send stands, what it waits for, and what to know before one decides. */
export function SendNotes({ row, transitions }: PartProps<SendCard>) {
  const me = useMe();
  // Who made it or imported its numbers had it in hand as well.
  const mine = row.submitted_by === me.user_id || transitions.some(({ code }) => code === "four_eyes");
  const releases = transitions.some(({ verb, allowed }) => verb === "release" && allowed);
  const approvedByMe = transitions.some(({ code }) => code === "already_approved");
  return (
    <>
      {row.state === "in_review" && row.pause_code !== null && <PauseNote send={row} />}
      <SendNote send={row} mine={mine} approvedByMe={approvedByMe} releases={releases} />
      <ChannelNote send={row} />
      <TwinNote send={row} />
      <NetworkNote send={row} />
      <CostNote send={row} />
      <ResentAs send={row} />
    </>
  );
}

interface SendNoteProps {
  readonly send: SendCard;
  /** The current user had it in hand, so another member decides. */
  readonly mine: boolean;
  /** The current user has already approved this submission. */
  readonly approvedByMe: boolean;
  /** The current user may release the rest of a trial. */
  readonly releases: boolean;
}

function SendNote({ send, ...reader }: SendNoteProps) {
  const note = useNote(send, reader);
  if (send.state === "paused") return <PauseNote send={send} />;
  if (note === null) return null;
  return <Alert type={note.type} showIcon message={note.text} data-testid="send-note" />;
}

function useNote(
  send: SendCard,
  { mine, approvedByMe, releases }: Omit<SendNoteProps, "send">,
): { type: "info" | "warning" | "error"; text: string } | null {
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
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
            : hasBegun(send)
              ? tStops("sent_back_units", { rest: amount(openOf(send)) })
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
        text: tStops("recurring_note", {
          rhythm: t(rhythmWords(send.cron ?? "")),
          at: clock(send.next_at, zone),
        }),
      };
    case "trial_hold": {
      const failed = send.failed + send.expired + send.timed_out + send.unknown;
      return {
        type: "warning",
        text: t(releases ? "on_hold" : "on_hold_others", {
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

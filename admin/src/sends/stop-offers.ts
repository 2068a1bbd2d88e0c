import type { ActionOffer } from "../ui/action-dialog.tsx";
import { useAmount } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import { notReached, type SendCard } from "./row.ts";
import { words } from "./stops-words.ts";

/** The dialogs to pause, resume, resend and break the glass. `late`: why the send can no longer be released. */
export function useStopOffers(
  send: SendCard,
  late: string | null,
): Record<"pause" | "resume" | "resend" | "break_glass", ActionOffer> {
  const t = useTranslations(words);
  const amount = useAmount();
  const plan = send.timing === "recurring";
  const open = send.expanded === null ? send.accepted : send.pending;
  return {
    pause: {
      label: t("pause"),
      title: t("pause_title"),
      body: plan ? t("pause_plan_body") : t("pause_body", { count: open }),
      done: t("pause_done"),
      reason: "optional",
    },
    resume: {
      label: t("resume"),
      title: t("resume_title"),
      body: plan ? t("resume_plan_body") : t("resume_body", { count: open }),
      done: t("resume_done"),
      tone: "main",
    },
    resend: {
      label: t("resend", { count: amount(notReached(send)) }),
      title: t("resend_title"),
      body: t("resend_body", { count: notReached(send) }),
      done: t("resend_done"),
    },
    break_glass: {
      label: t("break_glass"),
      title: t("break_glass_title"),
      body: late ?? t("break_glass_body", { count: send.accepted }),
      blocked: late !== null,
      done: t("break_glass_done"),
      tone: "danger",
      reason: "required",
    },
  };
}

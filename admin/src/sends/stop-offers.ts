import { useAmount } from "../ui/amount.ts";
import type { MoveOffer } from "../ui/moves.tsx";
import { useWords } from "../ui/words.ts";
import { notReached, type SendCard } from "./row.ts";
import { words } from "./stops-words.ts";

/** How a send is stopped, let go on, sent again, or let go past its approvals. `late`: why it cannot be let go any more. */
export function useStopOffers(
  send: SendCard,
  late: string | null,
): Record<"pause" | "resume" | "resend" | "break_glass", MoveOffer> {
  const say = useWords(words);
  const amount = useAmount();
  const plan = send.timing === "recurring";
  const open = send.expanded === null ? send.accepted : send.pending;
  return {
    pause: {
      label: say("pause"),
      title: say("pause_title"),
      body: plan ? say("pause_plan_body") : say("pause_body", { count: open }),
      done: say("pause_done"),
      reason: "optional",
    },
    resume: {
      label: say("resume"),
      title: say("resume_title"),
      body: plan ? say("resume_plan_body") : say("resume_body", { count: open }),
      done: say("resume_done"),
      tone: "main",
    },
    resend: {
      label: say("resend", { count: amount(notReached(send)) }),
      title: say("resend_title"),
      body: say("resend_body", { count: notReached(send) }),
      done: say("resend_done"),
    },
    break_glass: {
      label: say("break_glass"),
      title: say("break_glass_title"),
      body: late ?? say("break_glass_body", { count: send.accepted }),
      blocked: late !== null,
      done: say("break_glass_done"),
      tone: "danger",
      reason: "required",
    },
  };
}

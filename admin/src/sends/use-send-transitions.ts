import { useMay } from "../ui/me.tsx";
import { type Transition, useTransitions } from "../ui/transitions.tsx";
import { useResend } from "./family.tsx";
import { notReached, pollOf, type SendCard } from "./row.ts";

/** The transitions of a send available now, plus a resend where possible. */
export function useSendTransitions(send: SendCard) {
  const may = useMay();
  const transitions = useTransitions("send", send.id, pollOf(send)).data ?? [];
  const { resend, loading } = useResend(send);
  const approvedByMe = transitions.some((transition) => transition.code === "already_approved");
  const canResend =
    send.state === "done" &&
    send.origin !== "resend" &&
    send.timing !== "recurring" &&
    !loading &&
    resend === undefined &&
    notReached(send) > 0 &&
    may("KooMessage:sendTask:create") &&
    may("KooMessage:sendTask:submit");
  return { transitions: canResend ? [...transitions, RESEND] : transitions, approvedByMe, resend };
}

/** A resend does not change the state of the send itself, so it is no row of `private.transitions`. */
const RESEND: Transition = {
  verb: "resend",
  to: "done",
  allowed: true,
  code: null,
  needs: "KooMessage:sendTask:submit",
  needs_reason: false,
};

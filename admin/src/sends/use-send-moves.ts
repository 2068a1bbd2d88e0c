import { useMay } from "../ui/me.tsx";
import { type Move, useMoves } from "../ui/moves.tsx";
import { useResend } from "./family.tsx";
import { notReached, pollOf, type SendCard } from "./row.ts";

/** What may be done with a send now: its moves, and a resend where one can be made. */
export function useSendMoves(send: SendCard) {
  const may = useMay();
  const moves = useMoves("send", send.id, pollOf(send)).data ?? [];
  const { resend, loading } = useResend(send);
  const approvedByMe = moves.some((move) => move.code === "already_approved");
  const canResend =
    send.state === "done" &&
    send.origin !== "resend" &&
    send.timing !== "recurring" &&
    !loading &&
    resend === undefined &&
    notReached(send) > 0 &&
    may("KooMessage:sendTask:create") &&
    may("KooMessage:sendTask:submit");
  return { moves: canResend ? [...moves, RESEND] : moves, approvedByMe, resend };
}

/** A resend moves nothing of the send itself, so it is no row of `private.transitions`. */
const RESEND: Move = {
  verb: "resend",
  to: "done",
  allowed: true,
  code: null,
  needs: "KooMessage:sendTask:submit",
  needs_reason: false,
};

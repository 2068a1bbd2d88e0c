import { useRows } from "../ui/data.ts";
import { useMay, useMe } from "../ui/me.tsx";
import { type Move, useMoves } from "../ui/moves.tsx";
import type { RowOf } from "../ui/rows.ts";
import { useResend } from "./family.tsx";
import { notReached, pollOf, type SendCard } from "./row.ts";

/** What may be done with a send now: its moves, but no second approval by one person, and a resend where one can be made. */
export function useSendMoves(send: SendCard) {
  const me = useMe();
  const may = useMay();
  const allowed = useMoves("send", send.id, pollOf(send)).data ?? [];
  const approvals = useRows<RowOf<"send_approvals">>("send_approvals", {
    enabled: send.state === "in_review",
    filters: [
      { field: "send_id", operator: "eq", value: send.id },
      { field: "approver", operator: "eq", value: me.user_id },
    ],
    poll: 2_000,
  });
  const { resend, loading } = useResend(send);
  const approvedByMe =
    send.state === "in_review" &&
    approvals.rows.some((row) => row.submitted_at === send.submitted_at && row.hash === send.hash);
  const enough = (send.approvals ?? []).every((one) => one.have >= one.approvers);
  const moves = allowed.filter((move) => move.verb !== "approve" || !approvedByMe || enough);
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

/** A resend moves nothing of the send itself, so it is no row of `private.moves`. */
const RESEND: Move = {
  verb: "resend",
  to: "done",
  allowed: true,
  code: null,
  needs: "KooMessage:sendTask:submit",
  needs_reason: false,
};

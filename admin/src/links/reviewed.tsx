/** What domains and batches of jump links have in common once they are reviewed: proof, people, note, buttons. */
import type { ProofKind } from "@tidings/shared/links/proof.ts";
import { Alert } from "antd";
import type { Fact } from "../ui/facts.tsx";
import { clock } from "../ui/time.ts";
import type { Say } from "../ui/words.ts";
import { ProofLink } from "./proof-link.tsx";

export interface Reviewed {
  readonly proof_path: string | null;
  readonly proof_name: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

/** The proof, who submitted and who decided, and the review note where there is one. */
export function reviewFacts(
  row: Reviewed,
  kind: ProofKind,
  zone: string,
  say: Say<"proof" | "submitted" | "decided" | "note_of_review">,
): Fact[] {
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
  const proof = row.proof_path && row.proof_name && (
    <ProofLink kind={kind} path={row.proof_path} name={row.proof_name} />
  );
  return [
    { key: "proof", label: say("proof"), value: proof || "—" },
    { key: "submitted", label: say("submitted"), value: who(row.submitted_by_name, row.submitted_at) },
    { key: "decided", label: say("decided"), value: who(row.decided_by_name, row.decided_at) },
    ...(row.reason ? [{ key: "reason", label: say("note_of_review"), value: row.reason }] : []),
  ];
}

/** Why it was rejected, and what to do now. */
export function RejectedNote({
  reason,
  say,
}: {
  reason: string | null;
  say: Say<"rejected_note" | "rejected_hint">;
}) {
  return (
    <Alert
      type="error"
      showIcon
      message={say("rejected_note", { reason: reason ?? "—" })}
      description={say("rejected_hint")}
    />
  );
}

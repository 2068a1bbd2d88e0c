/** What the pages of domains and of batches of jump links share: proof, people, review note. */
import type { ProofKind } from "@tidings/shared/links/proof.ts";
import { Alert } from "antd";
import type { DescriptionItem } from "../ui/descriptions.tsx";
import { ProofLink } from "../ui/proof-link.tsx";
import { clock } from "../ui/time.ts";
import type { Translate } from "../ui/words.ts";

export interface ReviewedRow {
  readonly proof_path: string | null;
  readonly proof_name: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

/** The proof, who submitted and who decided, and the review note where there is one. */
export function reviewItems(
  row: ReviewedRow,
  kind: ProofKind,
  zone: string,
  t: Translate<"proof" | "submitted" | "decided" | "note_of_review">,
): DescriptionItem[] {
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
  const proof = row.proof_path && row.proof_name && (
    <ProofLink kind={kind} path={row.proof_path} name={row.proof_name} />
  );
  return [
    { key: "proof", label: t("proof"), value: proof || "—" },
    { key: "submitted", label: t("submitted"), value: who(row.submitted_by_name, row.submitted_at) },
    { key: "decided", label: t("decided"), value: who(row.decided_by_name, row.decided_at) },
    ...(row.reason ? [{ key: "reason", label: t("note_of_review"), value: row.reason }] : []),
  ];
}

/** Why it was rejected, and what to do now. */
export function RejectedNote({
  reason,
  t,
}: {
  reason: string | null;
  t: Translate<"rejected_note" | "rejected_hint">;
}) {
  return (
    <Alert
      type="error"
      showIcon
      message={t("rejected_note", { reason: reason ?? "—" })}
      description={t("rejected_hint")}
    />
  );
}

import type { Broken, Proof } from "@tidings/shared/people/audit_proof.ts";
import { Alert, Flex } from "antd";
import { LinkButton } from "../ui/link-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./audit-words.ts";

interface ProofResultProps {
  readonly proof: Proof;
}

/** What a proof found: the log is whole, or which row does not fit, and why. */
export function ProofResult({ proof }: ProofResultProps) {
  const t = useTranslations(words);
  const { broken, last, unsealed } = proof;
  if (broken === null) {
    return (
      <Alert
        type="success"
        showIcon
        data-testid="proof"
        message={t("whole", { count: last })}
        description={unsealed > 0 ? t("whole_unsealed", { count: unsealed }) : undefined}
      />
    );
  }
  const there = rowOf(broken);
  return (
    <Alert
      type="error"
      showIcon
      data-testid="proof"
      message={t(broken.why, { seq: broken.seq, id: broken.log_id })}
      description={
        <Flex vertical gap={10} align="start">
          {t("broken_hint", { count: last })}
          {there !== null && <LinkButton to={`/audit/${there}`}>{t("see_row")}</LinkButton>}
        </Flex>
      }
    />
  );
}

/** The row of the log to look at; null where it is gone. */
function rowOf({ why, log_id }: Broken): number | null {
  return why === "row_changed" || why === "row_unsealed" ? (log_id ?? null) : null;
}

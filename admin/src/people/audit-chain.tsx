import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { PROVED_AT_ONCE, type Proof, percentOf, proveChain } from "@tidings/shared/people/audit_proof.ts";
import { Button, Card, Flex, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { CopyButton } from "../ui/copy-button.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { callVerb } from "../ui/verb.ts";
import { withRetry } from "../ui/with-retry.ts";
import { useTranslations } from "../ui/words.ts";
import { SealedExport } from "./audit-export.tsx";
import { ProofResult } from "./audit-result.tsx";
import { words } from "./audit-words.ts";

/** The head of the enterprise's sealed chain (IAM-4), its proof and its export. */
export function AuditChain() {
  const t = useTranslations(words);
  const { id } = useEnterprise();
  // One seal is enough to hear of the head.
  const { data, error, refetch } = useQuery({
    queryKey: ["audit_proof", id],
    queryFn: () => callVerb<Proof>("audit_proof", { after_seq: 0, most: 1 }),
  });
  const { proof, failure, running, prove, stop } = useProof();
  const known = proof ?? data;
  return (
    <Card size="small" data-testid="audit-chain">
      <div className="stack">
        <Flex gap="8px 16px" wrap align="center" justify="space-between">
          <HeadLine proof={known} />
          <Flex gap={8} wrap>
            {running ? (
              <Button onClick={stop}>{t("stop")}</Button>
            ) : (
              <Button
                icon={<SafetyCertificateOutlined />}
                disabled={!known?.head}
                onClick={() => void prove()}
                data-testid="prove"
              >
                {t("prove")}
              </Button>
            )}
            <SealedExport />
          </Flex>
        </Flex>
        {running && proof?.head && (
          <Flex vertical role="status">
            <Progress percent={percentOf(proof)} aria-label={t("prove")} />
            <span className="faint">{t("proving", { last: proof.last, all: proof.head.seq })}</span>
          </Flex>
        )}
        {!running && proof && <ProofResult proof={proof} />}
        <FailedNote failure={failure ?? error} retry={error ? () => void refetch() : undefined} />
      </div>
    </Card>
  );
}

/** Letters of the hash that are shown; the button copies all 64. */
const SHORT = 16;

function HeadLine({ proof }: { proof: Proof | undefined }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const head = proof?.head;
  return (
    <div className="audit-head">
      <Flex gap="2px 12px" wrap align="center">
        <b>{t("chain")}</b>
        {head && <span>{t("head", { seq: head.seq, at: clock(head.at, zone, true) })}</span>}
        {proof && !head && <span className="faint">{t("none")}</span>}
        {head && (
          <span>
            <span className="mono" data-testid="audit-hash">
              {head.hash.slice(0, SHORT)}
            </span>
            <CopyButton text={head.hash} />
          </span>
        )}
        {proof && proof.unsealed > 0 && (
          <span className="faint">{t("unsealed", { count: proof.unsealed })}</span>
        )}
      </Flex>
      <div className="faint">{t("hint")}</div>
    </div>
  );
}

/** Proves the chain stretch by stretch; what was proved last, until it is proved again. */
function useProof() {
  const [proof, setProof] = useState<Proof | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);

  async function prove() {
    control.current = new AbortController();
    const { signal } = control.current;
    setProof(null);
    setFailure(null);
    setRunning(true);
    try {
      const stretch = (after_seq: number) =>
        withRetry(() => callVerb<Proof>("audit_proof", { after_seq, most: PROVED_AT_ONCE }), signal);
      for await (const one of proveChain(stretch)) {
        signal.throwIfAborted();
        setProof(one);
      }
    } catch (error) {
      setProof(null);
      if (!signal.aborted) setFailure(error);
    } finally {
      setRunning(false);
    }
  }

  return { proof, failure, running, prove, stop: () => control.current?.abort() };
}

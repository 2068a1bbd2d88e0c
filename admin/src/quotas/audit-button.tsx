import { SafetyCertificateOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { callVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface Proof {
  readonly ok: boolean;
  readonly looked_at: { readonly accounts: number; readonly transfers: number; readonly sends: number };
  readonly findings: readonly unknown[];
}

/** Checks that ledger, balances and deliveries agree now. */
export function AuditButton() {
  const t = useTranslations(words);
  const { modal } = App.useApp();
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);

  async function prove() {
    setBusy(true);
    try {
      const proof = await callVerb<Proof>("audit_quota", {});
      if (proof.ok) modal.success({ title: t("audit"), content: t("audit_ok", proof.looked_at) });
      else modal.error({ title: t("audit"), content: t("audit_bad", { count: proof.findings.length }) });
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<SafetyCertificateOutlined />} loading={busy} onClick={() => void prove()}>
      {t("audit")}
    </Button>
  );
}

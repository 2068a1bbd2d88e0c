import { SafetyCertificateOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { userErrorOf } from "../ui/user-error.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface Proof {
  readonly ok: boolean;
  readonly looked_at: { readonly accounts: number; readonly transfers: number; readonly sends: number };
  readonly findings: readonly unknown[];
}

/** Checks that ledger, balances and deliveries agree now. */
export function AuditButton() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);

  async function prove() {
    setBusy(true);
    try {
      const proof = await callVerb<Proof>("audit_quota", {});
      if (proof.ok) modal.success({ title: t("audit"), content: t("audit_ok", proof.looked_at) });
      else modal.error({ title: t("audit"), content: t("audit_bad", { count: proof.findings.length }) });
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
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

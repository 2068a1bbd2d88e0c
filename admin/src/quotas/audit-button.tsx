import { SafetyCertificateOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { troubleOf } from "../ui/trouble.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useWords } from "../ui/words.ts";
import { words } from "./words.ts";

interface Proof {
  readonly ok: boolean;
  readonly looked_at: { readonly accounts: number; readonly transfers: number; readonly sends: number };
  readonly findings: readonly unknown[];
}

/** Proves that ledger, balances and deliveries agree at this moment. */
export function AuditButton() {
  const say = useWords(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);

  async function prove() {
    setBusy(true);
    try {
      const proof = await callVerb<Proof>("audit_quota", {});
      if (proof.ok) modal.success({ title: say("audit"), content: say("audit_ok", proof.looked_at) });
      else modal.error({ title: say("audit"), content: say("audit_bad", { count: proof.findings.length }) });
    } catch (failure) {
      message.error(troubleOf(failure, locale).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<SafetyCertificateOutlined />} loading={busy} onClick={() => void prove()}>
      {say("audit")}
    </Button>
  );
}

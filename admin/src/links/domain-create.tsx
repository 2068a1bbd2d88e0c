import { Alert, App, Button, Card } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useProof } from "../ui/use-proof.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { DomainFields } from "./domain-fields.tsx";
import { type DomainForm, EMPTY_DOMAIN_FORM, namesProblem } from "./domain-form.ts";
import { words } from "./domain-words.ts";
import type { DomainCard } from "./row.ts";

/** Requests domains (DOM-1); submitting puts them in review. */
export function DomainCreate() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const draft = useDraft<DomainForm>(`domains.new.${enterprise}.${me.user_id}`, EMPTY_DOMAIN_FORM);
  const proof = useProof("pdf");
  const { run, running } = useVerb<{ domains: DomainCard[] }>("create_domains");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function send() {
    setTried(true);
    if (namesProblem(draft.value.names) !== null || proof.trouble !== null) return;
    setFailure(null);
    setBusy(true);
    try {
      const { domains } = await run({ input: { ...draft.value, proof: (await proof.store()) ?? null } });
      draft.forget();
      message.success(t("sent_body", { count: domains.length }));
      const [only, ...more] = domains;
      navigate(only && more.length === 0 ? `/domains/${only.id}` : "/domains", { replace: true });
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page
      title={t("create")}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t("note")}
      back="/domains"
    >
      <Card className="narrow">
        <FailedNote failure={failure} />
        <DomainFields
          form={draft.value}
          change={(change) => draft.set((before) => ({ ...before, ...change }))}
          proof={proof}
          tried={tried}
        />
        <Alert type="info" showIcon message={t("never_deleted")} className="form-note" />
        <Button type="primary" loading={busy || running} onClick={() => void send()} data-testid="send">
          {t("confirm")}
        </Button>
      </Card>
    </Page>
  );
}

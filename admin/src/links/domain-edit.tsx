import { Alert, App, Button, Card } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useRow } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { isAllowed } from "../ui/transition.ts";
import { useProof } from "../ui/use-proof.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { DomainFields } from "./domain-fields.tsx";
import { type DomainForm, namesProblem } from "./domain-form.ts";
import { words } from "./domain-words.ts";
import type { DomainCard } from "./row.ts";

/** Edits a rejected domain and submits it again (DOM-1). */
export function DomainEdit() {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<DomainCard>("domain_cards", id, {
    transitions: "domain",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="domain" back="/domains" />
    );
  return <Editing key={row.id} domain={row} editable={isAllowed(transitions, "update")} />;
}

function Editing({ domain, editable }: { domain: DomainCard; editable: boolean }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form, setForm] = useState<DomainForm>({ names: [domain.name], custom_codes: domain.custom_codes });
  const proof = useProof("pdf", domain.proof_name);
  const update = useVerb("update_domain");
  const submit = useVerb("submit_domain");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const page = `/domains/${domain.id}`;

  async function send() {
    setTried(true);
    if (namesProblem(form.names, 1) !== null || proof.trouble !== null) return;
    setFailure(null);
    setBusy(true);
    try {
      const stored = await proof.store();
      const input = { name: form.names[0], custom_codes: form.custom_codes };
      await update.run({
        domain: domain.id,
        input: stored === undefined ? input : { ...input, proof: stored },
      });
      await submit.run({ domain: domain.id });
      message.success(t("sent"));
      navigate(page, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setBusy(false);
    }
  }

  if (!editable) {
    return (
      <Page title={t("edit_title")} back={page}>
        <Alert
          type="warning"
          showIcon
          message={t("not_editable")}
          action={<LinkButton to={page}>{domain.name}</LinkButton>}
        />
      </Page>
    );
  }
  return (
    <Page title={t("edit_title")} note={domain.name} back={page}>
      <Card className="narrow">
        <Alert
          type="error"
          showIcon
          message={t("rejected_note", { reason: domain.reason ?? "—" })}
          description={t("rejected_hint")}
          className="form-note"
        />
        <FailedNote failure={failure} />
        <DomainFields
          form={form}
          change={(change) => setForm((before) => ({ ...before, ...change }))}
          proof={proof}
          tried={tried}
          most={1}
        />
        <Button type="primary" loading={busy} onClick={() => void send()} data-testid="send">
          {t("confirm")}
        </Button>
      </Card>
    </Page>
  );
}

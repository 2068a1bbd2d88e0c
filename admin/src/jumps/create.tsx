import { JUMP_LIMITS } from "@tidings/shared/links/jump.ts";
import { CHINA, jumpBatch } from "@tidings/shared/links/jump_batch.ts";
import { JUMP_TROUBLE_WORDS } from "@tidings/shared/links/jump_words.ts";
import { Alert, App, Button, Card, Input, Segmented } from "antd";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { ProofField } from "../ui/proof-field.tsx";
import type { RowOf } from "../ui/rows.ts";
import { FailedNote } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useProof } from "../ui/use-proof.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { useDueNow } from "./due.tsx";
import { EMPTY_JUMP_FORM, type JumpForm, type JumpProblem, jumpProblems, typedLinks } from "./form.ts";
import { LinkFileField } from "./link-file.tsx";
import { useLinkFile } from "./use-link-file.ts";
import { words } from "./words.ts";

/** Requests jump links (JMP-1, table 7-5); submitting puts them in review. */
export function JumpCreate() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const given = useLocation().state as Partial<JumpForm> | null;
  const draft = useDraft<JumpForm>(`jumps.new.${enterprise}.${me.user_id}`, { ...EMPTY_JUMP_FORM, ...given });
  const form = draft.value;
  const file = useLinkFile();
  const proof = useProof("rar");
  const { run, running } = useVerb<RowOf<"jump_cards">>("create_jump_batch");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const links = form.source === "typed" ? typedLinks(form.typed) : file.links;
  const problems = jumpProblems(form, links);
  const change = (part: Partial<JumpForm>) => draft.set((before) => ({ ...before, ...part }));

  async function send() {
    setTried(true);
    if (problems.length > 0 || !links || proof.trouble !== null) return;
    setFailure(null);
    setBusy(true);
    try {
      const { name, purpose, source } = form;
      const made = await run({
        input: { name, purpose, source, urls: links.urls, proof: (await proof.store()) ?? null },
      });
      draft.forget();
      navigate(`/jumps/${made.id}`, { replace: true });
      const due = clock(made.due_at, CHINA);
      modal.success({
        title: t("sent_title"),
        content: t("sent_body", { count: made.links, batch: made.batch_no, due }),
        okText: t("ok"),
      });
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setBusy(false);
    }
  }

  const shown = tried ? problems : problems.filter((problem) => !problem.endsWith("_missing"));
  const wrong = (problem: JumpProblem) =>
    shown.includes(problem)
      ? t(problem, { count: links?.urls.length ?? 0, max: JUMP_LIMITS[form.source] })
      : undefined;
  return (
    <Page
      title={t(jumpBatch.forms.create?.title ?? jumpBatch.words.empty)}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t(jumpBatch.words.note)}
      back="/jumps"
    >
      <Card className="narrow">
        <FailedNote failure={failure} />
        <FormField label={t("name")} htmlFor="jump-name" required wrong={wrong("name_missing")}>
          <Input
            id="jump-name"
            maxLength={64}
            value={form.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </FormField>
        <FormField label={t("purpose")} htmlFor="jump-purpose" required wrong={wrong("purpose_missing")}>
          <Input.TextArea
            id="jump-purpose"
            rows={3}
            maxLength={500}
            showCount
            value={form.purpose}
            onChange={(event) => change({ purpose: event.target.value })}
          />
        </FormField>
        <FormField label={t("source")} required>
          <Segmented<JumpForm["source"]>
            value={form.source}
            onChange={(source) => change({ source })}
            options={[
              { value: "typed", label: t("typed") },
              { value: "file", label: t("file") },
            ]}
          />
        </FormField>
        {form.source === "typed" ? (
          <TypedLinks form={form} change={change} wrong={wrong("links_missing") ?? wrong("links_many")} />
        ) : (
          <LinkFileField file={file} wrong={wrong("links_missing") ?? wrong("links_many")} />
        )}
        <ProofField proof={proof} label={t("proof")} hint={t("proof_hint")} />
        <DueNote />
        <Button type="primary" loading={busy || running} onClick={() => void send()} data-testid="send">
          {t("send")}
        </Button>
      </Card>
    </Page>
  );
}

interface TypedLinksProps {
  readonly form: JumpForm;
  readonly change: (part: Partial<JumpForm>) => void;
  readonly wrong: string | undefined;
}

function TypedLinks({ form, change, wrong }: TypedLinksProps) {
  const t = useTranslations(words);
  const { urls, bad, repeated } = typedLinks(form.typed);
  const [first] = bad;
  const why = first && t("bad_typed", { line: first.line, why: t(JUMP_TROUBLE_WORDS[first.trouble.code]) });
  const counted = t("typed_hint", { max: JUMP_LIMITS.typed, count: urls.length });
  return (
    <FormField
      label={t("typed_label")}
      htmlFor="jump-urls"
      required
      hint={repeated > 0 ? `${counted} ${t("repeated", { count: repeated })}` : counted}
      wrong={why ?? wrong}
    >
      <Input.TextArea
        id="jump-urls"
        className="mono"
        autoSize={{ minRows: 4, maxRows: 12 }}
        placeholder="https://"
        value={form.typed}
        onChange={(event) => change({ typed: event.target.value })}
      />
    </FormField>
  );
}

/** When the review would be due, and by which rule. */
function DueNote() {
  const t = useTranslations(words);
  const due = useDueNow();
  if (!due) return null;
  const at = clock(due.at.toISOString(), CHINA);
  const unsure = due.certain ? "" : ` ${t("due_uncertain", { year: at.slice(0, 4) })}`;
  return (
    <Alert
      type="info"
      showIcon
      className="form-note"
      message={t("due_expected", { at })}
      description={t("due_rule") + unsure}
      data-testid="due"
    />
  );
}

import { CHANGE_REASON } from "@tidings/shared/accounts/fields.ts";
import { fieldProblem } from "@tidings/shared/accounts/problems.ts";
import { ACCOUNT_PART_WORDS } from "@tidings/shared/accounts/words.ts";
import { isOwnFine, type OwnValues, ownGiven } from "@tidings/shared/own/fields.ts";
import { App, Button, Card, Flex, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { EditNotes, InReviewNote } from "../ui/edit-notes.tsx";
import { type Found, useEditedRow } from "../ui/edited-row.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { FormField } from "../ui/form-field.tsx";
import { useMay } from "../ui/me.tsx";
import { OwnInputs } from "../ui/own/own-inputs.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { PartForm } from "./part-form.tsx";
import {
  contentOf,
  type PartCard,
  type PartKind,
  problemsOf,
  useParts,
  type Values,
  valuesOf,
} from "./parts.ts";
import { PreviewCard } from "./phone.tsx";
import { words } from "./words.ts";

/** Edits a part of a service account (SA-2). What was approved serves until the edit is approved too. */
export function PartEdit() {
  const found = useEditedRow<PartCard>("account_part_cards", "account_part");
  if (!found.row) return found.instead;
  const { row } = found;
  if (found.open) return <Edit key={row.id} found={found} />;
  return (
    <Page title={row.name} back={`/account-parts/${row.id}`}>
      <InReviewNote page={`/account-parts/${row.id}`} />
    </Page>
  );
}

interface Typed {
  readonly values: Values;
  readonly own: OwnValues;
  readonly reason: string;
  readonly version: string;
  readonly revision: number;
}

const begin = (card: PartCard): Typed => ({
  values: valuesOf(card.kind as PartKind, card.content),
  own: (card.next_own ?? {}) as OwnValues,
  reason: card.change_reason && card.state !== "approved" ? card.change_reason : "",
  version: card.version_id,
  revision: card.revision,
});

function Edit({ found }: { found: Found<PartCard> }) {
  const { row: card, editable, retry: reload } = found;
  const t = useTranslations(words);
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const kind = card.kind as PartKind;
  const draft = useDraft<Typed>(found.draft, begin(card));
  const { parts } = useParts(card.account_id);
  const { values, own, reason, version, revision } = draft.value;
  const { definitions } = useOwnFields("service_account");
  const save = useVerb<PartCard>("update_account_part");
  const submit = useVerb("submit_account_part");
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const moved = version !== card.version_id || revision !== card.revision;
  const saving = save.running || submit.running;
  const [needsReason, profile] = [card.live_version !== null, kind === "profile"];
  const reasonProblem = needsReason ? fieldProblem(CHANGE_REASON, reason, "change_reason") : null;
  const set = (part: Partial<Typed>) => draft.set((before) => ({ ...before, ...part }));

  async function keep(submits: boolean) {
    const fine = !profile || isOwnFine(definitions, own, submits);
    if (problemsOf(kind, values).length > 0 || !fine || reasonProblem !== null) {
      setTried(true);
      showFirstWrong();
      return;
    }
    setFailure(null);
    try {
      const input = {
        [kind]: values[kind],
        ...(profile ? { own: ownGiven(definitions, own) } : {}),
        change_reason: needsReason ? reason.trim() : null,
        base_revision: revision,
      };
      const saved = await save.run({ account_part: card.id, input });
      // Where the submission is refused, what is edited on is what was saved.
      set({ version: saved.version_id, revision: saved.revision });
      if (submits) await submit.run({ account_part: card.id });
      draft.forget();
      message.success(t("saved"));
      navigate(`/account-parts/${card.id}`, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
      reload();
    }
  }

  const title = t("edit_title", { name: card.name, part: t(ACCOUNT_PART_WORDS[kind]) });
  return (
    <Page
      title={title}
      note={draft.keptAt && <DraftNote keptAt={draft.keptAt} />}
      back={`/account-parts/${card.id}`}
    >
      <EditNotes
        resource="account_part"
        id={card.id}
        page={`/account-parts/${card.id}`}
        draft={draft}
        closed={!editable && !saving && <InReviewNote page={`/account-parts/${card.id}`} />}
        moved={moved && !saving}
        mine={() => set({ version: card.version_id, revision: card.revision })}
        drop={() => {
          draft.set(() => begin(card));
          draft.forget();
        }}
      />
      <div className="split split-form">
        <Card>
          <div className="stack">
            <div>
              {needsReason && (
                <FormField
                  label={t(CHANGE_REASON.label)}
                  htmlFor="change-reason"
                  required
                  hint={t("change_reason_hint")}
                  wrong={
                    reasonProblem && (tried || !reasonProblem.missing) ? t(reasonProblem.words) : undefined
                  }
                >
                  <Input
                    id="change-reason"
                    value={reason}
                    onChange={(event) => set({ reason: event.target.value })}
                  />
                </FormField>
              )}
              <PartForm
                kind={kind}
                values={values}
                change={(edit) => draft.set((before) => ({ ...before, values: edit(before.values) }))}
                tried={tried}
              />
              {profile && (
                <OwnInputs
                  definitions={definitions}
                  values={own}
                  stored={(card.next_own ?? {}) as OwnValues}
                  change={(next) => set({ own: next })}
                  tried={tried}
                />
              )}
            </div>
            {!moved && <FailedNote failure={failure} />}
            <Flex gap={8} justify="end" wrap>
              <Button
                loading={saving}
                disabled={moved || !editable}
                onClick={() => void keep(false)}
                data-testid="save"
              >
                {t("save")}
              </Button>
              {may("KooMessageSA:serviceAccount:submit") && (
                <Button
                  type="primary"
                  loading={saving}
                  disabled={moved || !editable}
                  onClick={() => void keep(true)}
                  data-testid="save-submit"
                >
                  {t("save_submit")}
                </Button>
              )}
            </Flex>
          </div>
        </Card>
        <PreviewCard
          content={{ ...contentOf(parts), [kind]: values[kind] }}
          page={kind === "home" ? "home" : "chat"}
        />
      </div>
    </Page>
  );
}

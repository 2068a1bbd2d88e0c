import { serviceAccount } from "@tidings/shared/accounts/account.ts";
import { isOwnFine, type OwnValues, ownGiven } from "@tidings/shared/own/fields.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { App, Button, Card, Flex, Steps } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { OwnInputs } from "../ui/own/own-inputs.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { useAddressStep } from "../ui/use-address-step.ts";
import { isNoId } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { PartForm } from "./part-form.tsx";
import {
  contentOf,
  EMPTY,
  PART_KINDS,
  type PartCard,
  type PartKind,
  problemsOf,
  useParts,
  type Values,
  valuesOf,
} from "./parts.ts";
import { PreviewCard } from "./phone.tsx";
import { words } from "./words.ts";

/** A new service account in three steps (SA-1, §9.1.1). Each step is saved as a draft in the account, so that anyone who goes on later loses nothing. */
export function AccountCreate() {
  const [address] = useSearchParams();
  const account = address.get("account") ?? undefined;
  const { step: at, go } = useAddressStep(PART_KINDS);
  const step = PART_KINDS[at] ?? "profile";
  const { parts, loading, failure, retry } = useParts(account);
  if (loading && account !== undefined) return <Loading />;
  if (failure && !isNoId(failure)) return <Failed failure={failure} retry={retry} />;
  if (account !== undefined && Object.keys(parts).length === 0)
    return <Missing resource="service_account" back={`/${NOUNS.service_account.path}`} />;
  return (
    <Step
      key={`${account}-${step}`}
      account={account}
      step={step}
      parts={parts}
      go={(to, id) => go(PART_KINDS.indexOf(to), id === undefined ? {} : { account: id })}
    />
  );
}

interface StepProps {
  readonly account: string | undefined;
  readonly step: PartKind;
  readonly parts: Partial<Record<PartKind, PartCard>>;
  /** Shows another step; `account` is the one that was made by this one. */
  readonly go: (to: PartKind, account?: string) => void;
}

interface Typed {
  readonly values: Values;
  readonly own: OwnValues;
}

function Step({ account, step, parts, go }: StepProps) {
  const t = useTranslations(words);
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { user_id } = useMe();
  const { id: enterprise } = useEnterprise();
  const part = parts[step];
  const begin: Typed = {
    values: part ? valuesOf(step, part.content) : EMPTY,
    own: (part?.next_own ?? {}) as OwnValues,
  };
  const draft = useDraft<Typed>(`account.new.${enterprise}.${user_id}.${account ?? ""}.${step}`, begin);
  const { values, own } = draft.value;
  const { definitions } = useOwnFields("service_account");
  const create = useVerb<RowOf<"service_account_cards">>("create_service_account");
  const update = useVerb<PartCard>("update_account_part");
  const submit = useVerb("submit_account_part");
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const at = PART_KINDS.indexOf(step);
  const busy = create.running || update.running || submit.running;

  /** Stores the step; null where something is wrong with it. */
  async function keep(submits: boolean): Promise<string | null> {
    const fine = step !== "profile" || isOwnFine(definitions, own, submits);
    if (problemsOf(step, values).length > 0 || !fine) {
      setTried(true);
      showFirstWrong();
      return null;
    }
    const given = step === "profile" ? { own: ownGiven(definitions, own) } : {};
    const input = { [step]: values[step], ...given };
    const id = part ? String(part.account_id) : (await create.run({ input })).id;
    if (part) await update.run({ account_part: part.id, input: { ...input, base_revision: part.revision } });
    draft.forget();
    return id;
  }

  async function act(then: (id: string) => Promise<void> | void, submits = false) {
    setFailure(null);
    try {
      const id = await keep(submits);
      if (id !== null) await then(id);
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  async function finish(id: string) {
    for (const kind of PART_KINDS) {
      const one = parts[kind];
      if (one && ["draft", "rejected"].includes(one.state)) await submit.run({ account_part: one.id });
    }
    message.success(t("submitted"));
    navigate(`/service-accounts/${id}`, { replace: true });
  }

  const shown = { ...contentOf(parts), [step]: values[step] };
  return (
    <Page
      title={t(serviceAccount.forms.create?.title ?? serviceAccount.words.empty)}
      note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t(serviceAccount.words.empty_hint)}
      back={account ? `/service-accounts/${account}` : "/service-accounts"}
    >
      <div className="split split-form">
        <Card>
          <div className="stack">
            <Steps
              size="small"
              current={at}
              responsive
              onChange={(to) => {
                const kind = PART_KINDS[to];
                if (kind && account && to < at) go(kind);
              }}
              items={PART_KINDS.map((kind) => ({ title: t(`step_${kind}`) }))}
            />
            <div>
              <PartForm
                kind={step}
                values={values}
                change={(edit) => draft.set((before) => ({ ...before, values: edit(before.values) }))}
                tried={tried}
              />
              {step === "profile" && (
                <OwnInputs
                  definitions={definitions}
                  values={own}
                  change={(next) => draft.set((before) => ({ ...before, own: next }))}
                  tried={tried}
                />
              )}
            </div>
            <FailedNote failure={failure} />
            <Flex gap={8} justify="end" wrap>
              {at > 0 && <Button onClick={() => go(PART_KINDS[at - 1] as PartKind)}>{t("back")}</Button>}
              {step !== "home" && (
                <Button
                  type="primary"
                  loading={busy}
                  data-testid="next"
                  onClick={() => void act((id) => go(PART_KINDS[at + 1] as PartKind, id))}
                >
                  {t("next")}
                </Button>
              )}
              {step === "home" && (
                <>
                  <Button
                    loading={busy}
                    data-testid="save"
                    onClick={() => void act((id) => navigate(`/service-accounts/${id}`, { replace: true }))}
                  >
                    {t("save")}
                  </Button>
                  {may("KooMessageSA:serviceAccount:submit") && (
                    <Button
                      type="primary"
                      loading={busy}
                      data-testid="submit"
                      onClick={() => void act(finish, true)}
                    >
                      {t("submit")}
                    </Button>
                  )}
                </>
              )}
            </Flex>
          </div>
        </Card>
        <PreviewCard content={shown} page={step === "home" ? "home" : "chat"} />
      </div>
    </Page>
  );
}

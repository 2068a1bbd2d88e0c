import { ownGiven } from "@tidings/shared/own/fields.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { trialBarOf } from "@tidings/shared/sends/trial.ts";
import { App, Button, Card, Steps } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useFirstField } from "../ui/focus.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { useMay, useMe } from "../ui/me.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FormSkeleton } from "../ui/skeletons.tsx";
import { Failed, FailedNote } from "../ui/states.tsx";
import { type Submission, useSubmission } from "../ui/submission.ts";
import { useProof } from "../ui/use-proof.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { words as editing } from "./edit-words.ts";
import { type SendForm, STEPS, sendAction, trialForced } from "./form.ts";
import { BasicSendPhone, SendPhone } from "./preview.tsx";
import { NumbersStep } from "./step-numbers.tsx";
import { SummaryStep } from "./step-summary.tsx";
import { TemplateStep } from "./step-template.tsx";
import { TimingStep } from "./step-timing.tsx";
import { type Choices, useChoices, wholeText } from "./use-choices.ts";
import { type StoredSend, useMakeSend } from "./use-make-send.ts";
import { useWizardSteps } from "./use-wizard-steps.ts";

interface SendWizardProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly back: string;
  /** Actions beside the title. */
  readonly actions?: ReactNode;
  /** Stands above the steps. */
  readonly top?: ReactNode;
  readonly begin: SendForm;
  /** Every change, so that the draft survives a reload. */
  readonly keep: (form: SendForm) => void;
  /** It is saved: the draft is needed no more. */
  readonly forget: () => void;
  /** The send that is edited; null for a new one. */
  readonly edited?: SendCard | null;
  /** What is saved: the edited send at the revision that the editor began from, or what this form has made already. */
  readonly stored: StoredSend | null;
  /** It was saved so; its submission may still be refused. */
  readonly onSaved: (send: StoredSend, form: SendForm) => void;
  /** It cannot be saved now. */
  readonly closed?: boolean;
  /** Called with what was refused. */
  readonly onRefused?: (refusal: unknown) => void;
}

/** Is there no template of this kind that could be sent? */
function hasNone({ kind }: SendForm, { templates, basic }: Choices): boolean {
  if (kind === "text") return false;
  return kind === "basic" ? basic.templates.length === 0 : templates.length === 0;
}

/** A send task in four steps (SND-1, table 7-2), new or edited. */
export function SendWizard({ edited = null, stored, begin, onSaved, ...props }: SendWizardProps) {
  const t = useTranslations(words);
  const tEdit = useTranslations(editing);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const me = useMe();
  const [chosen, setForm] = useState(begin);
  const bar = trialBarOf(me, chosen.kind);
  const choices = useChoices(chosen);
  const form = trialForced(chosen, bar, choices.facts.count);
  const make = useMakeSend(stored, (send) => onSaved(send, form));
  const { definitions } = useOwnFields("send");
  const proof = useProof("consent", edited?.consent_name ?? null);
  const steps = useWizardSteps(form, choices.facts, definitions);
  const { step, name, go, goInstead } = steps;

  const card = useRef<HTMLDivElement>(null);
  useFirstField(card, choices.loading ? null : step);

  // The other steps are about a message.
  const early = (form.kind === "text" ? form.sms : form.template) === null && step > 0;
  useEffect(() => {
    if (early) goInstead(0);
  }, [early, goInstead]);

  // What the form chooses itself is no change to be kept, until somebody types.
  const prefill = (next: Partial<SendForm>) => setForm((before) => ({ ...before, ...next }));
  // Anyone without a number file begins with typed numbers; who wants a file finds out there how to get one.
  const looked = useRef(false);
  const noFile = choices.files.length === 0 && edited === null && form.file === null;
  useEffect(() => {
    if (choices.loading || looked.current) return;
    looked.current = true;
    if (noFile) setForm((before) => ({ ...before, audience: "typed" }));
  }, [choices.loading, noFile]);

  function change(next: Partial<SendForm>) {
    const after = { ...form, ...next };
    setForm(after);
    props.keep(after);
  }

  const { tried, busy, failure, act } = useSubmission({
    ready: (submits) => steps.isReady(submits),
    lead: () => steps.leadToWrong(true),
    refused: (refusal) => {
      showFirstWrong();
      props.onRefused?.(refusal);
    },
    run: async (submits) => {
      const beside = {
        parameters: choices.parameters,
        columns: choices.columns,
        own: ownGiven(definitions, form.own),
        storeProof: proof.store,
      };
      const made = await make(form, beside, submits);
      props.forget();
      message.success(submits ? t("submitted") : edited === null ? t("saved") : tEdit("saved"));
      navigate(`/sends/${made}`, { replace: true });
    },
  });

  const isMarked = steps.isMarked || tried !== "no";
  const shared = { form, change, choices, proof, problems: isMarked ? steps.problems : [], edited };
  return (
    <Page title={props.title} note={props.note} back={props.back} actions={props.actions}>
      {props.top}
      {choices.loading ? (
        <FormSkeleton fields={5} />
      ) : choices.failure ? (
        <Failed failure={choices.failure} retry={choices.retry} />
      ) : (
        <div className="split split-form">
          <Card ref={card}>
            <div className="stack">
              <Steps
                size="small"
                current={step}
                responsive
                onChange={go}
                items={STEPS.map((one) => ({ title: t(`step_${one}`) }))}
              />
              {name === "template" && (
                <TemplateStep {...shared} definitions={definitions} tried={isMarked} prefill={prefill} />
              )}
              {name === "numbers" && <NumbersStep {...shared} />}
              {name === "timing" && <TimingStep {...shared} />}
              {name === "summary" && (
                <SummaryStep form={form} choices={choices} edited={edited} definitions={definitions} />
              )}
              <FailedNote failure={failure} />
              <FormButtons
                left={steps.left(tried !== "draft")}
                fix={() => steps.leadToWrong(true)}
                closed={props.closed && name === "summary"}
              >
                {step > 0 && <Button onClick={() => go(step - 1)}>{t("back")}</Button>}
                {name !== "summary" && !(name === "template" && hasNone(form, choices)) && (
                  <Button type="primary" onClick={() => go(step + 1)} data-testid="next">
                    {t("next")}
                  </Button>
                )}
                {name === "summary" && (
                  <Handing
                    kind={form.kind}
                    isNew={edited === null}
                    closed={props.closed}
                    busy={busy}
                    act={act}
                  />
                )}
              </FormButtons>
            </div>
          </Card>
          {choices.basic.version && (
            <Card className="preview">
              <BasicSendPhone
                content={choices.basic.version.content}
                signature={choices.signedBy}
                samples={choices.parameters.length > 0}
              />
            </Card>
          )}
          {(choices.template || (form.kind === "text" && choices.text)) && (
            <Card className="preview">
              <SendPhone
                version={choices.template?.live_version_id ?? null}
                layout={choices.template?.layout ?? null}
                signature={choices.signature?.name}
                sms={wholeText(choices)}
                {...(choices.parameters.length === 0 ? { note: null } : {})}
              />
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}

interface HandingProps extends Pick<Submission, "busy" | "act"> {
  readonly kind: SendForm["kind"];
  readonly isNew: boolean;
  readonly closed: boolean | undefined;
}

/** The buttons that save and submit. */
function Handing({ kind, isNew, closed, busy, act }: HandingProps) {
  const t = useTranslations(words);
  const tEdit = useTranslations(editing);
  const may = useMay();
  return (
    <>
      <Button
        loading={busy === "draft"}
        disabled={closed || busy === "all"}
        onClick={() => void act(false)}
        data-testid="save"
      >
        {isNew ? t("save") : tEdit("save")}
      </Button>
      {may(sendAction(kind, "submit")) && (
        <Button
          type="primary"
          loading={busy === "all"}
          disabled={closed || busy === "draft"}
          onClick={() => void act(true)}
          data-testid="submit"
        >
          {isNew ? t("submit") : tEdit("save_submit")}
        </Button>
      )}
    </>
  );
}

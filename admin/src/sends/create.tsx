import { App, Button, Card, Flex, Steps } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, FailedNote, Loading } from "../ui/states.tsx";
import { useProof } from "../ui/use-proof.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { EMPTY_FORM, problemsOf, type SendForm, STEPS } from "./form.ts";
import { VersionPhone } from "./preview.tsx";
import { NumbersStep } from "./step-numbers.tsx";
import { SummaryStep } from "./step-summary.tsx";
import { TemplateStep } from "./step-template.tsx";
import { TimingStep } from "./step-timing.tsx";
import { useChoices, wholeText } from "./use-choices.ts";
import { useMakeSend } from "./use-make-send.ts";

/** A new send task in four steps (SND-1, table 7-2). The draft survives a reload. */
export function SendCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const may = useMay();
  const { id: enterprise, zone, window } = useEnterprise();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [search] = useSearchParams();
  const draft = useDraft<SendForm>(`send.new.${enterprise}.${me.user_id}`, EMPTY_FORM);
  // A template or file named in the URL overrides the stored draft.
  const [form, setForm] = useState<SendForm>(() => ({
    // A draft stored by an earlier release may lack new fields.
    ...EMPTY_FORM,
    ...draft.value,
    template: search.get("template") ?? draft.value.template,
    ...(search.get("file") ? { audience: "file" as const, file: search.get("file") } : {}),
  }));
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const choices = useChoices(form);
  const make = useMakeSend();
  const proof = useProof("consent");
  const name = STEPS[step] ?? "summary";
  const problems = problemsOf(name, form, choices.facts, { zone, ...window }, new Date());

  function change(next: Partial<SendForm>) {
    const after = { ...form, ...next };
    setForm(after);
    draft.set(() => after);
  }

  function startOver() {
    setForm(EMPTY_FORM);
    draft.set(() => EMPTY_FORM);
    draft.forget();
    setStep(0);
    setTried(false);
  }

  function go(to: number) {
    if (to > step && problems.length > 0) {
      setTried(true);
      return;
    }
    setTried(false);
    setStep(to);
  }

  async function finish(submit: boolean) {
    if (problems.length > 0) return;
    const made = await make.run(
      form,
      { parameters: choices.version?.parameters ?? [], columns: choices.columns, storeProof: proof.store },
      submit,
    );
    if (!made) return;
    draft.forget();
    message.success(t(submit ? "submitted" : "saved"));
    navigate(`/sends/${made}`, { replace: true });
  }

  const shared = { form, change, choices, proof, problems: tried ? problems : [] };
  return (
    <Page
      title={t("title")}
      note={t("note")}
      back="/sends"
      actions={draft.keptAt && <Button onClick={startOver}>{t("start_over")}</Button>}
    >
      {choices.loading ? (
        <Loading />
      ) : choices.failure ? (
        <Failed failure={choices.failure} retry={choices.retry} />
      ) : (
        <div className="split">
          <Card>
            <div className="stack">
              <Steps
                size="small"
                current={step}
                responsive
                onChange={(to) => (to < step ? go(to) : to === step + 1 ? go(to) : undefined)}
                items={STEPS.map((one) => ({ title: t(`step_${one}`) }))}
              />
              {name === "template" && <TemplateStep {...shared} />}
              {name === "numbers" && <NumbersStep {...shared} />}
              {name === "timing" && <TimingStep {...shared} />}
              {name === "summary" && <SummaryStep {...shared} />}
              <FailedNote failure={make.failure} />
              <Flex gap={8} justify="end" wrap>
                {step > 0 && <Button onClick={() => go(step - 1)}>{t("back")}</Button>}
                {name !== "summary" && (
                  <Button type="primary" onClick={() => go(step + 1)} data-testid="next">
                    {t("next")}
                  </Button>
                )}
                {name === "summary" && (
                  <>
                    <Button loading={make.running} onClick={() => void finish(false)} data-testid="save">
                      {t("save")}
                    </Button>
                    {may("KooMessage:sendTask:submit") && (
                      <Button
                        type="primary"
                        loading={make.running}
                        onClick={() => void finish(true)}
                        data-testid="submit"
                      >
                        {t("submit")}
                      </Button>
                    )}
                  </>
                )}
              </Flex>
            </div>
          </Card>
          {choices.template && (
            <Card className="preview">
              <VersionPhone
                version={choices.template.live_version_id}
                layout={choices.template.layout}
                signature={choices.signature?.name}
                sms={wholeText(choices)}
              />
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}

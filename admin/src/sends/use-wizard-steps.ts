import type { OwnField } from "@tidings/shared/own/fields.ts";
import { wrongOwn } from "@tidings/shared/own/fields.ts";
import { useState } from "react";
import { useFirstWrongIn } from "../ui/first-wrong.ts";
import { useEnterprise } from "../ui/me.tsx";
import { useAddressStep } from "../ui/use-address-step.ts";
import { type FormProblem, problemsOf, type SendFacts, type SendForm, STEPS, type Step } from "./form.ts";

const LAST = STEPS.length - 1;

/** The steps of the form of a send: which is shown, what is wrong in it, and the way to the others. */
export function useWizardSteps(form: SendForm, facts: SendFacts, definitions: readonly OwnField[]) {
  const { zone, window } = useEnterprise();
  const { step, go: show, goInstead } = useAddressStep(STEPS);
  const lead = useFirstWrongIn(step);
  // Up to which step somebody wanted to go on: what is wrong in these is marked.
  const [tried, setTried] = useState(-1);
  const name: Step = STEPS[step] ?? "summary";
  const problemsIn = (one: Step): readonly FormProblem[] =>
    problemsOf(one, form, facts, { zone, ...window }, new Date());
  /** A draft may lack what a submission needs of the own fields, which are asked for in the first step. */
  const wrongIn = (one: Step, submits: boolean): number =>
    problemsIn(one).length +
    (one === "template" || one === "summary" ? wrongOwn(definitions, form.own, submits).length : 0);
  const firstWrong = (before: number, submits: boolean): number =>
    STEPS.findIndex((one, at) => at < before && wrongIn(one, submits) > 0);

  /** Shows the first step with something wrong, and the first of it. */
  function leadToWrong(submits: boolean) {
    const wrong = firstWrong(LAST, submits);
    if (wrong === -1) return;
    setTried(LAST);
    if (wrong !== step) show(wrong);
    lead(wrong);
  }

  return {
    step,
    name,
    goInstead,
    problems: problemsIn(name),
    isMarked: step <= tried,
    /** How many things are wrong with what was tried: all of it on the summary. */
    left: (submits: boolean) => (step <= tried || step === LAST ? wrongIn(name, submits) : 0),
    isReady: (submits: boolean) => firstWrong(LAST, submits) === -1,
    leadToWrong,
    /** Any step is shown that nothing wrong stands before; on the way to another, what is in the way is. */
    go(to: number) {
      const wrong = firstWrong(to, false);
      if (to < step || wrong === -1) {
        if (to !== step) show(to);
        return;
      }
      setTried(Math.max(tried, wrong));
      if (wrong !== step) show(wrong);
      lead(wrong);
    },
  };
}

import type { FormProblem, SendForm } from "./form.ts";
import type { Choices } from "./use-choices.ts";

/** What every step of the form is given. */
export interface StepProps {
  readonly form: SendForm;
  readonly change: (next: Partial<SendForm>) => void;
  readonly choices: Choices;
  /** What is missing, once going on was tried. */
  readonly problems: readonly FormProblem[];
}

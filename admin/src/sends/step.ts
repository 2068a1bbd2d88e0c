import type { FormProblem, SendForm } from "./form.ts";
import type { Choices } from "./use-choices.ts";

/** Props of every step of the form. */
export interface StepProps {
  readonly form: SendForm;
  readonly change: (next: Partial<SendForm>) => void;
  readonly choices: Choices;
  /** The error message of a field, once the next step was tried. */
  readonly problems: readonly FormProblem[];
}

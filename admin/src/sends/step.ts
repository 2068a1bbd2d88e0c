import type { SendCard } from "@tidings/shared/sends/card.ts";
import type { ProofChoice } from "../ui/use-proof.ts";
import type { FormProblem, SendForm } from "./form.ts";
import type { Choices } from "./use-choices.ts";

/** Props of every step of the form. */
export interface StepProps {
  readonly form: SendForm;
  readonly change: (next: Partial<SendForm>) => void;
  readonly choices: Choices;
  /** The evidence of consent. */
  readonly proof: ProofChoice;
  /** The error message of a field, once the next step was tried. */
  readonly problems: readonly FormProblem[];
  /** The send that is edited; null for a new one. */
  readonly edited: SendCard | null;
}

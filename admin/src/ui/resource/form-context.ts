import type { Row } from "@tidings/shared/resource/define.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import type { Inputs } from "@tidings/shared/resource/kinds.ts";
import { type ComponentType, createContext, useContext } from "react";
import type { ProofChoice } from "../use-proof.ts";

/** An input that is drawn by hand, under the label and above the problem that the engine draws. */
export interface InputSlotProps {
  readonly id: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly values: FormValues;
  /** Changes another input along with this one. */
  readonly changeOther: (name: string, value: unknown) => void;
}

export interface FieldsProps {
  readonly inputs: Inputs;
  readonly values: FormValues;
  /** Takes what is to become of the value of an input that is there then. */
  readonly edit: (name: string, change: (before: unknown) => unknown) => void;
  /** Where they are in the form: `menus[0].` */
  readonly at?: string;
  /** The inputs that are shown now; without it, all. */
  readonly only?: ReadonlySet<string>;
}

/** What every input of a form is told, however deep it is. */
interface FormState {
  /** What the ids of its inputs begin with. */
  readonly id: string;
  readonly row: Row | undefined;
  readonly slots: Readonly<Record<string, ComponentType<InputSlotProps>>> | undefined;
  readonly proofs: Readonly<Record<string, ProofChoice>>;
  /** What is said of the input at a path. */
  readonly wrong: (path: string) => string | undefined;
  readonly prefill: (name: string, value: string) => void;
  /** Draws the inputs of a group, or of an entry. */
  readonly Fields: ComponentType<FieldsProps>;
}

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (form === null) throw new Error("an input with others inside needs the form around it");
  return form;
}

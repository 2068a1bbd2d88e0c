import type { Words } from "@tidings/shared/ground/locale.ts";
import type { Form } from "@tidings/shared/resource/define.ts";
import { useMemo } from "react";
import { useAddressStep } from "../use-address-step.ts";

/** A step of a form with the inputs that are asked for in it; of a form without steps, the one with all of them. */
interface Step {
  readonly title: Words | null;
  readonly inputs: readonly string[];
}

/** The number of the step with an input; the last for what is in none. */
export function stepOf(steps: readonly Step[], input: string): number {
  const found = steps.findIndex(({ inputs }) => inputs.includes(input));
  return found === -1 ? steps.length - 1 : found;
}

/** The steps of a form that have something to ask, and the one that the address names: Back goes a step back. */
export function useStep({ steps: declared }: Form, asked: readonly (readonly [name: string, unknown])[]) {
  const names = asked.map(([name]) => name).join();
  const steps = useMemo((): readonly Step[] => {
    const all = names.split(",");
    if (declared === undefined) return [{ title: null, inputs: all }];
    const known = new Set(declared.flatMap(({ inputs }) => inputs));
    const whole = declared.map(({ title, inputs }, at) => ({
      title,
      inputs: all.filter((name) => inputs.includes(name) || (at === declared.length - 1 && !known.has(name))),
    }));
    return whole.filter(({ inputs }) => inputs.length > 0);
  }, [declared, names]);
  const { step, go } = useAddressStep(useMemo(() => steps.map((_, at) => String(at + 1)), [steps]));
  return { steps, step, go: (to: number) => (to === step ? undefined : go(to)) };
}

import { useCallback, useEffect, useRef } from "react";
import { useSearchParams } from "react-router";

interface AddressStep {
  /** The place of the step in `names`; the first where the address names none of them. */
  readonly step: number;
  /** Goes to another step; `more`: what the address says from then on beside it. */
  readonly go: (to: number, more?: Readonly<Record<string, string>>) => void;
  /** As `go`, for a step that cannot be shown: Back does not lead to it. */
  readonly goInstead: (to: number) => void;
}

/** The steps of a form are in the address (`?step=timing`), so that Back goes a step back and a reload stays. */
export function useAddressStep(names: readonly string[]): AddressStep {
  const [params, setParams] = useSearchParams();
  const step = Math.max(names.indexOf(params.get("step") ?? ""), 0);
  useBeginning(step);
  const move = useCallback(
    (to: number, more: Readonly<Record<string, string>>, replace: boolean) =>
      setParams(
        (before) => new URLSearchParams({ ...Object.fromEntries(before), ...more, step: names[to] ?? "" }),
        { preventScrollReset: true, replace },
      ),
    [setParams, names],
  );
  return {
    step,
    go: useCallback((to, more = {}) => move(to, more, false), [move]),
    goInstead: useCallback((to) => move(to, {}, true), [move]),
  };
}

/** A step begins at its top, and the keyboard at its first field; the form itself is shown where one is. */
function useBeginning(step: number) {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    scrollTo(0, 0);
    const steps = document.querySelector<HTMLElement>(".ant-steps");
    if (!steps) return;
    steps.tabIndex = -1;
    steps.focus({ preventScroll: true });
  }, [step]);
}

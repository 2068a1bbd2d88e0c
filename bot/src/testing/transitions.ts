import type { Transition } from "@tidings/shared/resource/transitions.ts";

/** What `allowed_transitions` answers when each row it is asked about has the same transitions. */
export function allowing(
  transitions: () => readonly (Partial<Transition> & { readonly verb: string })[],
): (args: Record<string, unknown>) => Record<string, Transition[]> {
  return ({ ids }) => {
    const whole = transitions().map((each) => ({ ...USUAL, ...each }));
    return Object.fromEntries((ids as string[]).map((id) => [id, whole]));
  };
}

const USUAL = {
  to: "",
  needs: "",
  needs_reason: false,
  needs_sudo: false,
  many: false,
  shown: null,
  blocked: null,
  allowed: true,
  code: null,
} as const;

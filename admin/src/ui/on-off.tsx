import { refusalWords } from "@tidings/shared/refusals/register.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { App, Switch, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useFailureToast } from "./failure-toast.tsx";
import type { VerbName } from "./rows.ts";
import { switchState } from "./transition.ts";
import { useVerb } from "./verb.ts";
import { useLocale } from "./words.ts";

interface OnOffProps {
  readonly transitions: readonly Transition[];
  readonly checked: boolean;
  /** The functions of the verbs `enable` and `disable`, and what a person reads once they are done. */
  readonly enable: { readonly verb: VerbName; readonly done: string };
  readonly disable: { readonly verb: VerbName; readonly done: string };
  readonly args: Readonly<Record<string, unknown>>;
  readonly label: string;
  /** The values for the sentence that says why it cannot be turned. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Shown to those who may not turn it. */
  readonly otherwise: ReactNode;
  readonly words?: readonly [on: string, off: string];
}

/** A switch between two opposite verbs; what is in its way is said on hovering. */
export function OnOff(props: OnOffProps) {
  const { transitions, checked, enable, disable, args, label, values, otherwise, words } = props;
  const locale = useLocale();
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const on = useVerb(enable.verb);
  const off = useVerb(disable.verb);
  const state = switchState(transitions, "enable", "disable");
  if (state === null || state.code === "forbidden") return otherwise;

  async function turn(to: boolean) {
    try {
      await (to ? on : off).run(args);
      message.success((to ? enable : disable).done);
    } catch (failure) {
      tellFailure(failure);
    }
  }

  return (
    <Tooltip title={state.code === null ? undefined : refusalWords(state.code, locale, values).message}>
      <Switch
        aria-label={label}
        checked={checked}
        disabled={state.code !== null}
        loading={on.running || off.running}
        checkedChildren={words?.[0]}
        unCheckedChildren={words?.[1]}
        onChange={(to) => void turn(to)}
      />
    </Tooltip>
  );
}

import { type Resource, type Row, textFor, verbOf } from "@tidings/shared/resource/define.ts";
import { calledRow } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { useZone } from "../me.tsx";
import { OnOff } from "../on-off.tsx";
import { StopPropagation } from "../stop-propagation.tsx";
import { StateTag } from "../tags.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { words } from "./words.ts";

interface TurnProps {
  readonly of: Resource;
  readonly column: string;
  readonly row: Row;
  readonly transitions: readonly Transition[];
  readonly turn: readonly [on: string, off: string];
}

/** A switch between two opposite transitions; a tag for those who may not turn it. */
export function Turn({ of, column, row, transitions, turn: [on, off] }: TurnProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const field = of.fields[column];
  const called = calledRow(of, row, { locale: useLocale(), zone });
  const name = String(called[of.title]);
  const side = (act: string) => {
    const done = of.transitions[act]?.done;
    return { verb: verbOf(of, act)[0], done: done ? t(textFor(done, row, zone, called)) : "" };
  };
  const values = field?.kind === "flag" ? field.values : {};
  return (
    <StopPropagation>
      <OnOff
        transitions={transitions}
        checked={row[column] === true}
        enable={side(on)}
        disable={side(off)}
        args={{ [of.argument ?? of.noun]: row.id }}
        label={t("turn", { name })}
        values={{ name }}
        otherwise={<StateTag of={values} state={String(row[column])} />}
      />
    </StopPropagation>
  );
}

import { type FormValues, valuesIn } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { Entries } from "../../entries.tsx";
import { useTranslations } from "../../words.ts";
import { useForm } from "../form-context.ts";

interface ListInputProps {
  readonly asked: Input<"list">;
  readonly path: string;
  readonly value: unknown;
  readonly edit: (change: (before: unknown) => unknown) => void;
  readonly wrong: string | undefined;
}

const entriesIn = (value: unknown): readonly FormValues[] => (Array.isArray(value) ? value : []);

/** Several entries, each asked for the same. One that is in an entry of another list has no heading of its own. */
export function ListInput({ asked, path, value, edit, wrong }: ListInputProps) {
  const t = useTranslations();
  const { Fields } = useForm();
  const isInner = path.includes("[");
  return (
    <fieldset aria-label={t(asked.label)} className="form-inside form-list">
      {!isInner && <h2 className="form-part">{t(asked.label)}</h2>}
      {asked.hint && <p className="faint">{t(asked.hint)}</p>}
      <Entries<FormValues>
        value={entriesIn(value)}
        change={(change) => edit((before) => change(entriesIn(before)))}
        title={(at) => t(asked.entry, { at })}
        most={asked.most}
        adds={[{ add: t(asked.add), make: () => valuesIn(asked.of), id: `add-${path}` }]}
        inner={isInner}
        wrong={wrong}
      >
        {(entry, set, at) => (
          <Fields
            inputs={asked.of}
            values={entry}
            edit={(name, change) => set((before) => ({ ...before, [name]: change(before[name]) }))}
            at={`${path}[${at}].`}
          />
        )}
      </Entries>
    </fieldset>
  );
}

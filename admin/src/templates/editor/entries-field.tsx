import { countFor } from "@tidings/shared/layouts/catalogue.ts";
import type { Count } from "@tidings/shared/layouts/layout.ts";
import type { ReactNode } from "react";
import { Entries } from "../../ui/entries.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useEditing, useField } from "./context.ts";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

interface EntriesFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly count: Count;
  readonly required: boolean;
  /** Creates a new entry. */
  readonly make: () => unknown;
  readonly render: (at: Path, index: number) => ReactNode;
}

/** A list of entries of one kind, up to the lowest maximum of the chosen vendors. */
export function EntriesField({ path, label, count, required, make, render }: EntriesFieldProps) {
  const t = useTranslations(words);
  const { vendors } = useEditing();
  const { value, edit, touch, findings } = useField(path);
  const { min, max } = countFor(count, vendors);
  const range = min === max ? t("count_exact", { min }) : t("count_range", { min, max });
  return (
    <Field
      label={
        <>
          {label} <span className="faint optional">{range}</span>
        </>
      }
      required={required}
      findings={findings}
    >
      <Entries
        value={listOf(value)}
        change={(next) => {
          touch();
          edit((before) => next(listOf(before)));
        }}
        title={(number) => `${label} ${number}`}
        most={max}
        make={make}
        add={t("add_item", { what: label })}
      >
        {(_entry, _set, at) => render(`${path}.${at}`, at)}
      </Entries>
    </Field>
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

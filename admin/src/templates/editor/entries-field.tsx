import { inSentence } from "@tidings/shared/ground/locale.ts";
import { countFor } from "@tidings/shared/layouts/catalogue.ts";
import { entryWords } from "@tidings/shared/layouts/entry_words.ts";
import type { ButtonsSlot, ListSlot, PairsSlot } from "@tidings/shared/layouts/layout.ts";
import { vendorNames } from "@tidings/shared/templates/check_slots.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import type { Path } from "../../contents/paths.ts";
import { Entries } from "../../ui/entries.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useLayoutEditing } from "./layout-context.ts";
import { newEntry } from "./places.ts";
import { editorWords } from "./words.ts";

interface EntriesFieldProps {
  readonly path: Path;
  readonly slot: ButtonsSlot | PairsSlot | ListSlot;
  readonly render: (at: Path, index: number) => ReactNode;
}

/** A list of entries of one kind, up to the lowest maximum of the chosen vendors. What is beyond a vendor's number says so. */
export function EntriesField({ path, slot, render }: EntriesFieldProps) {
  const t = useTranslations({ ...words, ...editorWords });
  const { vendors } = useLayoutEditing();
  const { value, edit, touch, findings } = useField(path);
  const label = t(slot.words);
  const one = t(entryWords(slot));
  const { min, max } = countFor(slot.count, vendors);
  const range = min === max ? t("count_exact", { min }) : t("count_range", { min, max });
  const entries = listOf(value);
  const without = (index: number): Vendor[] =>
    vendors.filter((vendor) => countFor(slot.count, [vendor]).max <= index);
  const strictest = without(max);
  const isFull = entries.length >= max;
  return (
    <Field
      label={
        <>
          {label} <span className="faint optional">{range}</span>
        </>
      }
      required={slot.required}
      findings={findings}
      path={path}
      hint={
        isFull &&
        max > 1 &&
        (strictest.length === vendors.length
          ? t("full_all", { max })
          : t("full", { vendors: t(vendorNames(strictest)), max }))
      }
    >
      <Entries
        value={entries}
        change={(next) => {
          touch();
          edit((before) => next(listOf(before)));
        }}
        title={(number) => `${one} ${number}`}
        most={max}
        adds={[{ add: t("add_item", { what: inSentence(one) }), make: () => newEntry(slot) }]}
        mark={(index) => {
          const missing = without(index);
          return (
            missing.length > 0 && (
              <Tag color="error" bordered={false}>
                {t("beyond", { vendors: t(vendorNames(missing)) })}
              </Tag>
            )
          );
        }}
      >
        {(_entry, _set, at) => <div data-path={`${path}.${at}`}>{render(`${path}.${at}`, at)}</div>}
      </Entries>
    </Field>
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

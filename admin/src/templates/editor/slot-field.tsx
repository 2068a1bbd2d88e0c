import { holds } from "@tidings/shared/layouts/catalogue.ts";
import type { ChoiceSlot, ListSlot, Slot } from "@tidings/shared/layouts/layout.ts";
import { vendorNames } from "@tidings/shared/templates/check_slots.ts";
import { Radio } from "antd";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { at, type Path } from "../../contents/paths.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ActionField } from "./action-field.tsx";
import { ButtonsField } from "./buttons-field.tsx";
import { EntriesField } from "./entries-field.tsx";
import { ImageField } from "./image-field.tsx";
import { useLayoutEditing } from "./layout-context.ts";
import { useOff } from "./off.tsx";
import { PairsField } from "./pairs-field.tsx";
import { TextField } from "./text-field.tsx";
import { VideoField } from "./video-field.tsx";

interface SlotFieldsProps {
  readonly slots: readonly Slot[];
  readonly path: Path;
  /** Which entry of a list they are of. */
  readonly item?: number;
}

/** The fields of slots in the order of the catalogue, without slots that the chosen style does not have. */
export function SlotFields({ slots, path, item }: SlotFieldsProps) {
  const { layout, content } = useLayoutEditing();
  const situation = { layout, style: content.style, options: content.options, item };
  return slots
    .filter((slot) => holds(slot.when, situation))
    .map((slot) => <SlotField key={slot.name} slot={slot} path={`${path}.${slot.name}`} />);
}

function SlotField({ slot, path }: { slot: Slot; path: Path }) {
  const t = useTranslations(words);
  const { content } = useLayoutEditing();
  const off = useOff({ only: slot.only_vendors, shownBy: slot.for_vendor });
  const only = slot.only_vendors ?? (slot.for_vendor ? [slot.for_vendor] : null);
  const note = only && <span className="faint only">{t("only", { vendors: t(vendorNames(only)) })}</span>;
  if (!off)
    return (
      <>
        {note}
        <Kind slot={slot} path={path} />
      </>
    );
  // What is in it already can still be taken out.
  const isEmpty = at(content, path) === undefined;
  return (
    <div className="off">
      {off.reason}
      <div inert={isEmpty} className={isEmpty ? "off-field" : undefined}>
        <Kind slot={slot} path={path} />
      </div>
    </div>
  );
}

function Kind({ slot, path }: { slot: Slot; path: Path }) {
  const t = useTranslations();
  switch (slot.kind) {
    case "text":
      return <TextField slot={slot} path={path} />;
    case "image":
      return <ImageField slot={slot} path={path} />;
    case "video":
      return <VideoField slot={slot} path={path} />;
    case "action":
      return <ActionField path={path} label={t(slot.words)} optional={!slot.required} />;
    case "choice":
      return <ChoiceField slot={slot} path={path} />;
    case "buttons":
      return <ButtonsField slot={slot} path={path} />;
    case "pairs":
      return <PairsField slot={slot} path={path} />;
    case "list":
      return <ListField slot={slot} path={path} />;
  }
}

function ListField({ slot, path }: { slot: ListSlot; path: Path }) {
  return (
    <EntriesField
      path={path}
      slot={slot}
      render={(entry, item) => <SlotFields slots={slot.of} path={entry} item={item} />}
    />
  );
}

function ChoiceField({ slot, path }: { slot: ChoiceSlot; path: Path }) {
  const t = useTranslations();
  const { value, set, findings } = useField(path);
  return (
    <Field label={t(slot.words)} required={slot.required} findings={findings} path={path}>
      <Radio.Group
        value={value}
        onChange={(event) => set(event.target.value)}
        options={slot.values.map((one) => ({ value: one.value, label: t(one.words) }))}
      />
    </Field>
  );
}

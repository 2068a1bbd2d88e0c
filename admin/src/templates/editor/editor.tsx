import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { Card, Segmented } from "antd";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { Editing } from "../../contents/context.ts";
import { EditorFrame, type PhoneParts } from "../../contents/editor-frame.tsx";
import { Findings } from "../../contents/findings.tsx";
import { goTo } from "../../contents/going.ts";
import { HistoryButtons } from "../../contents/history/controls.tsx";
import { ParametersCard } from "../../contents/parameters/parameters-card.tsx";
import type { Path } from "../../contents/paths.ts";
import { useEditingOf } from "../../contents/use-editing-of.ts";
import { useSame } from "../../contents/use-same.ts";
import { CardPhone } from "../../ui/card-phone.tsx";
import { useSay, useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { Basics } from "./basics.tsx";
import { contentFindings, findingsOf } from "./checked.ts";
import { LayoutContext, type LayoutEditing } from "./layout-context.ts";
import { LookFields } from "./look-fields.tsx";
import { LivePhone } from "./phone/live-phone.tsx";
import { entryName, newEntry, placeName, slotsAt } from "./places.ts";
import { SlotFields } from "./slot-field.tsx";
import type { EditorValue } from "./value.ts";
import { editorWords } from "./words.ts";

interface EditorProps {
  readonly value: EditorValue;
  readonly set: (change: (value: EditorValue) => EditorValue) => void;
  /** Saving or submitting was tried, so all missing fields are marked. */
  readonly tried: boolean;
  /** The fields that the enterprise has added to templates. */
  readonly definitions: readonly OwnField[];
  /** Shown next to the name of the layout. */
  readonly layoutAction?: ReactNode;
}

/** The template editor: the phone in the middle, on which one clicks what is to change, and the fields of the layout beside it. */
export function Editor(props: EditorProps) {
  const layout = layoutOf(props.value.layout);
  return layout ? <LayoutEditor {...props} layout={layout} /> : null;
}

function LayoutEditor(props: EditorProps & { layout: Layout }) {
  const { value, tried, definitions, layoutAction, layout } = props;
  const set = useSame(props.set);
  const t = useTranslations({ ...words, ...editorWords });
  const say = useSay();
  const findings = useMemo(() => contentFindings(value), [value]);
  const named = useCallback((path: Path) => placeName(layout, path, say), [layout, say]);
  const editing = useEditingOf({
    value,
    set,
    findings,
    tried,
    maxParameters: layout.max_parameters,
    placeName: named,
  });
  const make = useMake(layout, editing.change);
  const layoutEditing = useMemo<LayoutEditing>(
    () => ({
      layout,
      vendors: value.vendors,
      content: value.content,
      choose: (vendors) => set((before) => ({ ...before, vendors })),
    }),
    [layout, value.vendors, value.content, set],
  );
  return (
    <LayoutContext.Provider value={layoutEditing}>
      <EditorFrame
        editing={editing}
        value={value}
        set={set}
        make={make}
        basics={
          <Basics
            value={value}
            set={set}
            layout={layout}
            findings={findings}
            tried={tried}
            definitions={definitions}
            action={layoutAction}
          />
        }
        phone={(parts) => <PhonePane value={value} {...parts} />}
        content={
          <Card title={t("content")} data-path="slots">
            <LookFields />
            <SlotFields slots={layout.slots} path="slots" />
          </Card>
        }
        params={
          <>
            <ParametersCard />
            <Card title={t("findings")}>
              <Findings findings={findingsOf(value)} go={goTo} where={(path) => entryName(layout, path, t)} />
            </Card>
          </>
        }
      />
    </LayoutContext.Provider>
  );
}

/** Makes the entry that a path is in, where it is only a place on the phone yet. */
function useMake(layout: Layout, change: Editing["change"]): (path: Path) => void {
  return useCallback(
    (path) => {
      let place = "slots";
      for (const { slot, index } of slotsAt(layout, path)) {
        place = `${place}.${slot.name}`;
        if (index === null) continue;
        change(place, (before) => {
          const entries = Array.isArray(before) ? before : [];
          return entries.length > index ? before : [...entries, newEntry(slot)];
        });
        place = `${place}.${index}`;
      }
    },
    [layout, change],
  );
}

interface PhonePaneProps extends PhoneParts {
  readonly value: EditorValue;
}

function PhonePane({ value, marked, open, history }: PhonePaneProps) {
  const t = useTranslations({ ...words, ...editorWords });
  const [mode, setMode] = useState<"edit" | "sent">("edit");
  return (
    <Card
      className="preview"
      title={
        <Segmented<"edit" | "sent">
          aria-label={t("mode")}
          value={mode}
          onChange={setMode}
          options={[
            { value: "edit", label: t("mode_edit") },
            { value: "sent", label: t("mode_sent") },
          ]}
        />
      }
      extra={<HistoryButtons history={history} />}
    >
      <CardPhone
        layout={value.layout}
        content={value.content}
        vendors={value.vendors}
        draw={mode === "edit" ? (look) => <LivePhone {...look} marked={marked} open={open} /> : undefined}
      />
      <p className="faint phone-hint">{t(mode === "edit" ? "mode_hint" : "sent_hint")}</p>
    </Card>
  );
}
